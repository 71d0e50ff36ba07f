// Sums in a fixed order: up to 15 numbers one after the other, more in 16 lanes that are added as a tree.
#ifndef KERNEL_SUMS_H
#define KERNEL_SUMS_H

#include "KernelPath.h"

// x is [outer, size, inner]; to[o, i] is the sum of x[o, :, i]. One sum is outer = inner = 1.
void kernel_sum_f64(
    enum kernel_path path, double *to, const double *x, size_t outer, size_t size, size_t inner);
void kernel_sum_f32(enum kernel_path path, float *to, const float *x, size_t outer, size_t size, size_t inner);

#endif
