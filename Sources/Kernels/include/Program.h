// Runs the instructions of a compiled program: see `CompiledPlan`, which makes them and owns all memory.
#ifndef PROGRAM_H
#define PROGRAM_H

#include "KernelMaps.h"
#include "KernelPath.h"
#include "KernelProducts.h"

enum program_code {
  // to = operation(a, b, c), entry by entry.
  program_map,
  // The next `body` instructions, once for each block of a long row.
  program_loop,
  // to[i] = a[i mod extent 0], to[i] = a[i div extent 0].
  program_periodic,
  program_repeated,
  // to[i] = a[positions[i]], to[positions[i]] += a[i] from 0; positions are 32-bit and stand in b.
  program_gather,
  program_accumulate,
  // to [extent 1, extent 0] = a [extent 0, extent 1] transposed.
  program_transpose,
  // to = a, `count` entries.
  program_copy,
  // a [extent 0, extent 1]: rows added one after the other to 0; entries of each row added one after the other to 0.
  program_column_totals,
  program_row_totals,
  // a [extent 0, extent 1, extent 2] summed over the middle in the fixed order.
  program_sum,
  // The greatest (extent 3 = 1) or smallest number of a [extent 0, extent 1, extent 2] over the middle; its position.
  program_extremum,
  program_position,
  // extent 0 products, one behind the other; their shape is the `kernel_product` in c.
  program_product,
  // to = rows of source number extent 0 that the step's index list names, each of extent 1 entries.
  program_rows,
  // 64-bit to 32-bit numbers and back.
  program_narrow,
  program_widen,
  // Numbers of this step among the run's records, from place extent 0 on.
  program_record,
  // The owner does it.
  program_call
};

enum program_flags {
  program_is_single = 1,   // 32-bit numbers
  program_is_checked = 2,  // every result must be finite
  program_is_shared = 4,   // long enough to be split over threads
  // What goes on with the blocks of a loop.
  program_moves_to = 16,
  program_moves_a = 32,
  program_moves_b = 64,
  program_moves_c = 128,
  // What stands in a register: each thread has its own.
  program_local_to = 256,
  program_local_a = 512,
  program_local_b = 1024,
  program_local_c = 2048
};

struct program_instruction {
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

enum program_status { program_done, program_calls, program_not_finite };

struct program_state {
  const struct program_instruction *code;
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
void program_set_operation(
    struct program_instruction *instruction, enum kernel_path path, enum kernel_operation operation);

// The shape of a product, which must outlive the program, and the function that computes it.
void program_set_product(
    struct program_instruction *instruction, enum kernel_path path, const struct kernel_product *product);

// Goes on until all steps are done, or an instruction is the owner's to do (`position` is behind it then), or a
// checked number is not finite (`position` is behind its instruction, `step` tells which).
enum program_status program_run(struct program_state *state);

#endif
