// Numbers that change their places.
#ifndef KERNEL_MOVES_H
#define KERNEL_MOVES_H

#include <stddef.h>

// to[b, j, i] = x[b, i, j] for `batches` matrices [rows, columns]; `to` overlaps nothing.
void kernel_transpose_f64(double *to, const double *x, size_t batches, size_t rows, size_t columns);
void kernel_transpose_f32(float *to, const float *x, size_t batches, size_t rows, size_t columns);

#endif
