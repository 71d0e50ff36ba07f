// Products in 32 bits whose inner index is long: chains of KERNEL_BLOCK_INNER terms, added pair by pair. A plain chain
// of a million terms would be right to two digits.

INLINE void K(add_entries)(T *to, const T *x, size_t count) {
  for (size_t k = 0; k < count; k++) to[k] += x[k];
}

static void K(product)(const struct kernel_product *s, const T *a, const T *b, T *c, void *workspace) {
  if (s->inner <= KERNEL_LONGEST_CHAIN) return K(chains)(s, a, b, c, workspace);
  // Sums of 1, 2, 4 … chains that wait for their like, for a part of C that stays in the second cache.
  T *const held = workspace;
  void *const rest = (char *)workspace + kernel_held_bytes(s);
  for (size_t i = 0; i < s->rows; i += KERNEL_HELD_ROWS) {
    for (size_t j = 0; j < s->columns; j += KERNEL_HELD_COLUMNS) {
      struct kernel_product part = *s;
      part.rows = kernel_least(s->rows - i, KERNEL_HELD_ROWS);
      part.columns = kernel_least(s->columns - j, KERNEL_HELD_COLUMNS);
      part.c_row = (ptrdiff_t)part.columns;
      part.adds = 0;
      const size_t size = part.rows * part.columns;
      size_t depth = 0, done = 0;
      for (size_t p = 0; p < s->inner; p += KERNEL_BLOCK_INNER) {
        part.inner = kernel_least(s->inner - p, KERNEL_BLOCK_INNER);
        K(chains)(
            &part, a + (ptrdiff_t)i * s->a_row + (ptrdiff_t)p * s->a_column,
            b + (ptrdiff_t)p * s->b_row + (ptrdiff_t)j * s->b_column, held + depth * size, rest);
        for (size_t pairs = ++done; pairs % 2 == 0; pairs /= 2, depth--) {
          K(add_entries)(held + (depth - 1) * size, held + depth * size, size);
        }
        depth++;
      }
      while (--depth > 0) K(add_entries)(held + (depth - 1) * size, held + depth * size, size);
      for (size_t r = 0; r < part.rows; r++) {
        T *const to = c + (ptrdiff_t)(i + r) * s->c_row + j;
        for (size_t k = 0; k < part.columns; k++) to[k] = (s->adds ? to[k] : 0) + held[r * part.columns + k];
      }
    }
  }
}
