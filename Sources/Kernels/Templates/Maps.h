// Elementwise operations as loops over vectors.
//
// The last vector of a row is the one that ends with it: it overlaps the one before, and is loaded before the first
// store, so that a result may take its operand's place.

// V is the vector, T the entry, L the lanes; `kind` is the suffix of the loads and stores.
#define MAP1(name, T, V, L, kind, function)                                                             \
  static void name(                                                                                     \
      T *to, const T *a, const T *b, const T *c, uint32_t single, size_t count) {                       \
    (void)b, (void)c;                                                                                   \
    if (count == 0) return;                                                                             \
    const V last = single & 1 ? splat_##kind(*a) : count < L ? some_##kind(a, count) : load_##kind(a + count - L); \
    if (single & 1) {                                                                                   \
      const V value = function(last);                                                                   \
      size_t i = 0;                                                                                     \
      for (; i + L <= count; i += L) store_##kind(to + i, value);                                       \
      store_some_##kind(to + i, value, count - i);                                                      \
      return;                                                                                           \
    }                                                                                                   \
    size_t i = 0;                                                                                       \
    for (; i + L <= count; i += L) store_##kind(to + i, function(load_##kind(a + i)));                  \
    if (i == count) return;                                                                             \
    const V value = function(last);                                                                     \
    if (count < L) store_some_##kind(to, value, count);                                                 \
    else store_##kind(to + count - L, value);                                                           \
  }

#define LAST(operand, bit, kind, L) \
  (single & bit ? splat_##kind(*operand) : count < L ? some_##kind(operand, count) : load_##kind(operand + count - L))

#define MAP2(name, T, V, L, kind, function)                                                             \
  static void name(                                                                                     \
      T *to, const T *a, const T *b, const T *c, uint32_t single, size_t count) {                       \
    (void)c;                                                                                            \
    if (count == 0) return;                                                                             \
    const V x = LAST(a, 1, kind, L), y = LAST(b, 2, kind, L);                                           \
    size_t i = 0;                                                                                       \
    switch (single & 3) {                                                                               \
      case 0:                                                                                           \
        for (; i + L <= count; i += L) store_##kind(to + i, function(load_##kind(a + i), load_##kind(b + i))); \
        break;                                                                                          \
      case 1:                                                                                           \
        for (; i + L <= count; i += L) store_##kind(to + i, function(x, load_##kind(b + i)));           \
        break;                                                                                          \
      case 2:                                                                                           \
        for (; i + L <= count; i += L) store_##kind(to + i, function(load_##kind(a + i), y));           \
        break;                                                                                          \
      default:                                                                                          \
        for (; i + L <= count; i += L) store_##kind(to + i, function(x, y));                            \
    }                                                                                                   \
    if (i == count) return;                                                                             \
    const V value = function(x, y);                                                                     \
    if (count < L) store_some_##kind(to, value, count);                                                 \
    else store_##kind(to + count - L, value);                                                           \
  }

// Three operands: with one number for the first, as in `p − rate · gradient`, or with none; else the loads choose each
// time.
#define MAP3(name, T, V, L, kind, function)                                                             \
  static void name(                                                                                     \
      T *to, const T *a, const T *b, const T *c, uint32_t single, size_t count) {                       \
    if (count == 0) return;                                                                             \
    const V x = LAST(a, 1, kind, L), y = LAST(b, 2, kind, L), z = LAST(c, 4, kind, L);                  \
    size_t i = 0;                                                                                       \
    switch (single & 7) {                                                                               \
      case 0:                                                                                           \
        for (; i + L <= count; i += L) {                                                                \
          store_##kind(to + i, function(load_##kind(a + i), load_##kind(b + i), load_##kind(c + i)));   \
        }                                                                                               \
        break;                                                                                          \
      case 1:                                                                                           \
        for (; i + L <= count; i += L) {                                                                \
          store_##kind(to + i, function(x, load_##kind(b + i), load_##kind(c + i)));                    \
        }                                                                                               \
        break;                                                                                          \
      default:                                                                                          \
        for (; i + L <= count; i += L) {                                                                \
          const V p = single & 1 ? x : load_##kind(a + i), q = single & 2 ? y : load_##kind(b + i);     \
          store_##kind(to + i, function(p, q, single & 4 ? z : load_##kind(c + i)));                    \
        }                                                                                               \
    }                                                                                                   \
    if (i == count) return;                                                                             \
    const V value = function(x, y, z);                                                                  \
    if (count < L) store_some_##kind(to, value, count);                                                 \
    else store_##kind(to + count - L, value);                                                           \
  }

// An elementary function of one operand: two vectors at a time, whose steps overlap, in its quick form where all
// numbers of a block allow it.
#define MAP_BLOCK 256
#define MAP_RANGED(name, T, kind, outside, inside, everywhere)                                          \
  static void name(                                                                                     \
      T *to, const T *a, const T *b, const T *c, uint32_t single, size_t count) {                       \
    (void)b, (void)c;                                                                                   \
    if (count == 0) return;                                                                             \
    const size_t L = LANES64;                                                                           \
    const vd last = LAST(a, 1, kind, L);                                                                \
    if (count <= L || single & 1) {                                                                     \
      const vd value = any(outside(last)) ? everywhere(last) : inside(last);                            \
      size_t i = 0;                                                                                     \
      for (; i + L <= count; i += L) store_##kind(to + i, value);                                       \
      if (i < count) store_some_##kind(to + i, value, count - i);                                       \
      return;                                                                                           \
    }                                                                                                   \
    size_t i = 0;                                                                                       \
    while (count - i > 2 * L) {                                                                         \
      const size_t left = count - i - 1, end = i + (left < MAP_BLOCK ? left / (2 * L) * (2 * L) : MAP_BLOCK); \
      vl again = (vl)(0);                                                                               \
      for (size_t j = i; j < end; j += L) again |= outside(load_##kind(a + j));                         \
      if (!any(again)) {                                                                                \
        for (; i < end; i += 2 * L) store_two_##kind(to + i, inside(load_two_##kind(a + i)));           \
      }                                                                                                 \
      for (; i < end; i += L) store_##kind(to + i, everywhere(load_##kind(a + i)));                     \
    }                                                                                                   \
    if (count - i <= L) {                                                                               \
      store_##kind(to + count - L, everywhere(last));                                                   \
      return;                                                                                           \
    }                                                                                                   \
    const vd first = load_##kind(a + i);                                                                \
    if (any(outside(first) | outside(last))) {                                                          \
      store_##kind(to + i, everywhere(first));                                                          \
      store_##kind(to + count - L, everywhere(last));                                                   \
      return;                                                                                           \
    }                                                                                                   \
    vw both;                                                                                            \
    both.lo = first;                                                                                    \
    both.hi = last;                                                                                     \
    both = inside(both);                                                                                \
    store_##kind(to + i, both.lo);                                                                      \
    store_##kind(to + count - L, both.hi);                                                              \
  }

// One number at a time, for what has too many branches for vectors.
#define MAP2_SCALAR(name, T, function)                                                                  \
  static void name(                                                                                     \
      T *to, const T *a, const T *b, const T *c, uint32_t single, size_t count) {                       \
    (void)c;                                                                                            \
    const size_t sa = single & 1 ? 0 : 1, sb = single & 2 ? 0 : 1;                                      \
    for (size_t i = 0; i < count; i++) to[i] = (T)function((double)a[i * sa], (double)b[i * sb]);       \
  }

// Two operations in one pass. Nothing is contracted: the first result is rounded.
#define TWO_OPERATIONS(V, k, first, expression)                                                         \
  INLINE V first##_add_##k(V a, V b, V c) { return (expression) + c; }                                  \
  INLINE V first##_subtract_##k(V a, V b, V c) { return (expression) - c; }                             \
  INLINE V first##_subtracted_##k(V a, V b, V c) { return c - (expression); }                           \
  INLINE V first##_multiply_##k(V a, V b, V c) { return (expression) * c; }

// Operations that are the same in 32 bits as in 64 bits rounded once, for both kinds of vectors.
#define EXACT_OPERATIONS(V, k, choose_one)                                                              \
  INLINE V add_##k(V a, V b) { return a + b; }                                                          \
  INLINE V subtract_##k(V a, V b) { return a - b; }                                                     \
  INLINE V multiply_##k(V a, V b) { return a * b; }                                                     \
  INLINE V divide_##k(V a, V b) { return a / b; }                                                       \
  INLINE V maximum_##k(V a, V b) { return ((a > b) | (a != a)) ? a : b; }                                 \
  INLINE V minimum_##k(V a, V b) { return ((a < b) | (a != a)) ? a : b; }                                 \
  INLINE V equal_##k(V a, V b) { return a == b ? (V)(1) : (V)(0); }                                     \
  INLINE V not_equal_##k(V a, V b) { return a != b ? (V)(1) : (V)(0); }                                 \
  INLINE V less_##k(V a, V b) { return a < b ? (V)(1) : (V)(0); }                                       \
  INLINE V less_or_equal_##k(V a, V b) { return a <= b ? (V)(1) : (V)(0); }                             \
  INLINE V greater_##k(V a, V b) { return a > b ? (V)(1) : (V)(0); }                                    \
  INLINE V greater_or_equal_##k(V a, V b) { return a >= b ? (V)(1) : (V)(0); }                          \
  INLINE V and_##k(V a, V b) { return ((a != 0) & (b != 0)) ? (V)(1) : (V)(0); }                          \
  INLINE V or_##k(V a, V b) { return ((a != 0) | (b != 0)) ? (V)(1) : (V)(0); }                           \
  INLINE V negate_##k(V a) { return -a; }                                                               \
  INLINE V not_##k(V a) { return a == 0 ? (V)(1) : (V)(0); }                                            \
  INLINE V sqrt_##k(V a) { return __builtin_elementwise_sqrt(a); }                                      \
  INLINE V square_##k(V a) { return a * a; }                                                            \
  INLINE V abs_##k(V a) { return __builtin_elementwise_abs(a); }                                        \
  INLINE V sign_##k(V a) { return a > 0 ? (V)(1) : a < 0 ? (V)(-1) : a; }                               \
  INLINE V relu_##k(V a) { return ((a > 0) | (a != a)) ? a : (V)(0); }                                    \
  INLINE V floor_##k(V a) { return __builtin_elementwise_floor(a); }                                    \
  INLINE V identity_##k(V a) { return a; }                                                              \
  INLINE V clip_##k(V a, V b, V c) { V t = a < b ? b : a; return t > c ? c : t; }                       \
  INLINE V select_##k(V a, V b, V c) { return a != 0 ? b : c; }                                         \
  TWO_OPERATIONS(V, k, add, a + b)                                                                      \
  TWO_OPERATIONS(V, k, subtract, a - b)                                                                 \
  TWO_OPERATIONS(V, k, multiply, a * b)

EXACT_OPERATIONS(vd, d, )
EXACT_OPERATIONS(vf, f, )

INLINE vd round_d(vd a) {
  // Adding and taking away 1.5 · 2^52 rounds to a whole number.
  return magnitude(a) < 4503599627370496.0 ? (a + 6755399441055744.0) - 6755399441055744.0 : a;
}

static double power_slope(double a, double b) { return b == 0 ? 0 : b * elementary_power(a, b - 1); }

#define TWO(X, first) X(3, first##_add) X(3, first##_subtract) X(3, first##_subtracted) X(3, first##_multiply)

#define EXACT(X)                                                                                     \
  X(2, add) X(2, subtract) X(2, multiply) X(2, divide) X(2, maximum) X(2, minimum) X(2, equal)       \
  X(2, not_equal) X(2, less) X(2, less_or_equal) X(2, greater) X(2, greater_or_equal) X(2, and)      \
  X(2, or) X(1, negate) X(1, not) X(1, sqrt) X(1, square) X(1, abs) X(1, sign)      \
  X(1, relu) X(1, floor) X(1, identity) X(3, clip) X(3, select)                           \
  TWO(X, add) TWO(X, subtract) TWO(X, multiply)

// Names, and the vector functions that compute them in 64 bits.
#define COMPUTED(X) X(1, round, round_d)

// Those with a quick form for most numbers.
#define RANGED(X)                                                                          \
  X(exp) X(log) X(sin) X(cos) X(tan) X(sigmoid) X(softplus) X(normal_cdf)                  \
  X(normal_pdf) X(expm1) X(tanh)

#define DEFINE_EXACT(arity, name)                                        \
  MAP##arity(map_f64_##name, double, vd, LANES64, d, name##_d)           \
  MAP##arity(map_f32_##name, float, vf, LANES32, f, name##_f)
#define DEFINE_COMPUTED(arity, name, function)                           \
  MAP##arity(map_f64_##name, double, vd, LANES64, d, function)           \
  MAP##arity(map_f32_##name, float, vd, LANES64, w, function)

#define DEFINE_RANGED(name)                                                                      \
  MAP_RANGED(map_f64_##name, double, d, v_##name##_outside, v_##name##_inside, v_##name)        \
  MAP_RANGED(map_f32_##name, float, w, v_##name##_outside, v_##name##_inside, v_##name)

EXACT(DEFINE_EXACT)
RANGED(DEFINE_RANGED)
COMPUTED(DEFINE_COMPUTED)
MAP2_SCALAR(map_f64_any_power, double, elementary_power)
MAP2_SCALAR(map_f32_any_power, float, elementary_power)
MAP2_SCALAR(map_f64_modulo, double, elementary_modulo)
MAP2_SCALAR(map_f32_modulo, float, elementary_modulo)
MAP2_SCALAR(map_f64_power_slope, double, power_slope)
MAP2_SCALAR(map_f32_power_slope, float, power_slope)

INLINE vd cube_d(vd a) { return a * a * a; }
INLINE vd reciprocal_d(vd a) { return 1 / a; }
MAP1(map_f64_cube, double, vd, LANES64, d, cube_d)
MAP1(map_f32_cube, float, vd, LANES64, w, cube_d)
MAP1(map_f64_reciprocal, double, vd, LANES64, d, reciprocal_d)
MAP1(map_f32_reciprocal, float, vd, LANES64, w, reciprocal_d)

// One exponent for all is the rule, and mostly one that is no power at all.
#define POWER(T, k)                                                                        \
  static void map_##k##_power(                                                             \
      T *to, const T *a, const T *b, const T *c, uint32_t single, size_t count) {          \
    if (single & 2 && *b == 2) return map_##k##_square(to, a, b, c, single, count);        \
    if (single & 2 && *b == 1) return map_##k##_identity(to, a, b, c, single, count);      \
    if (single & 2 && *b == 3) return map_##k##_cube(to, a, b, c, single, count);          \
    if (single & 2 && *b == -1) return map_##k##_reciprocal(to, a, b, c, single, count);   \
    map_##k##_any_power(to, a, b, c, single, count);                                       \
  }
POWER(double, f64)
POWER(float, f32)

INLINE int is_finite_d(vd x) { return !any(~(magnitude(x) < (double)INFINITY)); }
INLINE int is_finite_f(vf x) {
  return __builtin_reduce_or(~(__builtin_elementwise_abs(x) < (float)INFINITY)) == 0;
}

#define FIRST_NOT_FINITE(k, T, L, kind)                                                              \
  static size_t first_not_finite_##k(const T *x, size_t count) {                                     \
    size_t i = 0;                                                                                    \
    while (i + L <= count && is_finite_##kind(load_##kind(x + i))) i += L;                           \
    while (i < count && isfinite(x[i])) i++;                                                         \
    return i;                                                                                        \
  }
FIRST_NOT_FINITE(f64, double, LANES64, d)
FIRST_NOT_FINITE(f32, float, LANES32, f)
