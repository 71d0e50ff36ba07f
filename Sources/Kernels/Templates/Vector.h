// Vectors of one instruction set, and what is done with them. Included once per instruction set, with VECTOR_BYTES
// defined; everything is static, so that no two instruction sets can share a function.
//
// The vectors are those of Clang: `+ − × ÷` work lane by lane, a comparison gives lanes of all ones or all zeros, and
// `mask ? a : b` chooses lane by lane.

#include <math.h>
#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF
// Functions of two vectors are inlined wherever they are used: how they would be passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline, unused, overloadable))

// Lanes of a vector of doubles, and of one of floats.
#define LANES64 (VECTOR_BYTES / 8)
#define LANES32 (VECTOR_BYTES / 4)

typedef double vd __attribute__((ext_vector_type(LANES64)));
typedef float vf __attribute__((ext_vector_type(LANES32)));
// As many floats as a vector has doubles.
typedef float vh __attribute__((ext_vector_type(LANES64)));
typedef long vl __attribute__((ext_vector_type(LANES64)));
// Two vectors of doubles, as many floats, and a comparison's result.
typedef double vw __attribute__((ext_vector_type(2 * LANES64)));
typedef float vwh __attribute__((ext_vector_type(2 * LANES64)));
typedef long vwl __attribute__((ext_vector_type(2 * LANES64)));

// Loads and stores. Their last letter says of what: d of doubles, f of floats, w of floats computed with as doubles.

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

// Two vectors, for `kind` d and w.
INLINE vw load_two_d(const double *p) {
  vw v;
  memcpy(&v, p, sizeof v);
  return v;
}
INLINE void store_two_d(double *p, vw v) { memcpy(p, &v, sizeof v); }
INLINE vw load_two_w(const float *p) {
  vwh v;
  memcpy(&v, p, sizeof v);
  return __builtin_convertvector(v, vw);
}
INLINE void store_two_w(float *p, vw v) {
  const vwh narrow = __builtin_convertvector(v, vwh);
  memcpy(p, &narrow, sizeof narrow);
}

#include "Lanes.h"

INLINE vd splat_d(double x) { return (vd)(x); }
INLINE vf splat_f(float x) { return (vf)(x); }
INLINE vd splat_w(float x) { return (vd)((double)x); }
