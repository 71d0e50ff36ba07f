// A few threads that share one task at a time.
#ifndef KERNEL_POOL_H
#define KERNEL_POOL_H

#include <stddef.h>

struct kernel_pool;

// A pool of `threads` in all, the one that calls `kernel_pool_run` among them; NULL when that leaves no other. It
// belongs to one caller at a time.
struct kernel_pool *kernel_pool_make(size_t threads);

// Ends the threads; NULL is fine.
void kernel_pool_free(struct kernel_pool *pool);

// How many parts a task is given; 1 for NULL.
size_t kernel_pool_threads(const struct kernel_pool *pool);

// Calls part(context, index, count) once for each index below count, side by side, and returns when all are done. What
// a part computes must not depend on `count`, or on which of them runs first. Whichever thread comes first takes the
// next part: where the system runs only one of them, that one does all.
//
// Threads wait for the next task awake for a few microseconds, then asleep: in a row of short tasks, handing one over
// costs less than a microsecond.
void kernel_pool_run(
    struct kernel_pool *pool, void (*part)(void *context, size_t index, size_t count), void *context);

#endif
