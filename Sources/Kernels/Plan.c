#include "Plan.h"

#include <math.h>
#include <stdatomic.h>
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

void plan_set_operation(
    struct plan_instruction *instruction, enum kernel_path path, enum kernel_operation operation) {
  instruction->function = instruction->flags & plan_is_single
                              ? (void (*)(void))kernel_map_function_f32(path, operation)
                              : (void (*)(void))kernel_map_function_f64(path, operation);
}

void plan_set_product(
    struct plan_instruction *instruction, enum kernel_path path, const struct kernel_product *product) {
  instruction->c = product;
  instruction->function = instruction->flags & plan_is_single ? (void (*)(void))kernel_product_function_f32(path)
                                                                 : (void (*)(void))kernel_product_function_f64(path);
}

static inline int is_finite(const struct plan_state *s, const struct plan_instruction *i, const char *to, size_t count) {
  // Few numbers are looked at here, sooner than a call is made.
  enum { FEW = 8 };
  if (i->flags & plan_is_single) {
    const float *x = (const float *)to;
    if (count > FEW) return kernel_first_not_finite_f32(s->path, x, count) == count;
    for (size_t k = 0; k < count; k++) {
      if (!isfinite(x[k])) return 0;
    }
    return 1;
  }
  const double *x = (const double *)to;
  if (count > FEW) return kernel_first_not_finite_f64(s->path, x, count) == count;
  for (size_t k = 0; k < count; k++) {
    if (!isfinite(x[k])) return 0;
  }
  return 1;
}

// A block of a row, and the thread that computes it.
struct place {
  size_t block, count, thread, registers_size;
};

static inline size_t offset(const struct plan_instruction *i, struct place at, unsigned moves, unsigned local) {
  if (i->flags & moves) return at.block * PROGRAM_BLOCK_BYTES;
  return i->flags & local ? at.thread * at.registers_size : 0;
}

static inline char *result_of(const struct plan_instruction *i, struct place at) {
  return (char *)i->to + offset(i, at, plan_moves_to, plan_local_to);
}

static inline void map(
    const struct plan_instruction *i, void *to, const void *a, const void *b, const void *c, size_t count) {
  if (i->flags & plan_is_single) ((kernel_map_f32 *)i->function)(to, a, b, c, i->singles, count);
  else ((kernel_map_f64 *)i->function)(to, a, b, c, i->singles, count);
}

// One instruction of a row, on one block of it: `count` entries, of which the last may lie in the padding. Inlined, since
// the place would be read back from memory before it is written there.
static inline __attribute__((always_inline)) void run_row(const struct plan_instruction *i, struct place at) {
  void *const to = result_of(i, at);
  const char *const a = (const char *)i->a + offset(i, at, plan_moves_a, plan_local_a);
  const size_t extent = (size_t)i->extents[0];
  switch ((enum plan_code)i->code) {
  case plan_map: {
    const char *const b = (const char *)i->b + offset(i, at, plan_moves_b, plan_local_b);
    const char *const c = (const char *)i->c + offset(i, at, plan_moves_c, plan_local_c);
    map(i, to, a, b, c, at.count);
    break;
  }
  case plan_periodic:
    if (i->flags & plan_is_single) {
      periodic_f32(to, (const float *)a, at.block * (PROGRAM_BLOCK_BYTES / 4), at.count, extent);
    } else {
      periodic_f64(to, (const double *)a, at.block * (PROGRAM_BLOCK_BYTES / 8), at.count, extent);
    }
    break;
  case plan_repeated:
    if (i->flags & plan_is_single) {
      repeated_f32(to, (const float *)a, at.block * (PROGRAM_BLOCK_BYTES / 4), at.count, extent);
    } else {
      repeated_f64(to, (const double *)a, at.block * (PROGRAM_BLOCK_BYTES / 8), at.count, extent);
    }
    break;
  default: break;
  }
}

// Some blocks of a loop's body. 0 when a checked number is not finite.
static int run_blocks(
    const struct plan_state *s, const struct plan_instruction *loop, size_t begin, size_t end, size_t thread) {
  for (size_t block = begin; block < end; block++) {
    for (const struct plan_instruction *k = loop + 1; k <= loop + loop->body; k++) {
      const struct place at = {block, block + 1 == loop->count ? k->last : k->block, thread, s->registers_size};
      run_row(k, at);
      if (k->flags & plan_is_checked && !is_finite(s, k, result_of(k, at), at.count)) return 0;
    }
  }
  return 1;
}

static inline void multiply(
    const struct plan_instruction *i, const struct kernel_product *shape, const ptrdiff_t *offsets, void *workspace) {
  const struct kernel_product *whole = i->c;
  const size_t a = whole->rows * whole->inner, b = whole->inner * whole->columns, c = whole->rows * whole->columns;
  for (size_t n = 0; n < (size_t)i->extents[0]; n++) {
    if (i->flags & plan_is_single) {
      ((kernel_multiply_f32 *)i->function)(
          shape, (const float *)i->a + n * a + offsets[0], (const float *)i->b + n * b + offsets[1],
          (float *)i->to + n * c + offsets[2], workspace);
    } else {
      ((kernel_multiply_f64 *)i->function)(
          shape, (const double *)i->a + n * a + offsets[0], (const double *)i->b + n * b + offsets[1],
          (double *)i->to + n * c + offsets[2], workspace);
    }
  }
}

// The part of all products of an instruction that falls to one of some threads.
static void run_product(const struct plan_state *s, const struct plan_instruction *i, size_t index, size_t count) {
  struct kernel_product part;
  ptrdiff_t offsets[3];
  if (kernel_product_part(i->c, index, count, &part, offsets)) {
    multiply(i, &part, offsets, s->workspace + index * s->workspace_size);
  }
}

// Some rows of the step's batch.
static void run_batch(const struct plan_state *s, const struct plan_instruction *i, size_t begin, size_t end) {
  const size_t length = (size_t)i->extents[1] * (i->flags & plan_is_single ? sizeof(float) : sizeof(double));
  const char *from = (const char *)s->sources[i->extents[0]];
  if (length == 0) return;
  const int32_t *rows = s->rows + s->step * s->batch;
  for (size_t r = begin; r < end; r++) memcpy((char *)i->to + r * length, from + (size_t)rows[r] * length, length);
}

// An instruction that all threads of the pool work on.
struct shared_instruction {
  const struct plan_state *state;
  const struct plan_instruction *instruction;
  atomic_int fails;
};

// What falls to one thread: which numbers it computes depends on the count of threads, and no number does.
static void run_part(void *context, size_t index, size_t count) {
  struct shared_instruction *shared = context;
  const struct plan_state *s = shared->state;
  const struct plan_instruction *i = shared->instruction;
  switch ((enum plan_code)i->code) {
  case plan_loop:
    if (!run_blocks(s, i, i->count * index / count, i->count * (index + 1) / count, index)) {
      atomic_store(&shared->fails, 1);
    }
    break;
  case plan_product: run_product(s, i, index, count); break;
  case plan_rows: run_batch(s, i, s->batch * index / count, s->batch * (index + 1) / count); break;
  default: break;
  }
}

// 0 when a checked number of a loop is not finite.
static int run_shared(const struct plan_state *s, const struct plan_instruction *i) {
  struct shared_instruction shared = {.state = s, .instruction = i};
  atomic_init(&shared.fails, 0);
  kernel_pool_run(s->pool, run_part, &shared);
  return !atomic_load(&shared.fails);
}

#define ROWS(function, ...) \
  (i->flags & plan_is_single ? function##_f32((float *)i->to, (const float *)i->a, __VA_ARGS__) \
                                : function##_f64((double *)i->to, (const double *)i->a, __VA_ARGS__))

// What is no row of a loop.
static void run_whole(const struct plan_state *s, const struct plan_instruction *i) {
  const size_t e0 = (size_t)i->extents[0], e1 = (size_t)i->extents[1], e2 = (size_t)i->extents[2];
  const size_t size = i->flags & plan_is_single ? sizeof(float) : sizeof(double);
  switch ((enum plan_code)i->code) {
  case plan_gather: ROWS(gather, (const int32_t *)i->b, i->count); break;
  case plan_accumulate: ROWS(accumulate, (const int32_t *)i->b, e0, i->count); break;
  case plan_transpose: ROWS(transpose, e0, e1); break;
  case plan_copy: memmove(i->to, i->a, i->count * size); break;
  case plan_column_totals: ROWS(column_totals, e0, e1); break;
  case plan_row_totals: ROWS(row_totals, e0, e1); break;
  case plan_sum:
    if (size == sizeof(float)) {
      kernel_sum_f32(s->path, (float *)i->to, (const float *)i->a, e0, e1, e2);
    } else {
      kernel_sum_f64(s->path, (double *)i->to, (const double *)i->a, e0, e1, e2);
    }
    break;
  case plan_extremum: ROWS(extremum, e0, e1, e2, (int)i->extents[3]); break;
  case plan_position: ROWS(position, e0, e1, e2, (int)i->extents[3]); break;
  case plan_product: {
    const ptrdiff_t none[3] = {0, 0, 0};
    if (i->flags & plan_is_shared) run_shared(s, i);
    else multiply(i, i->c, none, s->workspace);
    break;
  }
  case plan_rows:
    if (i->flags & plan_is_shared) run_shared(s, i);
    else run_batch(s, i, 0, s->batch);
    break;
  case plan_narrow:
    for (size_t k = 0; k < i->count; k++) ((float *)i->to)[k] = (float)((const double *)i->a)[k];
    break;
  case plan_widen:
    for (size_t k = 0; k < i->count; k++) ((double *)i->to)[k] = (double)((const float *)i->a)[k];
    break;
  case plan_record:
    for (size_t k = 0; k < i->count; k++) {
      s->records[s->step * s->record_width + e0 + k] =
          size == sizeof(float) ? (double)((const float *)i->a)[k] : ((const double *)i->a)[k];
    }
    break;
  default: break;
  }
}

enum plan_status plan_run(struct plan_state *s) {
  const struct plan_instruction *const end = s->code + s->length;
  const struct plan_instruction *next = s->code + s->position;
  enum plan_status status = plan_done;
  for (; s->step < s->steps; s->step++, next = s->code) {
    while (next < end) {
      const struct plan_instruction *const i = next++;
      switch ((enum plan_code)i->code) {
      case plan_map: map(i, i->to, i->a, i->b, i->c, i->block); break;
      case plan_periodic:
      case plan_repeated: run_row(i, (struct place){0, i->block, 0, 0}); break;
      case plan_loop:
        next += i->body;
        if (i->flags & plan_is_shared ? run_shared(s, i) : run_blocks(s, i, 0, i->count, 0)) continue;
        status = plan_not_finite;
        goto stopped;
      case plan_call:
        status = plan_calls;
        goto stopped;
      default: run_whole(s, i); break;
      }
      if (i->flags & plan_is_checked && !is_finite(s, i, i->to, i->count)) {
        status = plan_not_finite;
        goto stopped;
      }
    }
  }
stopped:
  s->position = (size_t)(next - s->code);
  return status;
}
