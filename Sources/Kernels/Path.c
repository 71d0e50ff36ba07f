#include "Functions.h"

int kernel_has_path(enum kernel_path path) {
  switch (path) {
    case kernel_portable:
      return 1;
#if defined(__x86_64__)
    case kernel_avx2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case kernel_avx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") && kernel_has_path(kernel_avx2);
    case kernel_neon:
      return 0;
#elif defined(__aarch64__)
    // The portable source is compiled for NEON there: 16 bytes, with fused multiply-adds.
    case kernel_neon:
      return 1;
    case kernel_avx2:
    case kernel_avx512:
      return 0;
#else
    case kernel_avx2:
    case kernel_avx512:
    case kernel_neon:
      return 0;
#endif
  }
  return 0;
}

enum kernel_path kernel_best_path(void) {
  if (kernel_has_path(kernel_avx512)) return kernel_avx512;
  if (kernel_has_path(kernel_avx2)) return kernel_avx2;
  if (kernel_has_path(kernel_neon)) return kernel_neon;
  return kernel_portable;
}

kernel_map_f64 *kernel_map_function_f64(enum kernel_path path, enum kernel_operation operation) {
  return kernel_functions(path)->map_f64[operation];
}

kernel_map_f32 *kernel_map_function_f32(enum kernel_path path, enum kernel_operation operation) {
  return kernel_functions(path)->map_f32[operation];
}

size_t kernel_first_not_finite_f64(enum kernel_path path, const double *x, size_t count) {
  return kernel_functions(path)->first_not_finite_f64(x, count);
}

size_t kernel_first_not_finite_f32(enum kernel_path path, const float *x, size_t count) {
  return kernel_functions(path)->first_not_finite_f32(x, count);
}

kernel_multiply_f64 *kernel_product_function_f64(enum kernel_path path) { return kernel_functions(path)->product_f64; }

kernel_multiply_f32 *kernel_product_function_f32(enum kernel_path path) { return kernel_functions(path)->product_f32; }

void kernel_product_f64(
    enum kernel_path path, const struct kernel_product *product, const double *a, const double *b, double *c,
    void *workspace) {
  kernel_functions(path)->product_f64(product, a, b, c, workspace);
}

void kernel_product_f32(
    enum kernel_path path, const struct kernel_product *product, const float *a, const float *b, float *c,
    void *workspace) {
  kernel_functions(path)->product_f32(product, a, b, c, workspace);
}

void kernel_sum_f64(enum kernel_path path, double *to, const double *x, size_t outer, size_t size, size_t inner) {
  kernel_functions(path)->sum_f64(to, x, outer, size, inner);
}

void kernel_sum_f32(enum kernel_path path, float *to, const float *x, size_t outer, size_t size, size_t inner) {
  kernel_functions(path)->sum_f32(to, x, outer, size, inner);
}
