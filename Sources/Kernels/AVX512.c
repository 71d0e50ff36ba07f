// Vectors of 64 bytes with fused multiply-adds.

#if defined(__x86_64__)

// Before the attribute: the system's own inline functions stay as they are.
#include <immintrin.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,avx2,fma"))), apply_to = function)

#define VECTOR_BYTES 64
#define VECTOR_HAS_FMA 1
#define TILE_ROWS 12
#define FUNCTIONS kernel_functions_avx512
#include "Templates/All.h"

#pragma clang attribute pop

#endif
