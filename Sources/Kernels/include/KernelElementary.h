// Elementary functions of one number, with the same bits on every machine: `+ − × ÷` and square roots in a fixed order,
// exact operations of the C library alone (remainder), no contraction. Bounds are in units in the last place of the
// result; `scripts/elementary-reference` made the table of 1,400 bits that the tests hold them to.
#ifndef KERNEL_ELEMENTARY_H
#define KERNEL_ELEMENTARY_H

// e^x, within 0.9 (1.9 where the result is subnormal). elementary_exp(1) is 2.718281828459045.
double elementary_exp(double x);
// e^x − 1, within 1, also near 0.
double elementary_expm1(double x);

// ln x, within 1; −∞ at 0, NaN below. elementary_log(2) is 0.6931471805599453.
double elementary_log(double x);
// ln(1 + x), within 1, also where 1 + x rounds to 1.
double elementary_log1p(double x);
// ln x, correctly rounded but for arguments whose logarithm lies within 2^-40 units of the middle of two doubles. Ten
// times as long as elementary_log: for numbers that must have the digits another program's have, whatever logarithm
// that one uses, as long as it is a good one. elementary_rounded_log(3) is 1.0986122886681098.
double elementary_rounded_log(double x);

// Within 1 for every finite x; NaN at ±∞. elementary_sin(1) is 0.8414709848078965.
double elementary_sin(double x);
double elementary_cos(double x);
double elementary_tan(double x);

// 1 / (1 + e^−x), within 1, also far to the left where it is e^x. elementary_sigmoid(1) is 0.7310585786300049.
double elementary_sigmoid(double x);
// Within 1. elementary_tanh(1) is 0.7615941559557649.
double elementary_tanh(double x);
// ln(1 + e^x), within 2.
double elementary_softplus(double x);

// The density of the standard normal distribution, e^(−x²/2) / √(2π), within 2.
double elementary_normal_pdf(double x);
// The standard normal distribution, (1 + erf(x/√2)) / 2, within 4, in the left tail too. elementary_normal_cdf(1) is
// 0.8413447460685429.
double elementary_normal_cdf(double x);

// x^y, within 1; exact where the result has an exact double. A whole y is repeated multiplication, so
// elementary_power(2, 10) is 1024 and elementary_power(0, 0) is 1; negative bases take whole exponents alone (NaN
// otherwise). Other exponents go over a logarithm of 100 bits.
double elementary_power(double x, double y);
// a − b ⌊a/b⌋ with the sign of b, as `%` of Python and NumPy, rounded once. elementary_modulo(-1, 3) is 2.
double elementary_modulo(double a, double b);

#endif
