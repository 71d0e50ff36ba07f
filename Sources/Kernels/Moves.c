#include "KernelMoves.h"

// Blocks whose rows, on both sides, stay in the first cache until they are used up: a row of numbers that is written
// across many rows would fetch and evict a cache line for each.
enum { BLOCK = 16 };

#define TRANSPOSE(T, suffix)                                                                              \
  void kernel_transpose_##suffix(T *to, const T *x, size_t batches, size_t rows, size_t columns) {        \
    for (size_t b = 0; b < batches; b++) {                                                                \
      for (size_t i0 = 0; i0 < rows; i0 += BLOCK) {                                                       \
        const size_t i1 = i0 + BLOCK < rows ? i0 + BLOCK : rows;                                          \
        for (size_t j0 = 0; j0 < columns; j0 += BLOCK) {                                                  \
          const size_t j1 = j0 + BLOCK < columns ? j0 + BLOCK : columns;                                  \
          for (size_t j = j0; j < j1; j++) {                                                              \
            for (size_t i = i0; i < i1; i++) to[j * rows + i] = x[i * columns + j];                       \
          }                                                                                               \
        }                                                                                                 \
      }                                                                                                   \
      to += rows * columns;                                                                               \
      x += rows * columns;                                                                                \
    }                                                                                                     \
  }

TRANSPOSE(double, f64)
TRANSPOSE(float, f32)
