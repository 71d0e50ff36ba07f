// The functions of one instruction set, as its file fills them in.
#ifndef FUNCTIONS_H
#define FUNCTIONS_H

#include "Kernels.h"

struct kernel_functions {
  kernel_map_f64 *map_f64[kernel_operation_count];
  kernel_map_f32 *map_f32[kernel_operation_count];
  size_t (*first_not_finite_f64)(const double *x, size_t count);
  size_t (*first_not_finite_f32)(const float *x, size_t count);
  kernel_multiply_f64 *product_f64;
  kernel_multiply_f32 *product_f32;
  void (*sum_f64)(double *, const double *, size_t, size_t, size_t);
  void (*sum_f32)(float *, const float *, size_t, size_t, size_t);
};

extern const struct kernel_functions kernel_functions_portable;
#if defined(__x86_64__)
extern const struct kernel_functions kernel_functions_avx2;
extern const struct kernel_functions kernel_functions_avx512;
#endif

static inline const struct kernel_functions *kernel_functions(enum kernel_path path) {
#if defined(__x86_64__)
  if (path == kernel_avx2) return &kernel_functions_avx2;
  if (path == kernel_avx512) return &kernel_functions_avx512;
#endif
  (void)path;
  return &kernel_functions_portable;
}

#endif
