#include <math.h>
#include <stdint.h>

#include "DoubleDouble.h"
#include "ElementaryParts.h"
#include "KernelElementary.h"
#include "LogarithmPair.h"

#pragma STDC FP_CONTRACT OFF

static double limiting_power(double x, double y, int is_odd) {
  if (isinf(y)) {
    if (fabs(x) == 1) return 1;
    return (fabs(x) > 1) == (y > 0) ? INFINITY : 0;
  }
  const int grows = (isinf(x) != 0) == (y > 0);
  const double size = grows ? INFINITY : 0;
  return signbit(x) && is_odd ? -size : size;
}

static double scale_widely(double y, long power) {
  if (power > 2000) return INFINITY;
  if (power < -2400) return 0;
  if (power > 1000) return y * scale(1, 1000) * scale(1, power - 1000);
  // Down to the normal range first, so that the result is rounded once.
  if (power < -1000) return power < -2000 ? 0 : scale(y, -1000) * scale(1, power + 1000);
  return scale(y, power);
}

// By squaring, on a mantissa between √½ and √2 so that nothing overflows on the way.
static double whole_power(double x, long n) {
  const struct logarithm_parts parts = split_for_logarithm(x);
  struct double_double base = dd(1 + parts.f, 0), result = dd(1, 0);
  unsigned long rest = n < 0 ? -(unsigned long)n : (unsigned long)n;
  for (;;) {
    if (rest & 1) result = dd_multiply(result, base);
    rest >>= 1;
    if (rest == 0) break;
    base = dd_multiply(base, base);
  }
  if (n < 0) result = dd_divide(dd(1, 0), result);
  return scale_widely(result.high + result.low, (long)parts.k * n);
}

static double general_power(double x, double y) {
  if (!(fabs(y) < 1e25)) return x == 1 ? 1 : (x > 1) == (y > 0) ? INFINITY : 0;
  const struct double_double z = dd_multiply_double(logarithm_pair(x), y);
  if (!(z.high < 709.9)) return INFINITY;
  if (!(z.high > -745.2)) return 0;
  const struct exponential e = exponential(z.high, z.low);
  const struct double_double one = dd_quick_sum(1, e.reduced);
  return scale(one.high + (one.low + e.rest), e.power);
}

double elementary_power(double x, double y) {
  if (y == 2) return x * x;
  if (y == 1) return x;
  if (y == 0 || x == 1) return 1;
  if (y == 3) return x * x * x;
  if (y == -1) return 1 / x;
  if (y == 0.5) return x == -INFINITY ? INFINITY : sqrt(x + 0);
  if (isnan(x) || isnan(y)) return NAN;
  const int is_huge = fabs(y) >= 9007199254740992;
  const int is_whole = is_huge || y == (double)(int64_t)y;
  const int is_odd = is_whole && !is_huge && ((int64_t)y & 1) == 1;
  if (x == 0 || isinf(x) || isinf(y)) return limiting_power(x, y, is_odd);
  if (x < 0 && !is_whole) return NAN;
  const double size = is_whole && fabs(y) <= 512 ? whole_power(fabs(x), (long)y) : general_power(fabs(x), y);
  return x < 0 && is_odd ? -size : size;
}
