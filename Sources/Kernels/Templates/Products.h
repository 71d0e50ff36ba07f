// Matrix products in tiles of registers. Included twice, with T the entry, V the vector, L its lanes, and KIND the
// suffix of loads and stores.
//
// A tile of C, a few rows by one or two vectors, stays in registers while k runs over a block of the inner index; a
// longer inner index takes its sums up again from C, so that each entry stays one chain. Panels of B, two vectors
// wide, are copied to lie as they are read (Goto and van de Geijn 2008); of A, as much as stays in the second cache.

#undef PANEL
#define PANEL (2 * L)

// One tile: `rows` and `vectors` are constants where this is inlined. The last vector has `lanes` lanes.
INLINE void K(tile)(
    int rows, int vectors, const T *a, ptrdiff_t a_row, ptrdiff_t a_column, const T *b, ptrdiff_t b_row, T *c,
    ptrdiff_t c_row, size_t inner, int adds, size_t lanes) {
  V sums[TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      const T *from = c + i * c_row + v * L;
      sums[i][v] = (V)(0);
      if (adds) sums[i][v] = v + 1 < vectors || lanes == L ? K(load)(from) : K(some)(from, lanes);
    }
  }
  for (size_t p = 0; p < inner; p++) {
    V right[2];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) right[v] = K(load)(b + v * L);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const V left = K(splat)(a[i * a_row]);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[i][v] = __builtin_elementwise_fma(left, right[v], sums[i][v]);
    }
    a += a_column;
    b += b_row;
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      T *to = c + i * c_row + v * L;
      if (v + 1 < vectors || lanes == L) K(store)(to, sums[i][v]);
      else K(store_some)(to, sums[i][v], lanes);
    }
  }
}

typedef void K(tile_function)(
    const T *a, ptrdiff_t a_row, ptrdiff_t a_column, const T *b, ptrdiff_t b_row, T *c, ptrdiff_t c_row, size_t inner,
    int adds, size_t lanes);

// A with contiguous columns (transposed, or copied), and with contiguous rows.
#undef TILE
#define TILE(rows, vectors)                                                                                \
  static void GLUE(K(tile_##rows##_##vectors), upright)(                                                   \
      const T *a, ptrdiff_t a_row, ptrdiff_t a_column, const T *b, ptrdiff_t b_row, T *c, ptrdiff_t c_row, \
      size_t inner, int adds, size_t lanes) {                                                              \
    (void)a_row;                                                                                           \
    K(tile)(rows, vectors, a, 1, a_column, b, b_row, c, c_row, inner, adds, lanes);                        \
  }                                                                                                        \
  static void GLUE(K(tile_##rows##_##vectors), level)(                                                     \
      const T *a, ptrdiff_t a_row, ptrdiff_t a_column, const T *b, ptrdiff_t b_row, T *c, ptrdiff_t c_row, \
      size_t inner, int adds, size_t lanes) {                                                              \
    (void)a_column;                                                                                        \
    K(tile)(rows, vectors, a, a_row, 1, b, b_row, c, c_row, inner, adds, lanes);                           \
  }
#undef TILES
#define TILES(rows) TILE(rows, 1) TILE(rows, 2)
TILES(1)
TILES(2)
TILES(3)
TILES(4)
TILES(6)
#if TILE_ROWS == 12
TILES(8)
TILES(12)
#endif

// By rows; [0] one vector, [1] two; [0] level, [1] upright.
#undef TILE_ENTRY
#define TILE_ENTRY(rows)                                                                  \
  [rows] = {                                                                              \
      {GLUE(K(tile_##rows##_1), level), GLUE(K(tile_##rows##_1), upright)},               \
      {GLUE(K(tile_##rows##_2), level), GLUE(K(tile_##rows##_2), upright)},               \
  }
static K(tile_function) *const K(tiles)[TILE_ROWS + 1][2][2] = {
    TILE_ENTRY(1), TILE_ENTRY(2), TILE_ENTRY(3), TILE_ENTRY(4), TILE_ENTRY(6),
#if TILE_ROWS == 12
    TILE_ENTRY(8), TILE_ENTRY(12),
#endif
};

// The tallest tile of at most as many rows.
INLINE size_t K(tile_rows)(size_t rows) {
#if TILE_ROWS == 12
  if (rows >= 12) return 12;
  if (rows >= 8) return 8;
#endif
  return rows >= 6 ? 6 : rows > 4 ? 4 : rows;
}

// Copies B's panel of `columns` columns so that its rows are `width` apart; what fills them up is never stored.
static void K(copy_panel)(
    T *to, const T *b, ptrdiff_t b_row, ptrdiff_t b_column, size_t inner, size_t columns, size_t width) {
  if (b_column != 1) {
    for (size_t j = 0; j < columns; j++) {
      for (size_t p = 0; p < inner; p++) to[p * width + j] = b[(ptrdiff_t)p * b_row + (ptrdiff_t)j * b_column];
    }
    for (size_t j = columns; j < width; j++) {
      for (size_t p = 0; p < inner; p++) to[p * width + j] = 0;
    }
    return;
  }
  const size_t lanes = columns % L;
  for (size_t p = 0; p < inner; p++) {
    if (columns >= L) K(store)(to, K(load)(b));
    if (columns == 2 * L) K(store)(to + L, K(load)(b + L));
    if (lanes > 0) K(store)(to + width - L, K(some)(b + (columns - lanes), lanes));
    to += width;
    b += b_row;
  }
}

// Copies rows of A so that column k of a tile is contiguous.
static void K(copy_rows)(T *to, const T *a, ptrdiff_t a_row, ptrdiff_t a_column, size_t rows, size_t inner) {
  for (size_t i = 0; i < rows; i++) {
    const T *from = a + (ptrdiff_t)i * a_row;
    for (size_t p = 0; p < inner; p++) to[p * rows + i] = from[(ptrdiff_t)p * a_column];
  }
}

// Up to four neighbouring entries of a row of C, each a chain of its own.
INLINE void K(few)(
    int width, const T *a, ptrdiff_t a_column, const T *b, ptrdiff_t b_row, ptrdiff_t b_column, T *c, size_t inner,
    int adds) {
  T sums[4];
#pragma clang loop unroll(full)
  for (int j = 0; j < width; j++) sums[j] = adds ? c[j] : 0;
  for (size_t p = 0; p < inner; p++) {
#pragma clang loop unroll(full)
    for (int j = 0; j < width; j++) sums[j] = __builtin_elementwise_fma(*a, b[j * b_column], sums[j]);
    a += a_column;
    b += b_row;
  }
#pragma clang loop unroll(full)
  for (int j = 0; j < width; j++) c[j] = sums[j];
}

// Entries one by one.
static void K(scalar_product)(const struct kernel_product *s, const T *a, const T *b, T *c) {
  for (size_t i = 0; i < s->rows; i++) {
    size_t j = 0;
    for (; j + 4 <= s->columns; j += 4) {
      K(few)(4, a, s->a_column, b + (ptrdiff_t)j * s->b_column, s->b_row, s->b_column, c + j, s->inner, s->adds);
    }
    const T *const right = b + (ptrdiff_t)j * s->b_column;
    switch (s->columns - j) {
      case 3:
        K(few)(3, a, s->a_column, right, s->b_row, s->b_column, c + j, s->inner, s->adds);
        break;
      case 2:
        K(few)(2, a, s->a_column, right, s->b_row, s->b_column, c + j, s->inner, s->adds);
        break;
      case 1:
        K(few)(1, a, s->a_column, right, s->b_row, s->b_column, c + j, s->inner, s->adds);
        break;
      default:
        break;
    }
    a += s->a_row;
    c += s->c_row;
  }
}

// One or a few columns, and A with contiguous rows: eight rows at a time, each a chain of its own.
static void K(narrow_product)(const struct kernel_product *s, const T *a, const T *b, T *c) {
  for (size_t j = 0; j < s->columns; j++) {
    size_t i = 0;
    for (; i + 8 <= s->rows; i += 8) {
      T sums[8];
      const T *left = a + (ptrdiff_t)i * s->a_row, *right = b + (ptrdiff_t)j * s->b_column;
      T *const to = c + (ptrdiff_t)i * s->c_row + j;
#pragma clang loop unroll(full)
      for (int r = 0; r < 8; r++) sums[r] = s->adds ? to[r * s->c_row] : 0;
      for (size_t p = 0; p < s->inner; p++) {
#pragma clang loop unroll(full)
        for (int r = 0; r < 8; r++) sums[r] = __builtin_elementwise_fma(left[r * s->a_row], *right, sums[r]);
        left += s->a_column;
        right += s->b_row;
      }
#pragma clang loop unroll(full)
      for (int r = 0; r < 8; r++) to[r * s->c_row] = sums[r];
    }
    for (; i < s->rows; i++) {
      K(few)(
          1, a + (ptrdiff_t)i * s->a_row, s->a_column, b + (ptrdiff_t)j * s->b_column, s->b_row, 0,
          c + (ptrdiff_t)i * s->c_row + j, s->inner, s->adds);
    }
  }
}

#if VECTOR_BYTES >= 32
// Neighbouring entries of `rows` rows of C, as many as a vector has or `lanes`, where rows of B are contiguous.
INLINE void K(row_tile)(
    int rows, const struct kernel_product *s, const T *a, const T *b, T *c, size_t lanes) {
  V sums[2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) sums[i] = s->adds ? K(some)(c + i * s->c_row, lanes) : (V)(0);
  for (size_t p = 0; p < s->inner; p++) {
    const V right = K(some)(b, lanes);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      sums[i] = __builtin_elementwise_fma(K(splat)(a[i * s->a_row]), right, sums[i]);
    }
    a += s->a_column;
    b += s->b_row;
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) K(store_some)(c + i * s->c_row, sums[i], lanes);
}

// Rows of C in vectors that are not full.
static void K(row_product)(const struct kernel_product *s, const T *a, const T *b, T *c) {
  for (size_t j = 0; j < s->columns; j += L) {
    const size_t lanes = s->columns - j < L ? s->columns - j : L;
    const T *left = a;
    T *to = c + j;
    size_t i = 0;
    for (; i + 2 <= s->rows; i += 2) {
      K(row_tile)(2, s, left, b + j, to, lanes);
      left += 2 * s->a_row;
      to += 2 * s->c_row;
    }
    if (i < s->rows) K(row_tile)(1, s, left, b + j, to, lanes);
  }
}
#endif

// Where neither tiles nor copies pay.
static __attribute__((noinline)) void K(small_product)(
    const struct kernel_product *s, const T *a, const T *b, T *c) {
#if VECTOR_BYTES >= 32
  if (s->columns > 1 && s->b_column == 1) return K(row_product)(s, a, b, c);
  if (s->columns == 1 && s->rows > 1 && s->a_row == 1 && s->c_row == 1) {
    // A column as the row of the transposed product.
    const struct kernel_product flipped = {
        .rows = 1, .inner = s->inner, .columns = s->rows, .a_row = 0, .a_column = s->b_row, .b_row = s->a_column,
        .b_column = 1, .c_row = 0, .adds = s->adds};
    return K(row_product)(&flipped, b, a, c);
  }
#endif
  if (s->columns < KERNEL_NARROW_PRODUCT && s->rows >= 8) return K(narrow_product)(s, a, b, c);
  K(scalar_product)(s, a, b, c);
}

// Each entry one chain.
static void K(chains)(const struct kernel_product *s, const T *a, const T *b, T *c, void *workspace) {
  if (s->rows * s->columns * s->inner <= KERNEL_SMALL_PRODUCT) return K(small_product)(s, a, b, c);
  if (s->columns < KERNEL_NARROW_PRODUCT) return K(narrow_product)(s, a, b, c);
  T *const panels = workspace;
  T *const blocks = panels + kernel_panel_entries(s);
  const int copies_a = kernel_copies_left(s);
  // Few rows read each number of B once or twice: where it lies, if a row of it is contiguous.
  const int reads_b = s->rows <= TILE_ROWS && s->b_column == 1;
  for (size_t jb = 0; jb < s->columns; jb += KERNEL_BLOCK_COLUMNS) {
    const size_t columns = s->columns - jb < KERNEL_BLOCK_COLUMNS ? s->columns - jb : KERNEL_BLOCK_COLUMNS;
    for (size_t pb = 0; pb < s->inner; pb += KERNEL_BLOCK_INNER) {
      const size_t inner = s->inner - pb < KERNEL_BLOCK_INNER ? s->inner - pb : KERNEL_BLOCK_INNER;
      const int adds = s->adds || pb > 0;
      for (size_t j = 0; j < columns; j += PANEL) {
        const size_t width = columns - j < PANEL ? columns - j : PANEL;
        if (reads_b && width % L == 0) continue;
        K(copy_panel)(
            panels + j * inner, b + (ptrdiff_t)pb * s->b_row + (ptrdiff_t)(jb + j) * s->b_column, s->b_row, s->b_column,
            inner, width, width <= L ? L : PANEL);
      }
      for (size_t ib = 0; ib < s->rows; ib += KERNEL_BLOCK_ROWS) {
        const size_t rows = s->rows - ib < KERNEL_BLOCK_ROWS ? s->rows - ib : KERNEL_BLOCK_ROWS;
        const T *const left = a + (ptrdiff_t)ib * s->a_row + (ptrdiff_t)pb * s->a_column;
        if (copies_a) {
          for (size_t i = 0; i < rows;) {
            const size_t height = K(tile_rows)(rows - i);
            K(copy_rows)(blocks + i * inner, left + (ptrdiff_t)i * s->a_row, s->a_row, s->a_column, height, inner);
            i += height;
          }
        }
        for (size_t j = 0; j < columns; j += PANEL) {
          const size_t width = columns - j < PANEL ? columns - j : PANEL;
          const int vectors = width <= L ? 1 : 2;
          const size_t lanes = width - (vectors - 1) * L;
          T *const to = c + (ptrdiff_t)ib * s->c_row + (ptrdiff_t)(jb + j);
          const int is_copied = !(reads_b && width % L == 0);
          const T *const right = is_copied ? panels + j * inner : b + (ptrdiff_t)pb * s->b_row + (ptrdiff_t)(jb + j);
          const ptrdiff_t b_row = is_copied ? vectors * L : s->b_row;
          for (size_t i = 0; i < rows;) {
            const size_t height = K(tile_rows)(rows - i);
            K(tile_function) *const *const tiles = K(tiles)[height][vectors - 1];
            T *const corner = to + (ptrdiff_t)i * s->c_row;
            if (copies_a) {
              tiles[1](
                  blocks + i * inner, 1, (ptrdiff_t)height, right, b_row, corner, s->c_row, inner,
                  adds, lanes);
            } else {
              tiles[s->a_column != 1](
                  left + (ptrdiff_t)i * s->a_row, s->a_row, s->a_column, right, b_row, corner,
                  s->c_row, inner, adds, lanes);
            }
            i += height;
          }
        }
      }
    }
  }
}

