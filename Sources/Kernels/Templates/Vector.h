// Vectors of one instruction set, and what is done with them. Included once per instruction set, with VECTOR_BYTES
// defined; everything is static, so that no two instruction sets can share a function.
//
// The vectors are those of Clang: `+ − × ÷` work lane by lane, a comparison gives lanes of all ones or all zeros, and
// `mask ? a : b` chooses lane by lane.

#include <math.h>
#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline, unused))

// Lanes of a vector of doubles, and of one of floats.
#define LANES64 (VECTOR_BYTES / 8)
#define LANES32 (VECTOR_BYTES / 4)

typedef double vd __attribute__((ext_vector_type(LANES64)));
typedef float vf __attribute__((ext_vector_type(LANES32)));
// As many floats as a vector has doubles.
typedef float vh __attribute__((ext_vector_type(LANES64)));
typedef long vl __attribute__((ext_vector_type(LANES64)));
typedef int vi __attribute__((ext_vector_type(LANES32)));

INLINE vd bits_to_double(vl bits) { return (vd)bits; }
INLINE vl double_to_bits(vd x) { return (vl)x; }
INLINE int any(vl mask) { return __builtin_reduce_or(mask) != 0; }
INLINE vd magnitude(vd x) { return bits_to_double(double_to_bits(x) & 0x7FFFFFFFFFFFFFFFL); }

// Loads and stores: whole vectors, and the first `count` lanes (the others are 1, where every function is harmless).
// Each has the form that the maps' loops take: doubles; floats; floats computed with as doubles.

INLINE vd load_d(const double *p) {
  vd v;
  memcpy(&v, p, sizeof v);
  return v;
}
INLINE void store_d(double *p, vd v) { memcpy(p, &v, sizeof v); }
INLINE vf load_f(const float *p) {
  vf v;
  memcpy(&v, p, sizeof v);
  return v;
}
INLINE void store_f(float *p, vf v) { memcpy(p, &v, sizeof v); }
INLINE vd load_w(const float *p) {
  vh v;
  memcpy(&v, p, sizeof v);
  return __builtin_convertvector(v, vd);
}
INLINE void store_w(float *p, vd v) {
  const vh narrow = __builtin_convertvector(v, vh);
  memcpy(p, &narrow, sizeof narrow);
}

INLINE vd some_d(const double *p, size_t count) {
  double lanes[LANES64];
  for (size_t i = 0; i < LANES64; i++) lanes[i] = i < count ? p[i] : 1;
  return load_d(lanes);
}
INLINE void store_some_d(double *p, vd v, size_t count) {
  double lanes[LANES64];
  store_d(lanes, v);
  for (size_t i = 0; i < count; i++) p[i] = lanes[i];
}
INLINE vf some_f(const float *p, size_t count) {
  float lanes[LANES32];
  for (size_t i = 0; i < LANES32; i++) lanes[i] = i < count ? p[i] : 1;
  return load_f(lanes);
}
INLINE void store_some_f(float *p, vf v, size_t count) {
  float lanes[LANES32];
  store_f(lanes, v);
  for (size_t i = 0; i < count; i++) p[i] = lanes[i];
}
INLINE vd some_w(const float *p, size_t count) {
  float lanes[LANES64];
  for (size_t i = 0; i < LANES64; i++) lanes[i] = i < count ? p[i] : 1;
  return load_w(lanes);
}
INLINE void store_some_w(float *p, vd v, size_t count) {
  float lanes[LANES64];
  store_w(lanes, v);
  for (size_t i = 0; i < count; i++) p[i] = lanes[i];
}

INLINE vd splat_d(double x) { return (vd)(x); }
INLINE vf splat_f(float x) { return (vf)(x); }
INLINE vd splat_w(float x) { return (vd)((double)x); }
