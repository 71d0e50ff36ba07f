#include <math.h>

#include "DoubleDouble.h"
#include "ElementaryParts.h"
#include "KernelElementary.h"
#include "LogarithmPair.h"
#include "MillsSeries.h"

#pragma STDC FP_CONTRACT OFF

double elementary_exp(double x) {
  if (!(x <= 709.782712893384)) return isnan(x) ? x : INFINITY;
  if (!(x > -745.1332191019412)) return 0;
  const struct exponential e = exponential(x, 0);
  return scale(1 + (e.reduced + e.rest), e.power);
}

double elementary_log(double x) {
  if (!(x > 0)) return x == 0 ? -INFINITY : NAN;
  if (!(x < INFINITY)) return x;
  const struct logarithm_parts p = split_for_logarithm(x);
  return logarithm(p.k, p.f, 0);
}

double elementary_log1p(double x) {
  if (!(x > -1)) return x == -1 ? -INFINITY : NAN;
  if (!(x < INFINITY)) return x;
  if (x > -0.29 && x < 0.41) return x == 0 ? x : logarithm(0, x, 0);
  const double u = 1 + x;
  const double lost = x < 1 ? x - (u - 1) : 1 - (u - x);
  const struct logarithm_parts p = split_for_logarithm(u);
  return logarithm(p.k, p.f, lost / u);
}

double elementary_rounded_log(double x) {
  if (!(x > 0)) return x == 0 ? -INFINITY : NAN;
  if (!(x < INFINITY)) return x;
  if (x == 1) return 0;
  const struct double_double pair = logarithm_pair(x);
  return pair.high + pair.low;
}

double elementary_expm1(double x) {
  if (!(x < 40 && x > -40)) return isnan(x) ? x : x > 0 ? elementary_exp(x) - 1 : -1;
  if (!(fabs(x) > 1e-17)) return x;
  const struct exponential e = exponential(x, 0);
  const double power = scale(1, e.power);
  const struct double_double whole = dd_sum(power - 1, power * e.reduced);
  return whole.high + (whole.low + power * e.rest);
}

// e^x as a pair, for −745 < x < 709.
STEP struct double_double exponential_pair(double x) {
  const struct exponential e = exponential(x, 0);
  const struct double_double one = dd_quick_sum(1, e.reduced);
  const struct double_double pair = dd_quick_sum(one.high, one.low + e.rest);
  return dd(scale(pair.high, e.power), scale(pair.low, e.power));
}

double elementary_sigmoid(double x) {
  if (!(x > -708)) return elementary_exp(x);
  if (!(x < 40)) return isnan(x) ? x : 1;
  const struct double_double e = exponential_pair(x > 0 ? -x : x);
  const struct double_double below = dd_sum(1, e.high);
  const struct double_double denominator = dd_quick_sum(below.high, below.low + e.low);
  const struct double_double result = dd_divide(x > 0 ? dd(1, 0) : e, denominator);
  return result.high + result.low;
}

double elementary_tanh(double x) {
  const double size = fabs(x);
  if (!(size < 20)) return isnan(x) ? x : x > 0 ? 1 : -1;
  if (!(size > 1e-8)) return x;
  // tanh = E / (E + 2) with E = e^2|x| − 1, as a pair so that nothing cancels.
  const struct exponential e = exponential(2 * size, 0);
  const double power = scale(1, e.power);
  const struct double_double whole = dd_sum(power - 1, power * e.reduced);
  const struct double_double minus_one = dd_quick_sum(whole.high, whole.low + power * e.rest);
  const struct double_double ratio = dd_divide(minus_one, dd_add_double(minus_one, 2));
  const double result = ratio.high + ratio.low;
  return x < 0 ? -result : result;
}

double elementary_softplus(double x) {
  if (!(x > -700)) return elementary_exp(x);
  if (!(x < 40)) return x;
  const double rest = elementary_log1p(elementary_exp(-fabs(x)));
  if (x > 0) return x + rest;
  return rest;
}

double elementary_normal_pdf(double x) {
  if (!(fabs(x) < 38.7)) return isnan(x) ? x : 0;
  const struct double_double square = dd_product(x, x);
  const struct exponential e = exponential(-0.5 * square.high, -0.5 * square.low);
  return scale((1 + (e.reduced + e.rest)) * 0.3989422804014327, e.power);
}

const double elementary_mills[mills_terms] = {
    2.106659127334785,      -1.3558955722266175,    0.2761613922438122,     -0.024901239690196142,
    -0.002900155428203392,  0.0008539527773487948,  5.3140327795762094e-05, -2.9407438423671717e-05,
    -2.4606249490113193e-06, 1.0972056035320868e-06, 1.7355775825650767e-07, -3.721628885406836e-08,
    -1.2133443315462594e-08, 5.52268503472921e-10,   7.267187353977331e-10,  7.202805222856688e-11,
    -3.1372554605069756e-11, -9.618257639341088e-12, 2.431027731409367e-13,  6.672329696752452e-13,
    1.1765205675839506e-13,  -2.0757042736532786e-14, -1.2798175261738766e-14, -1.4449374481954385e-15,
    5.941935417514259e-16,   2.5443909392854655e-16, 1.928155906958204e-17,  -1.476921833158588e-17,
    -5.508356108575864e-18,
};

double elementary_normal_cdf(double x) {
  if (isnan(x)) return x;
  const double u = fabs(x);
  if (!(u < 38.7)) return x > 0 ? 1 : 0;
  const double t = (u - 3) / (u + 3);
  double b1 = 0, b2 = 0;
  for (int k = mills_terms - 1; k > 0; k--) {
    const double next = 2 * t * b1 - b2 + elementary_mills[k];
    b2 = b1;
    b1 = next;
  }
  const double mills = (t * b1 - b2 + elementary_mills[0]) / (u + 3);
  const double tail = elementary_normal_pdf(u) * mills;
  return x > 0 ? 1 - tail : tail;
}

double elementary_modulo(double a, double b) {
  if (!isfinite(a) || b == 0 || isnan(b)) return NAN;
  if (isinf(b)) return a == 0 || (a > 0) == (b > 0) ? a : b;
  // The remainder of IEEE 754 is exact, so it is the same everywhere.
  const double rest = fmod(a, b);
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}
