// Rows of one kind of number: included once for each, with TYPE and NAME.

static void NAME(periodic)(TYPE *to, const TYPE *a, size_t start, size_t count, size_t period) {
  size_t from = start % period;
  for (size_t k = 0; k < count;) {
    size_t run = period - from;
    if (run > count - k) run = count - k;
    for (size_t j = 0; j < run; j++) to[k + j] = a[from + j];
    k += run;
    from = 0;
  }
}

static void NAME(repeated)(TYPE *to, const TYPE *a, size_t start, size_t count, size_t times) {
  size_t from = start / times, done = start % times;
  for (size_t k = 0; k < count;) {
    size_t run = times - done;
    if (run > count - k) run = count - k;
    for (size_t j = 0; j < run; j++) to[k + j] = a[from];
    k += run;
    from++;
    done = 0;
  }
}

static void NAME(gather)(TYPE *to, const TYPE *a, const int32_t *positions, size_t count) {
  for (size_t k = 0; k < count; k++) to[k] = a[positions[k]];
}

static void NAME(accumulate)(TYPE *to, const TYPE *a, const int32_t *positions, size_t from, size_t count) {
  for (size_t k = 0; k < count; k++) to[k] = 0;
  for (size_t k = 0; k < from; k++) to[positions[k]] += a[k];
}

static void NAME(transpose)(TYPE *to, const TYPE *a, size_t rows, size_t columns) {
  // Tiles, so that both sides stay in the cache.
  for (size_t r = 0; r < rows; r += 16) {
    for (size_t c = 0; c < columns; c += 16) {
      for (size_t i = r; i < rows && i < r + 16; i++) {
        for (size_t j = c; j < columns && j < c + 16; j++) to[j * rows + i] = a[i * columns + j];
      }
    }
  }
}

static void NAME(column_totals)(TYPE *to, const TYPE *a, size_t rows, size_t columns) {
  for (size_t j = 0; j < columns; j++) to[j] = 0;
  for (size_t i = 0; i < rows; i++) {
    for (size_t j = 0; j < columns; j++) to[j] += a[i * columns + j];
  }
}

static void NAME(row_totals)(TYPE *to, const TYPE *a, size_t rows, size_t columns) {
  for (size_t i = 0; i < rows; i++) {
    TYPE total = 0;
    for (size_t j = 0; j < columns; j++) total += a[i * columns + j];
    to[i] = total;
  }
}

static void NAME(extremum)(TYPE *to, const TYPE *a, size_t outer, size_t size, size_t inner, int is_greatest) {
  for (size_t o = 0; o < outer; o++) {
    for (size_t i = 0; i < inner; i++) {
      const TYPE *x = a + o * size * inner + i;
      TYPE best = x[0];
      for (size_t k = 1; k < size; k++) {
        const TYPE next = x[k * inner];
        if (next != next || (is_greatest ? next > best : next < best)) best = next;
      }
      to[o * inner + i] = best;
    }
  }
}

static void NAME(position)(TYPE *to, const TYPE *a, size_t outer, size_t size, size_t inner, int is_greatest) {
  for (size_t o = 0; o < outer; o++) {
    for (size_t i = 0; i < inner; i++) {
      const TYPE *x = a + o * size * inner + i;
      size_t best = 0;
      for (size_t k = 1; k < size; k++) {
        const TYPE next = x[k * inner], held = x[best * inner];
        if (is_greatest ? next > held : next < held) best = k;
      }
      to[o * inner + i] = (TYPE)best;
    }
  }
}
