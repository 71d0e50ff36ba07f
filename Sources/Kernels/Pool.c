#include "KernelPool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

enum {
  // Looks at the other threads' progress before a thread gives way to others: some microseconds. Longer waiting pays
  // only where nobody else wants the processor.
  AWAKE = 300,
  // Times that a thread gives way before it falls asleep.
  PATIENT = 50,
};

struct kernel_pool {
  // Parts of a task; as many threads as could be started work on them.
  size_t threads;
  size_t started;
  pthread_t *others;
  void (*part)(void *, size_t, size_t);
  void *context;
  // The task's number above, the part that is next to be taken below; written after `part` and `context`, which stay
  // until all parts are done.
  _Atomic uint64_t turn;
  // Parts of the task that have yet to be finished.
  atomic_size_t unfinished;
  atomic_int ends;
  atomic_size_t asleep;
  pthread_mutex_t lock;
  pthread_cond_t wake;
};

static void rest(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static int has_part(const struct kernel_pool *pool) {
  return (uint32_t)atomic_load(&pool->turn) < pool->threads;
}

// Runs parts of the task as long as there is one that nobody has taken. So a thread that the system keeps from running
// holds up none but a part that it has begun.
static void take_parts(struct kernel_pool *pool) {
  uint64_t turn = atomic_load_explicit(&pool->turn, memory_order_acquire);
  while ((uint32_t)turn < pool->threads) {
    if (!atomic_compare_exchange_weak_explicit(
            &pool->turn, &turn, turn + 1, memory_order_acq_rel, memory_order_acquire)) {
      continue;
    }
    pool->part(pool->context, (uint32_t)turn, pool->threads);
    atomic_fetch_sub_explicit(&pool->unfinished, 1, memory_order_release);
    turn = atomic_load_explicit(&pool->turn, memory_order_acquire);
  }
}

static void wait_for_part(struct kernel_pool *pool) {
  for (int i = 0; i < AWAKE + PATIENT; i++) {
    if (has_part(pool) || atomic_load(&pool->ends)) return;
    if (i < AWAKE) rest();
    else sched_yield();
  }
  pthread_mutex_lock(&pool->lock);
  atomic_fetch_add(&pool->asleep, 1);
  while (!has_part(pool) && !atomic_load(&pool->ends)) pthread_cond_wait(&pool->wake, &pool->lock);
  atomic_fetch_sub(&pool->asleep, 1);
  pthread_mutex_unlock(&pool->lock);
}

static void *serve(void *argument) {
  struct kernel_pool *pool = argument;
  while (!atomic_load(&pool->ends)) {
    take_parts(pool);
    wait_for_part(pool);
  }
  return NULL;
}

// A thread counts itself asleep before it looks for the last time, so none is missed here.
static void wake(struct kernel_pool *pool) {
  if (atomic_load(&pool->asleep) == 0) return;
  pthread_mutex_lock(&pool->lock);
  pthread_cond_broadcast(&pool->wake);
  pthread_mutex_unlock(&pool->lock);
}

struct kernel_pool *kernel_pool_make(size_t threads) {
  if (threads < 2) return NULL;
  struct kernel_pool *pool = calloc(1, sizeof *pool);
  pthread_t *others = calloc(threads - 1, sizeof *others);
  if (pool == NULL || others == NULL) {
    free(pool);
    free(others);
    return NULL;
  }
  pool->others = others;
  // No part of task 0 is left.
  atomic_init(&pool->turn, UINT32_MAX);
  pthread_mutex_init(&pool->lock, NULL);
  pthread_cond_init(&pool->wake, NULL);
  pool->threads = threads;
  while (pool->started + 1 < threads && pthread_create(&others[pool->started], NULL, serve, pool) == 0) {
    pool->started++;
  }
  return pool;
}

void kernel_pool_free(struct kernel_pool *pool) {
  if (pool == NULL) return;
  atomic_store(&pool->ends, 1);
  wake(pool);
  for (size_t i = 0; i < pool->started; i++) pthread_join(pool->others[i], NULL);
  pthread_cond_destroy(&pool->wake);
  pthread_mutex_destroy(&pool->lock);
  free(pool->others);
  free(pool);
}

size_t kernel_pool_threads(const struct kernel_pool *pool) { return pool == NULL ? 1 : pool->threads; }

void kernel_pool_run(
    struct kernel_pool *pool, void (*part)(void *context, size_t index, size_t count), void *context) {
  if (pool == NULL) {
    part(context, 0, 1);
    return;
  }
  pool->part = part;
  pool->context = context;
  atomic_store(&pool->unfinished, pool->threads);
  const uint64_t task = (atomic_load(&pool->turn) >> 32) + 1;
  atomic_store(&pool->turn, task << 32);
  wake(pool);
  take_parts(pool);
  int looks = 0;
  while (atomic_load_explicit(&pool->unfinished, memory_order_acquire) > 0) {
    // The other thread may wait for this one's processor.
    if (++looks < AWAKE) rest();
    else sched_yield();
  }
}
