#include "Kernels.h"

enum kernel_path kernel_best_path(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
    return kernel_avx512;
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return kernel_avx2;
#elif defined(__aarch64__)
  return kernel_neon;
#endif
  return kernel_portable;
}
