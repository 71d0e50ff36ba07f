// Elementary functions of one number, the same as `Formulas.Elementary` bit for bit: what vectors fall back to in the
// ranges that they leave out.
#ifndef ELEMENTARY_H
#define ELEMENTARY_H

double elementary_exp(double x);
double elementary_log(double x);
double elementary_log1p(double x);
double elementary_expm1(double x);
double elementary_sin(double x);
double elementary_cos(double x);
double elementary_tan(double x);
double elementary_sigmoid(double x);
double elementary_tanh(double x);
double elementary_softplus(double x);
double elementary_normal_pdf(double x);
double elementary_normal_cdf(double x);
double elementary_power(double x, double y);
double elementary_modulo(double a, double b);

// The series of Mills's ratio behind the normal distribution, lowest coefficient first.
enum { mills_terms = 29 };
extern const double elementary_mills[mills_terms];

#endif
