#include "Products.h"

enum {
  // Multiplications below which handing a part to another thread costs more than it saves.
  LEAST_SHARED = 1 << 16,
  // Columns and rows are dealt out in whole tiles of every instruction set.
  COLUMN_STEP = KERNEL_WIDEST_PANEL,
  ROW_STEP = 12,
};

// The `index`th of `count` shares of `size`, in steps.
static void share(size_t size, size_t step, size_t index, size_t count, size_t *begin, size_t *end) {
  const size_t steps = (size + step - 1) / step;
  *begin = kernel_least(steps * index / count * step, size);
  *end = kernel_least(steps * (index + 1) / count * step, size);
}

static int is_small(const struct kernel_product *s) { return s->rows * s->columns * s->inner < LEAST_SHARED; }

int kernel_product_part(
    const struct kernel_product *whole, size_t index, size_t count, struct kernel_product *part,
    ptrdiff_t offsets[3]) {
  *part = *whole;
  offsets[0] = offsets[1] = offsets[2] = 0;
  if (count < 2 || is_small(whole)) return index == 0;
  size_t begin, end;
  // The longer side. Columns, so that each thread copies a part of B alone; rows, so that it finds again near itself
  // what goes on by rows: a gradient beside its parameters.
  if (whole->columns >= whole->rows && whole->columns >= count * COLUMN_STEP) {
    share(whole->columns, COLUMN_STEP, index, count, &begin, &end);
    part->columns = end - begin;
    offsets[1] = (ptrdiff_t)begin * whole->b_column;
    offsets[2] = (ptrdiff_t)begin;
  } else {
    share(whole->rows, ROW_STEP, index, count, &begin, &end);
    part->rows = end - begin;
    offsets[0] = (ptrdiff_t)begin * whole->a_row;
    offsets[2] = (ptrdiff_t)begin * whole->c_row;
  }
  return end > begin;
}

size_t kernel_product_shared_workspace(const struct kernel_product *product, size_t threads) {
  return threads * kernel_product_workspace(product);
}

struct shared_product {
  enum kernel_path path;
  const struct kernel_product *product;
  const void *a, *b;
  void *c;
  char *workspace;
};

#define SHARED(T, suffix)                                                                                          \
  static void part_##suffix(void *context, size_t index, size_t count) {                                           \
    const struct shared_product *s = context;                                                                      \
    struct kernel_product part;                                                                                    \
    ptrdiff_t offsets[3];                                                                                          \
    if (!kernel_product_part(s->product, index, count, &part, offsets)) return;                                    \
    char *const workspace = s->workspace == NULL ? NULL : s->workspace + index * kernel_product_workspace(s->product); \
    kernel_product_##suffix(                                                                                       \
        s->path, &part, (const T *)s->a + offsets[0], (const T *)s->b + offsets[1], (T *)s->c + offsets[2], workspace); \
  }                                                                                                                \
  void kernel_product_shared_##suffix(                                                                             \
      struct kernel_pool *pool, enum kernel_path path, const struct kernel_product *product, const T *a,           \
      const T *b, T *c, void *workspace) {                                                                         \
    struct shared_product shared = {path, product, a, b, c, workspace};                                            \
    if (is_small(product)) part_##suffix(&shared, 0, 1);                                                           \
    else kernel_pool_run(pool, part_##suffix, &shared);                                                                 \
  }
SHARED(double, f64)
SHARED(float, f32)
