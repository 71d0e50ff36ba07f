#include "KernelPool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
  // Looks at the other threads' progress before a thread gives way to others: some microseconds. Longer waiting pays
  // only where nobody else wants the processor.
  AWAKE = 300,
  // Times that a thread gives way before it falls asleep.
  PATIENT = 50,
};

struct kernel_pool {
  size_t threads;
  pthread_t *others;
  void (*part)(void *, size_t, size_t);
  void *context;
  // Counts tasks; written after `part` and `context`.
  atomic_size_t task;
  // Parts of the task that other threads have yet to finish.
  atomic_size_t unfinished;
  atomic_size_t asleep;
  atomic_size_t next_index;
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

// Waits until there is another task than `seen`.
static size_t next_task(struct kernel_pool *pool, size_t seen) {
  for (int i = 0; i < AWAKE + PATIENT; i++) {
    const size_t task = atomic_load_explicit(&pool->task, memory_order_acquire);
    if (task != seen) return task;
    if (i < AWAKE) rest();
    else sched_yield();
  }
  pthread_mutex_lock(&pool->lock);
  atomic_fetch_add(&pool->asleep, 1);
  size_t task;
  while ((task = atomic_load(&pool->task)) == seen) pthread_cond_wait(&pool->wake, &pool->lock);
  atomic_fetch_sub(&pool->asleep, 1);
  pthread_mutex_unlock(&pool->lock);
  return task;
}

static void *serve(void *argument) {
  struct kernel_pool *pool = argument;
  const size_t index = atomic_fetch_add(&pool->next_index, 1);
  size_t seen = 0;
  for (;;) {
    seen = next_task(pool, seen);
    if (pool->part == NULL) return NULL;
    pool->part(pool->context, index, pool->threads);
    atomic_fetch_sub_explicit(&pool->unfinished, 1, memory_order_release);
  }
}

static void announce(struct kernel_pool *pool, void (*part)(void *, size_t, size_t), void *context) {
  pool->part = part;
  pool->context = context;
  atomic_store(&pool->unfinished, pool->threads - 1);
  atomic_fetch_add(&pool->task, 1);
  // A thread counts itself asleep before it looks at the task for the last time, so none is missed here.
  if (atomic_load(&pool->asleep) > 0) {
    pthread_mutex_lock(&pool->lock);
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
  }
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
  atomic_init(&pool->next_index, 1);
  pthread_mutex_init(&pool->lock, NULL);
  pthread_cond_init(&pool->wake, NULL);
  pool->threads = 1;
  while (pool->threads < threads && pthread_create(&others[pool->threads - 1], NULL, serve, pool) == 0) {
    pool->threads++;
  }
  if (pool->threads > 1) return pool;
  kernel_pool_free(pool);
  return NULL;
}

void kernel_pool_free(struct kernel_pool *pool) {
  if (pool == NULL) return;
  announce(pool, NULL, NULL);
  for (size_t i = 0; i + 1 < pool->threads; i++) pthread_join(pool->others[i], NULL);
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
  announce(pool, part, context);
  part(context, 0, pool->threads);
  int looks = 0;
  while (atomic_load_explicit(&pool->unfinished, memory_order_acquire) > 0) {
    // The other thread may wait for this one's processor.
    if (++looks < AWAKE) rest();
    else sched_yield();
  }
}
