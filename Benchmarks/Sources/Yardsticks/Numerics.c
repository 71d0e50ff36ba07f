// What kernels are measured against: OpenBLAS, where it is installed, and the C library's exp.

#include "Yardsticks.h"

#include <dlfcn.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef void (*Product32)(int, int, int, int, int, int, double, const double *, int, const double *, int, double, double *, int);
typedef void (*Single32)(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
typedef void (*Product64)(
    int, int, int, int64_t, int64_t, int64_t, double, const double *, int64_t, const double *, int64_t, double, double *,
    int64_t);
typedef void (*Single64)(
    int, int, int, int64_t, int64_t, int64_t, float, const float *, int64_t, const float *, int64_t, float, float *, int64_t);

static struct {
  Product32 product32;
  Single32 single32;
  // With 64-bit sizes, as in the library that NumPy brings.
  Product64 product64;
  Single64 single64;
} blas;

enum { ROW_MAJOR = 101, AS_IT_IS = 111 };

int yardstick_blas_open(void) {
  // The library reads these when it is opened. By itself it takes processors it does not know for older ones.
  setenv("OPENBLAS_NUM_THREADS", "1", 1);
  if (getenv("OPENBLAS_CORETYPE") == NULL) {
#if defined(__x86_64__)
    setenv("OPENBLAS_CORETYPE", __builtin_cpu_supports("avx512f") ? "SkylakeX" : "Haswell", 1);
#endif
  }
  const char *names[] = {getenv("OPENBLAS_LIBRARY"), "libopenblas.so.0", "libopenblas.so", "libopenblas.dylib"};
  void *library = NULL;
  for (int i = 0; i < 4 && library == NULL; i++) {
    if (names[i] != NULL && names[i][0] != 0) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (library == NULL) return 0;
  blas.product64 = (Product64)dlsym(library, "scipy_cblas_dgemm64_");
  blas.single64 = (Single64)dlsym(library, "scipy_cblas_sgemm64_");
  blas.product32 = (Product32)dlsym(library, "cblas_dgemm");
  blas.single32 = (Single32)dlsym(library, "cblas_sgemm");
  return (blas.product64 && blas.single64) || (blas.product32 && blas.single32);
}

void yardstick_dgemm(long m, long k, long n, const double *a, const double *b, double *c) {
  if (blas.product64) blas.product64(ROW_MAJOR, AS_IT_IS, AS_IT_IS, m, n, k, 1, a, k, b, n, 0, c, n);
  else blas.product32(ROW_MAJOR, AS_IT_IS, AS_IT_IS, (int)m, (int)n, (int)k, 1, a, (int)k, b, (int)n, 0, c, (int)n);
}

void yardstick_sgemm(long m, long k, long n, const float *a, const float *b, float *c) {
  if (blas.single64) blas.single64(ROW_MAJOR, AS_IT_IS, AS_IT_IS, m, n, k, 1, a, k, b, n, 0, c, n);
  else blas.single32(ROW_MAJOR, AS_IT_IS, AS_IT_IS, (int)m, (int)n, (int)k, 1, a, (int)k, b, (int)n, 0, c, (int)n);
}

void yardstick_exp(double *to, const double *x, long n) {
  for (long i = 0; i < n; i++) to[i] = exp(x[i]);
}
