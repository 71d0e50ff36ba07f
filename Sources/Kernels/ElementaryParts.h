// The steps that several elementary functions share, one number at a time.
#ifndef ELEMENTARY_PARTS_H
#define ELEMENTARY_PARTS_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "DoubleDouble.h"

#pragma STDC FP_CONTRACT OFF

STEP uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

STEP double of_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

STEP double power_of_two(long exponent) { return of_bits((uint64_t)(exponent + 1023) << 52); }

// e^(x + tail) = 2^power · (1 + reduced + rest), where `rest` is small against `reduced`.
struct exponential {
  long power;
  double reduced, rest;
};

// x = k ln 2 + r with |r| ≤ 0.35 (Cody and Waite), then Taylor's polynomial of degree 13.
STEP struct exponential exponential(double x, double tail) {
  // Adding and taking away 1.5 · 2^52 rounds to a whole number without a library call.
  const double shift = 6755399441055744.0;
  const double k = (x * 1.4426950408889634 + shift) - shift;
  const double high = x - k * 6.93147180369123816490e-01;
  const double low = k * 1.90821492927058770002e-10 - tail;
  const double r = high - low;
  const double error = (high - r) - low;
  const double r2 = r * r;
  const double r4 = r2 * r2;
  // r^2 (1/2! + r/3! + … + r^11/13!), pairs first (Estrin), for the sake of short chains.
  const double a = 0.5 + r * 0.16666666666666666;
  const double b = 0.041666666666666664 + r * 0.008333333333333333;
  const double c = 0.001388888888888889 + r * 0.0001984126984126984;
  const double d = 2.48015873015873e-05 + r * 2.7557319223985893e-06;
  const double e = 2.755731922398589e-07 + r * 2.505210838544172e-08;
  const double f = 2.08767569878681e-09 + r * 1.6059043836821613e-10;
  const double q = (a + r2 * b) + r4 * ((c + r2 * d) + r4 * (e + r2 * f));
  // The error of r enters with the weight e^r ≈ 1 + r.
  return (struct exponential){(long)k, r, r2 * q + (error + error * r)};
}

// y · 2^power without a detour over the C library; y near 1.
STEP double scale(double y, long power) {
  if (power > -1022 && power < 1024) return y * power_of_two(power);
  if (power >= 1024) return power < 2046 ? y * 8.98846567431158e307 * power_of_two(power - 1023) : y * INFINITY;
  return power > -1022 - 1000 ? y * 2.2250738585072014e-308 * power_of_two(power + 1022) : y * 0;
}

// x = 2^k (1 + f) with √½ < 1 + f ≤ √2.
struct logarithm_parts {
  double k, f;
};

STEP struct logarithm_parts split_for_logarithm(double x) {
  uint64_t bits = bits_of(x);
  long k = 0;
  if (bits < 0x0010000000000000) {
    bits = bits_of(x * 18014398509481984);
    k = -54;
  }
  k += (long)(bits >> 52) - 1023;
  double m = of_bits((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    k += 1;
  }
  return (struct logarithm_parts){(double)k, m - 1};
}

// ln(2^k (1 + f)) + correction: the odd series in s = f / (2 + f) as a minimax polynomial (coefficients of FreeBSD's
// msun, Sun Microsystems 1993).
STEP double logarithm(double k, double f, double correction) {
  const double s = f / (2 + f);
  const double z = s * s;
  const double w = z * z;
  const double t1 = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double t2 =
      z * (6.666666666666735130e-01 +
           w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const double half = 0.5 * f * f;
  const double rest = s * (half + (t1 + t2)) + (k * 1.90821492927058770002e-10 + correction);
  return k * 6.93147180369123816490e-01 - ((half - rest) - f);
}

#endif
