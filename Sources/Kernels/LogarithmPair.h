// The logarithm as a pair of doubles, for what needs more digits of it than a double has.
#ifndef LOGARITHM_PAIR_H
#define LOGARITHM_PAIR_H

#include "DoubleDouble.h"
#include "ElementaryParts.h"

#pragma STDC FP_CONTRACT OFF

// ln x to about 100 bits: ln m = 2 (s + s³/3 + s⁵/5 + …) with s = (m − 1) / (m + 1), |s| ≤ 0.172.
static inline struct double_double logarithm_pair(double x) {
  const struct logarithm_parts parts = split_for_logarithm(x);
  const struct double_double s = dd_divide(dd(parts.f, 0), dd_sum(2, parts.f));
  const struct double_double z = dd_multiply(s, s);
  const double w = z.high;
  // The terms from s^13 on are small enough for one double.
  double tail = 1 / 33.0;
  for (int n = 31; n >= 13; n -= 2) tail = tail * w + 1 / (double)n;
  struct double_double series = dd(tail, 0);
  for (int n = 11; n >= 1; n -= 2) {
    series = dd_add(dd_multiply(series, z), dd_divide(dd(1, 0), dd((double)n, 0)));
  }
  const struct double_double mantissa = dd_multiply(s, series);
  const struct double_double doubled = dd(2 * mantissa.high, 2 * mantissa.low);
  const struct double_double exponent = dd_multiply_double(dd(0.6931471805599453, 2.3190468138462996e-17), parts.k);
  return dd_add(exponent, doubled);
}

#endif
