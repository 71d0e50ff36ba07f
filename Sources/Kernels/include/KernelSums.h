// Sums in a fixed order: up to 15 numbers one after the other, more in 16 lanes that are added as a tree. Beyond a block
// of so many numbers, the lanes of blocks are added pair by pair first.
#ifndef KERNEL_SUMS_H
#define KERNEL_SUMS_H

#include "KernelPath.h"

enum { KERNEL_SUM_BLOCK_F32 = 256, KERNEL_SUM_BLOCK_F64 = 8192 };

// x is [outer, size, inner]; to[o, i] is the sum of x[o, :, i]. One sum is outer = inner = 1.
void kernel_sum_f64(
    enum kernel_path path, double *to, const double *x, size_t outer, size_t size, size_t inner);
void kernel_sum_f32(enum kernel_path path, float *to, const float *x, size_t outer, size_t size, size_t inner);

#endif
