// Sums in 16 lanes. Included twice, with T the entry, V the vector, L its lanes, and KIND the suffix of loads.
//
// A lane of a block is one chain, short enough that its rounding errors stay small; the lanes of longer sums are added
// pair by pair, block by block. (Higham, Accuracy and Stability of Numerical Algorithms, 4.2.)

#undef SUM_BLOCK
#define SUM_BLOCK (sizeof(T) == 4 ? (size_t)KERNEL_SUM_BLOCK_F32 : (size_t)KERNEL_SUM_BLOCK_F64)
// Sums of 1, 2, 4 … blocks that wait for their like.
#undef SUM_LEVELS
#define SUM_LEVELS 48

typedef T K(lanes16) __attribute__((ext_vector_type(16)));
typedef T K(lanes8) __attribute__((ext_vector_type(8)));
typedef T K(lanes4) __attribute__((ext_vector_type(4)));
typedef T K(lanes2) __attribute__((ext_vector_type(2)));

INLINE K(lanes16) K(sum_block)(const T *x, size_t size) {
  K(lanes16) sums = 0;
  size_t k = 0;
  for (; k + 16 <= size; k += 16) {
    K(lanes16) next;
    memcpy(&next, x + k, sizeof next);
    sums += next;
  }
  for (; k < size; k++) sums[k & 15] += x[k];
  return sums;
}

// The lanes of more than one block, in `sums`.
static __attribute__((noinline)) void K(sum_blocks)(K(lanes16) *sums, const T *x, size_t size) {
  K(lanes16) held[SUM_LEVELS];
  size_t depth = 0, done = 0;
  for (size_t k = 0; k < size; k += SUM_BLOCK) {
    K(lanes16) next = K(sum_block)(x + k, size - k < SUM_BLOCK ? size - k : SUM_BLOCK);
    for (size_t pairs = ++done; pairs % 2 == 0; pairs /= 2) next += held[--depth];
    held[depth++] = next;
  }
  *sums = held[--depth];
  while (depth > 0) *sums += held[--depth];
}

// One contiguous row.
static T K(sum_row)(const T *x, size_t size) {
  if (size < 16) {
    T total = 0;
    for (size_t k = 0; k < size; k++) total += x[k];
    return total;
  }
  K(lanes16) sums;
  if (size <= SUM_BLOCK) sums = K(sum_block)(x, size);
  else K(sum_blocks)(&sums, x, size);
  const K(lanes8) eight = sums.lo + sums.hi;
  const K(lanes4) four = eight.lo + eight.hi;
  const K(lanes2) two = four.lo + four.hi;
  return two.x + two.y;
}

INLINE V K(column_load)(const T *x, size_t lanes) { return lanes == L ? K(load)(x) : K(some)(x, lanes); }

INLINE void K(column_block)(V sums[16], const T *x, size_t size, size_t inner, size_t lanes) {
  for (int lane = 0; lane < 16; lane++) sums[lane] = (V)(0);
  size_t k = 0;
  for (; k + 16 <= size; k += 16) {
#pragma clang loop unroll(full)
    for (size_t lane = 0; lane < 16; lane++) sums[lane] += K(column_load)(x + (k + lane) * inner, lanes);
  }
  for (; k < size; k++) sums[k & 15] += K(column_load)(x + k * inner, lanes);
}

static __attribute__((noinline)) void K(column_blocks)(V sums[16], const T *x, size_t size, size_t inner, size_t lanes) {
  V held[SUM_LEVELS][16];
  size_t depth = 0, done = 0;
  for (size_t k = 0; k < size; k += SUM_BLOCK) {
    K(column_block)(held[depth], x + k * inner, size - k < SUM_BLOCK ? size - k : SUM_BLOCK, inner, lanes);
    for (size_t pairs = ++done; pairs % 2 == 0; pairs /= 2, depth--) {
      for (int lane = 0; lane < 16; lane++) held[depth - 1][lane] += held[depth][lane];
    }
    depth++;
  }
  while (--depth > 0) {
    for (int lane = 0; lane < 16; lane++) held[depth - 1][lane] += held[depth][lane];
  }
  for (int lane = 0; lane < 16; lane++) sums[lane] = held[0][lane];
}

// L neighbouring columns at once, or the `lanes` that are left.
INLINE void K(sum_columns)(T *to, const T *x, size_t size, size_t inner, size_t lanes) {
  V total = (V)(0);
  if (size < 16) {
    for (size_t k = 0; k < size; k++) total += K(column_load)(x + k * inner, lanes);
  } else {
    V sums[16];
    if (size <= SUM_BLOCK) K(column_block)(sums, x, size, inner, lanes);
    else K(column_blocks)(sums, x, size, inner, lanes);
    for (int half = 8; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) sums[lane] += sums[lane + half];
    }
    total = sums[0];
  }
  if (lanes == L) K(store)(to, total);
  else K(store_some)(to, total, lanes);
}

static void K(sum)(T *to, const T *x, size_t outer, size_t size, size_t inner) {
  for (size_t o = 0; o < outer; o++) {
    if (inner == 1) {
      to[o] = K(sum_row)(x + o * size, size);
      continue;
    }
    size_t i = 0;
    for (; i + L <= inner; i += L) K(sum_columns)(to + o * inner + i, x + o * size * inner + i, size, inner, L);
    if (i < inner) K(sum_columns)(to + o * inner + i, x + o * size * inner + i, size, inner, inner - i);
  }
}
