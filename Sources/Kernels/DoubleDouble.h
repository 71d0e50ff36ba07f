// An unevaluated sum of two doubles, about 106 bits: the working precision behind results that must be right to the last
// place. Built from `+ − × ÷` alone (Dekker 1971, Knuth's two-sum), so every machine gives the same bits.
#ifndef DOUBLE_DOUBLE_H
#define DOUBLE_DOUBLE_H

#pragma STDC FP_CONTRACT OFF

// A step of an elementary function: a call would cost as much as the step.
#define STEP static inline __attribute__((always_inline))

struct double_double {
  double high, low;
};

STEP struct double_double dd(double high, double low) { return (struct double_double){high, low}; }

// a + b, exactly.
STEP struct double_double dd_sum(double a, double b) {
  const double s = a + b, bb = s - a;
  return dd(s, (a - (s - bb)) + (b - bb));
}

// a + b, exactly, when |a| ≥ |b| or a = 0.
STEP struct double_double dd_quick_sum(double a, double b) {
  const double s = a + b;
  return dd(s, b - (s - a));
}

STEP double dd_upper_half(double a) {
  const double c = 134217729 * a;
  return c - (c - a);
}

// a × b, exactly; |a|, |b| below 2^996. The factors are split in halves rather than multiplied by a fused instruction:
// without that instruction the C library would step in.
STEP struct double_double dd_product(double a, double b) {
  const double p = a * b;
  const double ah = dd_upper_half(a), al = a - ah, bh = dd_upper_half(b), bl = b - bh;
  return dd(p, ((ah * bh - p) + ah * bl + al * bh) + al * bl);
}

STEP struct double_double dd_add(struct double_double a, struct double_double b) {
  const struct double_double s = dd_sum(a.high, b.high);
  return dd_quick_sum(s.high, s.low + (a.low + b.low));
}

STEP struct double_double dd_add_double(struct double_double a, double b) {
  const struct double_double s = dd_sum(a.high, b);
  return dd_quick_sum(s.high, s.low + a.low);
}

STEP struct double_double dd_multiply(struct double_double a, struct double_double b) {
  const struct double_double p = dd_product(a.high, b.high);
  return dd_quick_sum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

STEP struct double_double dd_multiply_double(struct double_double a, double b) {
  const struct double_double p = dd_product(a.high, b);
  return dd_quick_sum(p.high, p.low + a.low * b);
}

STEP struct double_double dd_divide(struct double_double a, struct double_double b) {
  const double q = a.high / b.high;
  const struct double_double p = dd_product(q, b.high);
  const double rest = ((a.high - p.high) - p.low) + (a.low - q * b.low);
  return dd_quick_sum(q, rest / b.high);
}

#endif
