#include "Program.h"

#include <string.h>

#include "KernelSums.h"

#pragma STDC FP_CONTRACT OFF

#define TYPE double
#define NAME(x) x##_f64
#include "Templates/ProgramRows.h"
#undef TYPE
#undef NAME
#define TYPE float
#define NAME(x) x##_f32
#include "Templates/ProgramRows.h"
#undef TYPE
#undef NAME

void program_set_operation(
    struct program_instruction *instruction, enum kernel_path path, enum kernel_operation operation) {
  instruction->function = instruction->flags & program_is_single
                              ? (void (*)(void))kernel_map_function_f32(path, operation)
                              : (void (*)(void))kernel_map_function_f64(path, operation);
}

static inline size_t step_of(const struct program_instruction *i, size_t block, unsigned flag) {
  return i->flags & flag ? block * PROGRAM_BLOCK_BYTES : 0;
}

static inline int is_finite(const struct program_state *s, const struct program_instruction *i, char *to, size_t count) {
  return i->flags & program_is_single ? kernel_first_not_finite_f32(s->path, (const float *)to, count) == count
                                      : kernel_first_not_finite_f64(s->path, (const double *)to, count) == count;
}

// One instruction of a row, on one block of it: `count` entries, of which the last may lie in the padding.
static inline void run_row(const struct program_instruction *i, size_t block, size_t count) {
  char *to = (char *)i->to + step_of(i, block, program_moves_to);
  const char *a = (const char *)i->a + step_of(i, block, program_moves_a);
  const char *b = (const char *)i->b + step_of(i, block, program_moves_b);
  const char *c = (const char *)i->c + step_of(i, block, program_moves_c);
  const int is_single = i->flags & program_is_single;
  switch ((enum program_code)i->code) {
  case program_map:
    if (is_single) {
      ((kernel_map_f32 *)i->function)((float *)to, (const float *)a, (const float *)b, (const float *)c, i->singles, count);
    } else {
      ((kernel_map_f64 *)i->function)(
          (double *)to, (const double *)a, (const double *)b, (const double *)c, i->singles, count);
    }
    break;
  case program_periodic:
    if (is_single) {
      periodic_f32((float *)to, (const float *)a, block * (PROGRAM_BLOCK_BYTES / 4), count, (size_t)i->extents[0]);
    } else {
      periodic_f64((double *)to, (const double *)a, block * (PROGRAM_BLOCK_BYTES / 8), count, (size_t)i->extents[0]);
    }
    break;
  case program_repeated:
    if (is_single) {
      repeated_f32((float *)to, (const float *)a, block * (PROGRAM_BLOCK_BYTES / 4), count, (size_t)i->extents[0]);
    } else {
      repeated_f64((double *)to, (const double *)a, block * (PROGRAM_BLOCK_BYTES / 8), count, (size_t)i->extents[0]);
    }
    break;
  default: break;
  }
}

static void product(const struct program_state *s, const struct program_instruction *i) {
  const int64_t *e = i->extents;
  const int left = i->flags & program_left_transposed, right = i->flags & program_right_transposed;
  const struct kernel_product shape = {
      .rows = (size_t)e[1],
      .inner = (size_t)e[2],
      .columns = (size_t)e[3],
      .a_row = left ? 1 : e[2],
      .a_column = left ? e[1] : 1,
      .b_row = right ? 1 : e[3],
      .b_column = right ? e[2] : 1,
      .c_row = e[3],
      .adds = 0};
  for (int64_t n = 0; n < e[0]; n++) {
    if (i->flags & program_is_single) {
      kernel_product_f32(
          s->path, &shape, (const float *)i->a + n * e[1] * e[2], (const float *)i->b + n * e[2] * e[3],
          (float *)i->to + n * e[1] * e[3], s->workspace);
    } else {
      kernel_product_f64(
          s->path, &shape, (const double *)i->a + n * e[1] * e[2], (const double *)i->b + n * e[2] * e[3],
          (double *)i->to + n * e[1] * e[3], s->workspace);
    }
  }
}

#define ROWS(function, ...) \
  (i->flags & program_is_single ? function##_f32((float *)i->to, (const float *)i->a, __VA_ARGS__) \
                                : function##_f64((double *)i->to, (const double *)i->a, __VA_ARGS__))

// What is no row of a loop.
static void run_whole(const struct program_state *s, const struct program_instruction *i) {
  const size_t e0 = (size_t)i->extents[0], e1 = (size_t)i->extents[1], e2 = (size_t)i->extents[2];
  const size_t size = i->flags & program_is_single ? sizeof(float) : sizeof(double);
  switch ((enum program_code)i->code) {
  case program_gather: ROWS(gather, (const int32_t *)i->b, i->count); break;
  case program_accumulate: ROWS(accumulate, (const int32_t *)i->b, e0, i->count); break;
  case program_transpose: ROWS(transpose, e0, e1); break;
  case program_copy: memmove(i->to, i->a, i->count * size); break;
  case program_column_totals: ROWS(column_totals, e0, e1); break;
  case program_row_totals: ROWS(row_totals, e0, e1); break;
  case program_sum:
    if (size == sizeof(float)) {
      kernel_sum_f32(s->path, (float *)i->to, (const float *)i->a, e0, e1, e2);
    } else {
      kernel_sum_f64(s->path, (double *)i->to, (const double *)i->a, e0, e1, e2);
    }
    break;
  case program_extremum: ROWS(extremum, e0, e1, e2, (int)i->extents[3]); break;
  case program_position: ROWS(position, e0, e1, e2, (int)i->extents[3]); break;
  case program_product: product(s, i); break;
  case program_rows: {
    const char *from = (const char *)s->sources[e0];
    const int32_t *rows = s->rows + s->step * s->batch;
    for (size_t r = 0; r < s->batch; r++) {
      memcpy((char *)i->to + r * e1 * size, from + (size_t)rows[r] * e1 * size, e1 * size);
    }
    break;
  }
  case program_narrow:
    for (size_t k = 0; k < i->count; k++) ((float *)i->to)[k] = (float)((const double *)i->a)[k];
    break;
  case program_widen:
    for (size_t k = 0; k < i->count; k++) ((double *)i->to)[k] = (double)((const float *)i->a)[k];
    break;
  case program_record:
    for (size_t k = 0; k < i->count; k++) {
      s->records[s->step * s->record_width + e0 + k] =
          size == sizeof(float) ? (double)((const float *)i->a)[k] : ((const double *)i->a)[k];
    }
    break;
  default: break;
  }
}

enum program_status program_run(struct program_state *s) {
  for (; s->step < s->steps; s->step++, s->position = 0) {
    while (s->position < s->length) {
      const struct program_instruction *i = s->code + s->position++;
      switch ((enum program_code)i->code) {
      case program_map:
      case program_periodic:
      case program_repeated: run_row(i, 0, i->block); break;
      case program_loop: {
        const size_t blocks = i->count;
        for (size_t block = 0; block < blocks; block++) {
          for (const struct program_instruction *k = i + 1; k <= i + i->body; k++) {
            const size_t count = block + 1 == blocks ? k->last : k->block;
            run_row(k, block, count);
            if (k->flags & program_is_checked && !is_finite(s, k, (char *)k->to + step_of(k, block, program_moves_to), count)) {
              return program_not_finite;
            }
          }
        }
        s->position += i->body;
        continue;
      }
      case program_call: return program_calls;
      default: run_whole(s, i); break;
      }
      if (i->flags & program_is_checked && !is_finite(s, i, i->to, i->count)) return program_not_finite;
    }
  }
  return program_done;
}
