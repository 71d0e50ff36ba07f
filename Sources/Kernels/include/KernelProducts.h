// Matrix products in a fixed order.
#ifndef KERNEL_PRODUCTS_H
#define KERNEL_PRODUCTS_H

#include "KernelPath.h"
#include "KernelPool.h"

// C [rows, columns] = A [rows, inner] · B [inner, columns]. Entry (i, j) of A stands at a[i · a_row + j · a_column], and
// so for B: a transposed operand is one with its strides exchanged. Rows of C are contiguous, `c_row` apart.
//
// Each entry is one chain c = fma(a_ik, b_kj, c) with k ascending, from 0 or, when `adds` is not 0, from what C holds.
// Vectors, tiles and threads split i and j, never k, so the bits do not depend on them. In 32 bits, an inner index longer
// than KERNEL_LONGEST_CHAIN is cut into chains of 256 terms that are added pair by pair, and to what C holds at the end.
enum { KERNEL_LONGEST_CHAIN = 1024 };

struct kernel_product {
  size_t rows, inner, columns;
  ptrdiff_t a_row, a_column;
  ptrdiff_t b_row, b_column;
  ptrdiff_t c_row;
  int adds;
};

// Bytes of working memory that a product takes; 0 for small ones.
size_t kernel_product_workspace(const struct kernel_product *product);

// `workspace` points to as many bytes as `kernel_product_workspace` says, aligned for a double; C overlaps nothing.
void kernel_product_f64(
    enum kernel_path path, const struct kernel_product *product, const double *a, const double *b, double *c,
    void *workspace);
void kernel_product_f32(
    enum kernel_path path, const struct kernel_product *product, const float *a, const float *b, float *c,
    void *workspace);

typedef void kernel_multiply_f64(
    const struct kernel_product *product, const double *a, const double *b, double *c, void *workspace);
typedef void kernel_multiply_f32(
    const struct kernel_product *product, const float *a, const float *b, float *c, void *workspace);

// The function of a path, to be looked up once and called often.
kernel_multiply_f64 *kernel_product_function_f64(enum kernel_path path);
kernel_multiply_f32 *kernel_product_function_f32(enum kernel_path path);

// The part of a product that falls to one of `count` threads: some of its columns or of its rows. `offsets` says how
// far into A, B and C it begins. 0 when the part is empty; products that are too small to share are part 0 alone.
int kernel_product_part(
    const struct kernel_product *whole, size_t index, size_t count, struct kernel_product *part,
    ptrdiff_t offsets[3]);

// Bytes of working memory that a product takes when it is shared by so many threads.
size_t kernel_product_shared_workspace(const struct kernel_product *product, size_t threads);

// The product by all threads of a pool, with the bits of one.
void kernel_product_shared_f64(
    struct kernel_pool *pool, enum kernel_path path, const struct kernel_product *product, const double *a,
    const double *b, double *c, void *workspace);
void kernel_product_shared_f32(
    struct kernel_pool *pool, enum kernel_path path, const struct kernel_product *product, const float *a,
    const float *b, float *c, void *workspace);

#endif
