// Sums in 16 lanes. Included twice, with T the entry, V the vector, L its lanes, and KIND the suffix of loads.

typedef T K(lanes16) __attribute__((ext_vector_type(16)));
typedef T K(lanes8) __attribute__((ext_vector_type(8)));
typedef T K(lanes4) __attribute__((ext_vector_type(4)));
typedef T K(lanes2) __attribute__((ext_vector_type(2)));

// One contiguous row.
static T K(sum_row)(const T *x, size_t size) {
  if (size < 16) {
    T total = 0;
    for (size_t k = 0; k < size; k++) total += x[k];
    return total;
  }
  K(lanes16) sums = 0;
  size_t k = 0;
  for (; k + 16 <= size; k += 16) {
    K(lanes16) next;
    memcpy(&next, x + k, sizeof next);
    sums += next;
  }
  for (; k < size; k++) sums[k & 15] += x[k];
  const K(lanes8) eight = sums.lo + sums.hi;
  const K(lanes4) four = eight.lo + eight.hi;
  const K(lanes2) two = four.lo + four.hi;
  return two.x + two.y;
}

INLINE V K(column_load)(const T *x, size_t lanes) { return lanes == L ? K(load)(x) : K(some)(x, lanes); }

// L neighbouring columns at once, or the `lanes` that are left.
INLINE void K(sum_columns)(T *to, const T *x, size_t size, size_t inner, size_t lanes) {
  V total = (V)(0);
  if (size < 16) {
    for (size_t k = 0; k < size; k++) total += K(column_load)(x + k * inner, lanes);
  } else {
    V sums[16];
    for (int lane = 0; lane < 16; lane++) sums[lane] = (V)(0);
    size_t k = 0;
    for (; k + 16 <= size; k += 16) {
#pragma clang loop unroll(full)
      for (size_t lane = 0; lane < 16; lane++) sums[lane] += K(column_load)(x + (k + lane) * inner, lanes);
    }
    for (; k < size; k++) sums[k & 15] += K(column_load)(x + k * inner, lanes);
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
