// Loads and stores of the first `count` lanes of a vector; the others are loaded as 1, where every function is
// harmless.

#if VECTOR_BYTES == 64

// Half a vector where that is enough: a whole one would reach into the numbers behind, and wait for whoever is just
// writing them, masked or not.
INLINE vd some_d(const double *p, size_t count) {
  const __mmask8 mask = (__mmask8)((1u << count) - 1);
  if (count > LANES64 / 2) return (vd)_mm512_mask_loadu_pd((__m512d)(vd)(1.0), mask, p);
  const __m256d ones = _mm256_set1_pd(1);
  return (vd)_mm512_insertf64x4(_mm512_castpd256_pd512(_mm256_mask_loadu_pd(ones, mask, p)), ones, 1);
}
INLINE void store_some_d(double *p, vd v, size_t count) {
  _mm512_mask_storeu_pd(p, (__mmask8)((1u << count) - 1), (__m512d)v);
}
INLINE vf some_f(const float *p, size_t count) {
  if (count > LANES32 / 2) {
    return (vf)_mm512_mask_loadu_ps((__m512)(vf)(1.0f), (__mmask16)((1u << count) - 1), p);
  }
  const __m256 ones = _mm256_set1_ps(1);
  const __m256 half = _mm256_mask_loadu_ps(ones, (__mmask8)((1u << count) - 1), p);
  return (vf)_mm512_insertf32x8(_mm512_castps256_ps512(half), ones, 1);
}
INLINE void store_some_f(float *p, vf v, size_t count) {
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << count) - 1), (__m512)v);
}
INLINE vd some_w(const float *p, size_t count) {
  const vh v = (vh)_mm256_mask_loadu_ps((__m256)(vh)(1.0f), (__mmask8)((1u << count) - 1), p);
  return __builtin_convertvector(v, vd);
}
INLINE void store_some_w(float *p, vd v, size_t count) {
  _mm256_mask_storeu_ps(p, (__mmask8)((1u << count) - 1), (__m256)__builtin_convertvector(v, vh));
}

#elif VECTOR_BYTES == 32

// A window of these, `count` before the middle, is a mask of `count` lanes.
static const long lanes_of_doubles[8] = {-1, -1, -1, -1, 0, 0, 0, 0};
static const int lanes_of_floats[16] = {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0};

INLINE __m256i mask_of_doubles(size_t count) {
  return _mm256_loadu_si256((const __m256i *)(const void *)(lanes_of_doubles + 4 - count));
}
INLINE __m256i mask_of_floats(size_t count) {
  return _mm256_loadu_si256((const __m256i *)(const void *)(lanes_of_floats + 8 - count));
}
INLINE __m128i mask_of_half(size_t count) {
  return _mm_loadu_si128((const __m128i *)(const void *)(lanes_of_floats + 8 - count));
}

INLINE vd some_d(const double *p, size_t count) {
  const __m256i mask = mask_of_doubles(count);
  return (vd)_mm256_blendv_pd((__m256d)(vd)(1.0), _mm256_maskload_pd(p, mask), (__m256d)mask);
}
INLINE void store_some_d(double *p, vd v, size_t count) { _mm256_maskstore_pd(p, mask_of_doubles(count), (__m256d)v); }
INLINE vf some_f(const float *p, size_t count) {
  const __m256i mask = mask_of_floats(count);
  return (vf)_mm256_blendv_ps((__m256)(vf)(1.0f), _mm256_maskload_ps(p, mask), (__m256)mask);
}
INLINE void store_some_f(float *p, vf v, size_t count) { _mm256_maskstore_ps(p, mask_of_floats(count), (__m256)v); }
INLINE vd some_w(const float *p, size_t count) {
  const __m128i mask = mask_of_half(count);
  const vh v = (vh)_mm_blendv_ps((__m128)(vh)(1.0f), _mm_maskload_ps(p, mask), (__m128)mask);
  return __builtin_convertvector(v, vd);
}
INLINE void store_some_w(float *p, vd v, size_t count) {
  _mm_maskstore_ps(p, mask_of_half(count), (__m128)__builtin_convertvector(v, vh));
}

#else

#define SOME(kind, T, V, L)                                                \
  INLINE V some_##kind(const T *p, size_t count) {                         \
    T lanes[L];                                                            \
    for (size_t i = 0; i < L; i++) lanes[i] = i < count ? p[i] : 1;        \
    return load_##kind(lanes);                                             \
  }                                                                        \
  INLINE void store_some_##kind(T *p, V v, size_t count) {                 \
    T lanes[L];                                                            \
    store_##kind(lanes, v);                                                \
    for (size_t i = 0; i < count; i++) p[i] = lanes[i];                    \
  }
SOME(d, double, vd, LANES64)
SOME(f, float, vf, LANES32)
SOME(w, float, vd, LANES64)

#endif
