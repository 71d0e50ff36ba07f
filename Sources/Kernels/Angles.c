#include <math.h>
#include <stdint.h>

#include "DoubleDouble.h"
#include "ElementaryParts.h"
#include "KernelElementary.h"

#pragma STDC FP_CONTRACT OFF

// x = quadrant · π/2 + angle with |angle| ≤ π/4 and a bit, the quadrant modulo 4; for every finite x.
struct reduced_angle {
  int quadrant;
  struct double_double angle;
};

// Cody and Waite: π/2 in three parts of 33 bits and a tail, so that each product with n < 2^20 is exact.
STEP struct reduced_angle reduce_small(double x) {
  const double shift = 6755399441055744.0;
  const double n = (x * 0.6366197723675814 + shift) - shift;
  const double first = x - n * 1.57079632673412561417e+00;
  const struct double_double second = dd_sum(first, -(n * 6.07710050630396597660e-11));
  const struct double_double third = dd_add_double(second, -(n * 2.02226624871116645580e-21));
  return (struct reduced_angle){(int)((long)n & 3), dd_add_double(third, -(n * 8.47842766036889956997e-32))};
}

// The binary digits of 2/π.
static const uint64_t two_over_pi_words[20] = {
    0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0,
    0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4,
    0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D,
    0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
};

// 64 bits of 2/π from a bit behind the binary point on; zeros before the point.
static uint64_t two_over_pi(long bit) {
  const long word = bit >= 0 ? bit / 64 : -((63 - bit) / 64);
  const unsigned shift = (unsigned)(bit & 63);
  const uint64_t first = word < 0 || word >= 20 ? 0 : two_over_pi_words[word];
  if (shift == 0) return first;
  const uint64_t second = word + 1 < 0 || word + 1 >= 20 ? 0 : two_over_pi_words[word + 1];
  return first << shift | second >> (64 - shift);
}

// Payne and Hanek: only the 192 bits of 2/π that matter for x modulo 2π are multiplied. Kept out of line, with its result
// in memory, so that the angles of every day stay in registers.
static __attribute__((noinline, cold)) int reduce_large(double x, struct double_double *result) {
  const long exponent = (long)(bits_of(x) >> 52) - 1075;
  const uint64_t mantissa = (bits_of(x) & 0x000FFFFFFFFFFFFF) | 0x0010000000000000;
  // Bits before this one add multiples of 2π.
  const long start = exponent - 2;
  const unsigned __int128 low = (unsigned __int128)mantissa * two_over_pi(start + 128);
  const unsigned __int128 middle = (unsigned __int128)mantissa * two_over_pi(start + 64);
  const uint64_t top = mantissa * two_over_pi(start);
  uint64_t w0 = (uint64_t)low;
  uint64_t w1 = (uint64_t)middle + (uint64_t)(low >> 64);
  uint64_t w2 = top + (uint64_t)(middle >> 64) + (w1 < (uint64_t)middle ? 1 : 0);
  // w2 w1 w0 / 2^192 is x / 2π modulo 1: its first two bits are the quadrant.
  int quadrant = (int)(w2 >> 62);
  w2 = w2 << 2 | w1 >> 62;
  w1 = w1 << 2 | w0 >> 62;
  w0 = w0 << 2;
  const int is_upper = (int)(w2 >> 63);
  if (is_upper) {
    quadrant = (quadrant + 1) & 3;
    w2 = ~w2;
    w1 = ~w1;
    w0 = ~w0;
  }
  double factor = 1;
  if (w2 == 0) {
    w2 = w1;
    w1 = w0;
    w0 = 0;
    factor = 5.421010862427522e-20;
  }
  const int zeros = w2 == 0 ? 64 : __builtin_clzll(w2);
  if (zeros > 0) {
    w2 = zeros == 64 ? w1 : w2 << zeros | w1 >> (64 - zeros);
    w1 = zeros == 64 ? w0 : w1 << zeros | w0 >> (64 - zeros);
    factor *= power_of_two(-zeros);
  }
  const double high = (double)(w2 >> 11) * 1.1102230246251565e-16;
  const double rest = (double)((w2 & 0x7FF) << 42 | w1 >> 22) * 1.2325951644078309e-32;
  const struct double_double fraction = dd_quick_sum(high * factor, rest * factor);
  const struct double_double angle = dd_multiply(fraction, dd(1.5707963267948966, 6.123233995736766e-17));
  *result = is_upper ? dd(-angle.high, -angle.low) : angle;
  return quadrant;
}

STEP struct reduced_angle reduce_angle(double x) {
  const double size = fabs(x);
  if (size <= 0.7853981633974483) return (struct reduced_angle){0, dd(x, 0)};
  struct reduced_angle reduced;
  if (size < 1048576) {
    reduced = reduce_small(size);
  } else {
    struct double_double angle;
    reduced.quadrant = reduce_large(size, &angle);
    reduced.angle = angle;
  }
  if (!(x < 0)) return reduced;
  return (struct reduced_angle){-reduced.quadrant & 3, dd(-reduced.angle.high, -reduced.angle.low)};
}

// Minimax polynomials of FreeBSD's msun (Sun Microsystems 1993), the leading terms kept as pairs.

STEP struct double_double sine_kernel(struct double_double angle) {
  const double x = angle.high;
  const double z = x * x;
  const double tail =
      8.33333333332248946124e-03 +
      z * (-1.98412698298579493134e-04 +
           z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
  const double cubic = x * z * (-1.66666666666666324348e-01 + z * tail);
  return dd_quick_sum(x, cubic + angle.low * (1 - 0.5 * z));
}

STEP struct double_double cosine_kernel(struct double_double angle) {
  const double x = angle.high;
  const double z = x * x;
  const double half = 0.5 * z;
  const double tail =
      4.16666666666666019037e-02 +
      z * (-1.38888888888741095749e-03 +
           z * (2.48015872894767294178e-05 +
                z * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11))));
  const struct double_double start = dd_quick_sum(1, -half);
  return dd_quick_sum(start.high, start.low + (z * z * tail - x * angle.low));
}

STEP double rounded(struct double_double x) { return x.high + x.low; }

double elementary_sin(double x) {
  if (!isfinite(x)) return NAN;
  if (fabs(x) < 1e-8) return x;
  const struct reduced_angle r = reduce_angle(x);
  const double value = rounded(r.quadrant & 1 ? cosine_kernel(r.angle) : sine_kernel(r.angle));
  return r.quadrant & 2 ? -value : value;
}

double elementary_cos(double x) {
  if (!isfinite(x)) return NAN;
  const struct reduced_angle r = reduce_angle(x);
  const double value = rounded(r.quadrant & 1 ? sine_kernel(r.angle) : cosine_kernel(r.angle));
  return (r.quadrant + 1) & 2 ? -value : value;
}

double elementary_tan(double x) {
  if (!isfinite(x)) return NAN;
  if (fabs(x) < 1e-8) return x;
  const struct reduced_angle r = reduce_angle(x);
  const struct double_double sine = sine_kernel(r.angle), cosine = cosine_kernel(r.angle);
  return r.quadrant & 1 ? -rounded(dd_divide(cosine, sine)) : rounded(dd_divide(sine, cosine));
}
