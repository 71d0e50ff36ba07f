// Elementary functions lane by lane, the same operations in the same order as those of one number (Elementary.c,
// Angles.c, ElementaryParts.h): where those branch, these compute both sides and choose. Where `name_outside` has lanes,
// `name_inside` does not hold.
//
// Included twice: for vectors as wide as registers, and for `vw`, two of them, where the steps of two independent
// chains alternate: one chain alone leaves the processor waiting. With `vd` and the names below defined, the second
// inclusion overloads the functions of the first.

#ifdef ELEMENTARY_WIDE
#define vd vw
#define vl vwl
#define vpair vwpair
#define vexponential vwexponential
#endif

// Where an exact product's error may come from a fused multiply-add: it is the same number that Dekker's splitting
// gives, except where that underflows.
#undef EXACT_BY_FMA
#if defined(__aarch64__) || VECTOR_HAS_FMA
#define EXACT_BY_FMA 1
#else
#define EXACT_BY_FMA 0
#endif

struct vpair {
  vd high, low;
};

INLINE vd bits_to_double(vl bits) { return (vd)bits; }
INLINE vl double_to_bits(vd x) { return (vl)x; }
INLINE int any(vl mask) { return __builtin_reduce_or(mask) != 0; }
INLINE vd magnitude(vd x) { return bits_to_double(double_to_bits(x) & 0x7FFFFFFFFFFFFFFFL); }

INLINE struct vpair v_sum(vd a, vd b) {
  const vd s = a + b, bb = s - a;
  return (struct vpair){s, (a - (s - bb)) + (b - bb)};
}

INLINE struct vpair v_quick_sum(vd a, vd b) {
  const vd s = a + b;
  return (struct vpair){s, b - (s - a)};
}

INLINE struct vpair v_product(vd a, vd b) {
  const vd p = a * b;
#if EXACT_BY_FMA
  return (struct vpair){p, __builtin_elementwise_fma(a, b, -p)};
#else
  const vd ca = 134217729 * a, cb = 134217729 * b;
  const vd ah = ca - (ca - a), al = a - ah, bh = cb - (cb - b), bl = b - bh;
  return (struct vpair){p, ((ah * bh - p) + ah * bl + al * bh) + al * bl};
#endif
}

INLINE vd v_ratio(struct vpair a, struct vpair b) {
  const vd q = a.high / b.high;
  const struct vpair p = v_product(q, b.high);
  const vd rest = ((a.high - p.high) - p.low) + (a.low - q * b.low);
  const struct vpair result = v_quick_sum(q, rest / b.high);
  return result.high + result.low;
}

// e^(x + tail) = power · (1 + reduced + rest).
struct vexponential {
  vd power, reduced, rest;
};

// For −708 < x < 709, where the power of two is a normal number.
INLINE struct vexponential v_exponential(vd x, vd tail) {
  const vd shifted = x * 1.4426950408889634 + 6755399441055744.0;
  const vd k = shifted - 6755399441055744.0;
  const vd high = x - k * 6.93147180369123816490e-01;
  const vd low = k * 1.90821492927058770002e-10 - tail;
  const vd r = high - low;
  const vd error = (high - r) - low;
  const vd r2 = r * r;
  const vd r4 = r2 * r2;
  const vd a = 0.5 + r * 0.16666666666666666;
  const vd b = 0.041666666666666664 + r * 0.008333333333333333;
  const vd c = 0.001388888888888889 + r * 0.0001984126984126984;
  const vd d = 2.48015873015873e-05 + r * 2.7557319223985893e-06;
  const vd e = 2.755731922398589e-07 + r * 2.505210838544172e-08;
  const vd f = 2.08767569878681e-09 + r * 1.6059043836821613e-10;
  const vd q = (a + r2 * b) + r4 * ((c + r2 * d) + r4 * (e + r2 * f));
  // The low bits of `shifted` are k.
  const vd power = bits_to_double((double_to_bits(shifted) << 52) + 0x3FF0000000000000L);
  return (struct vexponential){power, r, r2 * q + (error + error * r)};
}

INLINE vl v_exp_outside(vd x) { return ~((x > -708) & (x < 709)); }
INLINE vd v_exp_inside(vd x) {
  const struct vexponential e = v_exponential(x, (vd)(0.0));
  return (1 + (e.reduced + e.rest)) * e.power;
}

INLINE vd v_logarithm(vd k, vd f, vd correction) {
  const vd s = f / (2 + f);
  const vd z = s * s;
  const vd w = z * z;
  const vd t1 = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const vd t2 =
      z * (6.666666666666735130e-01 +
           w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const vd half = 0.5 * f * f;
  const vd rest = s * (half + (t1 + t2)) + (k * 1.90821492927058770002e-10 + correction);
  return k * 6.93147180369123816490e-01 - ((half - rest) - f);
}

// x = 2^k (1 + f), for normal x.
INLINE void v_split_for_logarithm(vd x, vd *k, vd *f) {
  const vl bits = double_to_bits(x);
  const vd m = bits_to_double((bits & 0x000FFFFFFFFFFFFFL) | 0x3FF0000000000000L);
  const vl is_upper = m > 1.4142135623730951;
  // The exponent as a double: its bits below those of 2^52.
  const vd exponent = bits_to_double(((bits >> 52) & 0x7FF) | 0x4330000000000000L) - (4503599627370496.0 + 1023);
  *k = is_upper ? exponent + 1 : exponent;
  *f = (is_upper ? m * 0.5 : m) - 1;
}

INLINE vl v_log_outside(vd x) { return ~((x >= 2.2250738585072014e-308) & (x < (double)INFINITY)); }
INLINE vd v_log_inside(vd x) {
  vd k, f;
  v_split_for_logarithm(x, &k, &f);
  return v_logarithm(k, f, (vd)(0.0));
}

// ln(1 + x) for 0 ≤ x ≤ 1.
INLINE vd v_log1p_unit(vd x) {
  const vd u = 1 + x;
  const vd lost = x < 1 ? x - (u - 1) : 1 - (u - x);
  vd k, f;
  v_split_for_logarithm(u, &k, &f);
  const vl is_small = x < 0.41;
  return v_logarithm(
      is_small ? (vd)(0.0) : k, is_small ? x : f, is_small ? (vd)(0.0) : lost / u);
}

INLINE vl v_expm1_outside(vd x) { return ~(x < 40); }
INLINE vd v_expm1_inside(vd x) {
  const struct vexponential e = v_exponential(x < -40 ? (vd)(-40.0) : x, (vd)(0.0));
  const struct vpair whole = v_sum(e.power - 1, e.power * e.reduced);
  vd result = whole.high + (whole.low + e.power * e.rest);
  result = x <= -40 ? (vd)(-1.0) : result;
  result = magnitude(x) <= 1e-17 ? x : result;
  return result;
}

// Below, the quotient's error term would lose bits to underflow.
INLINE vl v_sigmoid_outside(vd x) { return ~(x > -600); }
INLINE vd v_sigmoid_inside(vd x) {
  const vd size = -magnitude(x);
  const struct vexponential p = v_exponential(size < -708 ? (vd)(-708.0) : size, (vd)(0.0));
  const struct vpair one = v_quick_sum((vd)(1.0), p.reduced);
  const struct vpair pair = v_quick_sum(one.high, one.low + p.rest);
  const struct vpair e = {pair.high * p.power, pair.low * p.power};
  const struct vpair below = v_sum((vd)(1.0), e.high);
  const struct vpair denominator = v_quick_sum(below.high, below.low + e.low);
  const vl is_positive = x > 0;
  const struct vpair numerator = {is_positive ? (vd)(1.0) : e.high, is_positive ? (vd)(0.0) : e.low};
  const vd ratio = v_ratio(numerator, denominator);
  return x >= 40 ? (vd)(1.0) : ratio;
}

INLINE vl v_tanh_outside(vd x) {
  (void)x;
  return (vl)(0L);
}
INLINE vd v_tanh_inside(vd x) {
  const vd size = magnitude(x);
  const struct vexponential e = v_exponential(2 * (size < 20 ? size : (vd)(20.0)), (vd)(0.0));
  const struct vpair whole = v_sum(e.power - 1, e.power * e.reduced);
  const struct vpair minus_one = v_quick_sum(whole.high, whole.low + e.power * e.rest);
  const struct vpair plus = v_sum(minus_one.high, (vd)(2.0));
  const vd ratio = v_ratio(minus_one, v_quick_sum(plus.high, plus.low + minus_one.low));
  const vd result = size >= 20 ? (vd)(1.0) : ratio;
  // x itself where it is small, or NaN.
  return size > 1e-8 ? (x < 0 ? -result : result) : x;
}

INLINE vl v_softplus_outside(vd x) { return ~(x > -700); }
INLINE vd v_softplus_inside(vd x) {
  const vd size = -magnitude(x);
  const struct vexponential e = v_exponential(size < -708 ? (vd)(-708.0) : size, (vd)(0.0));
  const vd rest = v_log1p_unit((1 + (e.reduced + e.rest)) * e.power);
  return x >= 40 ? x : x > 0 ? x + rest : rest;
}

INLINE vd v_normal_pdf_inside(vd x) {
  const struct vpair square = v_product(x, x);
  const struct vexponential e = v_exponential(-0.5 * square.high, -0.5 * square.low);
  return ((1 + (e.reduced + e.rest)) * 0.3989422804014327) * e.power;
}

INLINE vl v_normal_pdf_outside(vd x) { return ~(magnitude(x) < 37); }

INLINE vl v_normal_cdf_outside(vd x) { return ~(magnitude(x) < 37); }
INLINE vd v_normal_cdf_inside(vd x) {
  const vd u = magnitude(x);
  const vd t = (u - 3) / (u + 3);
  vd b1 = 0, b2 = 0;
  for (int k = mills_terms - 1; k > 0; k--) {
    const vd next = 2 * t * b1 - b2 + elementary_mills[k];
    b2 = b1;
    b1 = next;
  }
  const vd mills = (t * b1 - b2 + elementary_mills[0]) / (u + 3);
  const vd tail = v_normal_pdf_inside(u) * mills;
  return x > 0 ? 1 - tail : tail;
}

// The quadrant and the angle of |x| < 2^20.
INLINE vl v_reduce_angle(vd x, struct vpair *angle) {
  const vd size = magnitude(x);
  const vd shifted = size * 0.6366197723675814 + 6755399441055744.0;
  const vd n = shifted - 6755399441055744.0;
  const vd first = size - n * 1.57079632673412561417e+00;
  const struct vpair second = v_sum(first, -(n * 6.07710050630396597660e-11));
  const struct vpair wide = v_sum(second.high, -(n * 2.02226624871116645580e-21));
  const struct vpair third = v_quick_sum(wide.high, wide.low + second.low);
  const struct vpair last = v_sum(third.high, -(n * 8.47842766036889956997e-32));
  const struct vpair reduced = v_quick_sum(last.high, last.low + third.low);
  const vl is_near = size <= 0.7853981633974483;
  const vl is_negative = x < 0;
  const vl quadrant = double_to_bits(shifted) & 3;
  angle->high = is_near ? x : is_negative ? -reduced.high : reduced.high;
  angle->low = is_near ? (vd)(0.0) : is_negative ? -reduced.low : reduced.low;
  return is_near ? (vl)(0) : is_negative ? -quadrant & 3 : quadrant;
}

INLINE struct vpair v_sine_kernel(struct vpair angle) {
  const vd x = angle.high;
  const vd z = x * x;
  const vd tail =
      8.33333333332248946124e-03 +
      z * (-1.98412698298579493134e-04 +
           z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
  const vd cubic = x * z * (-1.66666666666666324348e-01 + z * tail);
  return v_quick_sum(x, cubic + angle.low * (1 - 0.5 * z));
}

INLINE struct vpair v_cosine_kernel(struct vpair angle) {
  const vd x = angle.high;
  const vd z = x * x;
  const vd half = 0.5 * z;
  const vd tail =
      4.16666666666666019037e-02 +
      z * (-1.38888888888741095749e-03 +
           z * (2.48015872894767294178e-05 +
                z * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11))));
  const struct vpair start = v_quick_sum((vd)(1.0), -half);
  return v_quick_sum(start.high, start.low + (z * z * tail - x * angle.low));
}

INLINE vd v_negated_where(vl mask, vd x) { return mask ? -x : x; }

INLINE vl v_sin_outside(vd x) { return ~(magnitude(x) < 1048576); }
INLINE vd v_sin_inside(vd x) {
  struct vpair angle;
  const vl quadrant = v_reduce_angle(x, &angle);
  const struct vpair sine = v_sine_kernel(angle), cosine = v_cosine_kernel(angle);
  const vd value = (quadrant & 1) != 0 ? cosine.high + cosine.low : sine.high + sine.low;
  return magnitude(x) < 1e-8 ? x : v_negated_where((quadrant & 2) != 0, value);
}

INLINE vl v_cos_outside(vd x) { return ~(magnitude(x) < 1048576); }
INLINE vd v_cos_inside(vd x) {
  struct vpair angle;
  const vl quadrant = v_reduce_angle(x, &angle);
  const struct vpair sine = v_sine_kernel(angle), cosine = v_cosine_kernel(angle);
  const vd value = (quadrant & 1) != 0 ? sine.high + sine.low : cosine.high + cosine.low;
  return v_negated_where(((quadrant + 1) & 2) != 0, value);
}

INLINE vl v_tan_outside(vd x) { return ~(magnitude(x) < 1048576); }
INLINE vd v_tan_inside(vd x) {
  struct vpair angle;
  const vl quadrant = v_reduce_angle(x, &angle);
  const struct vpair sine = v_sine_kernel(angle), cosine = v_cosine_kernel(angle);
  const vl is_odd = (quadrant & 1) != 0;
  const struct vpair numerator = {is_odd ? cosine.high : sine.high, is_odd ? cosine.low : sine.low};
  const struct vpair denominator = {is_odd ? sine.high : cosine.high, is_odd ? sine.low : cosine.low};
  const vd ratio = v_ratio(numerator, denominator);
  return magnitude(x) < 1e-8 ? x : v_negated_where(is_odd, ratio);
}

#ifdef ELEMENTARY_WIDE
#undef vd
#undef vl
#undef vpair
#undef vexponential
#endif
