// Runs the instructions of a compiled plan: see `CompiledPlan`, which makes them and owns all memory.
#ifndef PLAN_H
#define PLAN_H

#include "KernelMaps.h"
#include "KernelPath.h"
#include "KernelProducts.h"

enum plan_code {
  // to = operation(a, b, c), entry by entry.
  plan_map,
  // The next `body` instructions, once for each block of a long row.
  plan_loop,
  // to[i] = a[i mod extent 0], to[i] = a[i div extent 0].
  plan_periodic,
  plan_repeated,
  // to[i] = a[positions[i]], to[positions[i]] += a[i] from 0; positions are 32-bit and stand in b.
  plan_gather,
  plan_accumulate,
  // to [extent 1, extent 0] = a [extent 0, extent 1] transposed.
  plan_transpose,
  // to = a, `count` entries.
  plan_copy,
  // a [extent 0, extent 1]: rows added one after the other to 0; entries of each row added one after the other to 0.
  plan_column_totals,
  plan_row_totals,
  // a [extent 0, extent 1, extent 2] summed over the middle in the fixed order.
  plan_sum,
  // The greatest (extent 3 = 1) or smallest number of a [extent 0, extent 1, extent 2] over the middle; its position.
  plan_extremum,
  plan_position,
  // extent 0 products, one behind the other; their shape is the `kernel_product` in c.
  plan_product,
  // to = rows of source number extent 0 that the step's index list names, each of extent 1 entries.
  plan_rows,
  // 64-bit to 32-bit numbers and back.
  plan_narrow,
  plan_widen,
  // Numbers of this step among the run's records, from place extent 0 on.
  plan_record,
  // The owner does it.
  plan_call
};

enum plan_flags {
  plan_is_single = 1,   // 32-bit numbers
  plan_is_checked = 2,  // every result must be finite
  plan_is_shared = 4,   // long enough to be split over threads
  // What goes on with the blocks of a loop.
  plan_moves_to = 16,
  plan_moves_a = 32,
  plan_moves_b = 64,
  plan_moves_c = 128,
  // What stands in a register: each thread has its own.
  plan_local_to = 256,
  plan_local_a = 512,
  plan_local_b = 1024,
  plan_local_c = 2048
};

struct plan_instruction {
  uint16_t code;
  uint16_t flags;
  // Which operands of a map are one number for all entries.
  uint32_t singles;
  // Entries: in all, computed in a full block, and in the last block.
  size_t count, block, last;
  // Instructions of a loop's body.
  size_t body;
  void (*function)(void);
  void *to;
  const void *a, *b, *c;
  int64_t extents[4];
};

enum plan_status { plan_done, plan_calls, plan_not_finite };

struct plan_state {
  const struct plan_instruction *code;
  size_t length;
  enum kernel_path path;
  // NULL for one thread.
  struct kernel_pool *pool;
  // Room for products, for each thread `workspace_size` bytes; the registers of a thread lie `registers_size` bytes
  // behind those of the one before.
  char *workspace;
  size_t workspace_size;
  size_t registers_size;
  // Where to go on.
  size_t position;
  size_t step, steps;
  // Row numbers of every step, one batch behind the other.
  const int32_t *rows;
  size_t batch;
  const void *const *sources;
  double *records;
  size_t record_width;
};

// Bytes that a block of a loop goes on by.
#define PROGRAM_BLOCK_BYTES 2048

// The function that a map calls, looked up once.
void plan_set_operation(
    struct plan_instruction *instruction, enum kernel_path path, enum kernel_operation operation);

// The shape of a product, which must outlive the plan, and the function that computes it.
void plan_set_product(
    struct plan_instruction *instruction, enum kernel_path path, const struct kernel_product *product);

// Goes on until all steps are done, or an instruction is the owner's to do (`position` is behind it then), or a
// checked number is not finite (`position` is behind its instruction, `step` tells which).
enum plan_status plan_run(struct plan_state *state);

#endif
