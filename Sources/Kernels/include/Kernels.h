// Numeric kernels in C, chosen for the processor at run time, with the same bits on every one of them.
//
// Every function takes plain pointers and sizes, allocates nothing, and keeps none of its pointers.
#ifndef KERNELS_H
#define KERNELS_H

#include <stddef.h>
#include <stdint.h>

// The instruction sets that a kernel can be written for, the plainest first.
enum kernel_path { kernel_portable = 0, kernel_avx2 = 1, kernel_avx512 = 2, kernel_neon = 3 };

// The best path of this processor.
enum kernel_path kernel_best_path(void);

#endif
