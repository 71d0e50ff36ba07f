#include "Products.h"

size_t kernel_product_workspace(const struct kernel_product *product) {
  if (product->rows * product->columns * product->inner <= KERNEL_SMALL_PRODUCT) return 0;
  const size_t blocks = kernel_copies_left(product) ? kernel_least(product->rows, KERNEL_BLOCK_ROWS) *
                                                          kernel_least(product->inner, KERNEL_BLOCK_INNER)
                                                    : 0;
  return kernel_held_bytes(product) + (kernel_panel_entries(product) + blocks) * sizeof(double);
}
