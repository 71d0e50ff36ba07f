// An unevaluated sum of two doubles, about 106 bits (Dekker 1971, Knuth's two-sum), without fused instructions: the
// same operations in the same order as `Formulas.DoubleDouble`.
#ifndef DOUBLE_DOUBLE_H
#define DOUBLE_DOUBLE_H

#pragma STDC FP_CONTRACT OFF

struct double_double {
  double high, low;
};

static inline struct double_double dd(double high, double low) { return (struct double_double){high, low}; }

static inline struct double_double dd_sum(double a, double b) {
  const double s = a + b, bb = s - a;
  return dd(s, (a - (s - bb)) + (b - bb));
}

static inline struct double_double dd_quick_sum(double a, double b) {
  const double s = a + b;
  return dd(s, b - (s - a));
}

static inline double dd_upper_half(double a) {
  const double c = 134217729 * a;
  return c - (c - a);
}

static inline struct double_double dd_product(double a, double b) {
  const double p = a * b;
  const double ah = dd_upper_half(a), al = a - ah, bh = dd_upper_half(b), bl = b - bh;
  return dd(p, ((ah * bh - p) + ah * bl + al * bh) + al * bl);
}

static inline struct double_double dd_add(struct double_double a, struct double_double b) {
  const struct double_double s = dd_sum(a.high, b.high);
  return dd_quick_sum(s.high, s.low + (a.low + b.low));
}

static inline struct double_double dd_add_double(struct double_double a, double b) {
  const struct double_double s = dd_sum(a.high, b);
  return dd_quick_sum(s.high, s.low + a.low);
}

static inline struct double_double dd_multiply(struct double_double a, struct double_double b) {
  const struct double_double p = dd_product(a.high, b.high);
  return dd_quick_sum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

static inline struct double_double dd_multiply_double(struct double_double a, double b) {
  const struct double_double p = dd_product(a.high, b);
  return dd_quick_sum(p.high, p.low + a.low * b);
}

static inline struct double_double dd_divide(struct double_double a, struct double_double b) {
  const double q = a.high / b.high;
  const struct double_double p = dd_product(q, b.high);
  const double rest = ((a.high - p.high) - p.low) + (a.low - q * b.low);
  return dd_quick_sum(q, rest / b.high);
}

#endif
