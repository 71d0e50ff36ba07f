// What a product needs to know of its working memory, the same for all instruction sets.
#ifndef PRODUCTS_H
#define PRODUCTS_H

#include "Kernels.h"

enum {
  // Multiplications below which neither tiles nor copies pay.
  KERNEL_SMALL_PRODUCT = 192,
  // Columns below which vectors would be mostly empty.
  KERNEL_NARROW_PRODUCT = 3,
  KERNEL_BLOCK_INNER = 256,
  KERNEL_BLOCK_COLUMNS = 1024,
  KERNEL_BLOCK_ROWS = 192,
  // The widest panel of any instruction set.
  KERNEL_WIDEST_PANEL = 32,
  // The part of C that sums of a long product are kept for.
  KERNEL_HELD_ROWS = 96,
  KERNEL_HELD_COLUMNS = 256,
};

static inline size_t kernel_least(size_t a, size_t b) { return a < b ? a : b; }

// Room for the copied panels of B.
static inline size_t kernel_panel_entries(const struct kernel_product *s) {
  const size_t columns = kernel_least(s->columns + KERNEL_WIDEST_PANEL - 1, KERNEL_BLOCK_COLUMNS);
  return columns * kernel_least(s->inner, KERNEL_BLOCK_INNER);
}

// Room for the sums of a long product in 32 bits, whole vectors.
static inline size_t kernel_held_bytes(const struct kernel_product *s) {
  if (s->inner <= KERNEL_LONGEST_CHAIN) return 0;
  size_t levels = 1;
  for (size_t chains = s->inner / KERNEL_BLOCK_INNER + 1; chains > 0; chains /= 2) levels++;
  const size_t entries =
      levels * kernel_least(s->rows, KERNEL_HELD_ROWS) * kernel_least(s->columns, KERNEL_HELD_COLUMNS);
  return (entries * sizeof(float) + 63) / 64 * 64;
}

// Whether A is copied: when neither its rows nor its columns are contiguous, or when it is read often enough.
static inline int kernel_copies_left(const struct kernel_product *s) {
  return (s->a_row != 1 && s->a_column != 1) || s->columns >= 256;
}

#endif
