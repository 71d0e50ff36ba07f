// What processes have used. The functions that count how often memory is asked for stand before the C library's own.

#include "Yardsticks.h"

#include <stdio.h>
#include <sys/resource.h>

long yardstick_peak(void) {
#if defined(__linux__)
  // The system's getrusage counts what the parent held when it started this process, too.
  FILE *status = fopen("/proc/self/status", "r");
  if (status == NULL) return -1;
  char line[256];
  long kilobytes = -1;
  while (kilobytes < 0 && fgets(line, sizeof line, status) != NULL) sscanf(line, "VmHWM: %ld", &kilobytes);
  fclose(status);
  return kilobytes < 0 ? -1 : kilobytes * 1024;
#else
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : -1;
#endif
}

double yardstick_children_time(void) {
  struct rusage usage;
  if (getrusage(RUSAGE_CHILDREN, &usage) != 0) return 0;
  return 1e9 * (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + 1e3 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

#if defined(__GLIBC__)

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static atomic_long count;

// One thread's requests are counted exactly; a lock for those of several would slow down what is measured.
static void note(void) {
  atomic_store_explicit(&count, atomic_load_explicit(&count, memory_order_relaxed) + 1, memory_order_relaxed);
}

void *malloc(size_t size) {
  note();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  note();
  return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
  note();
  return __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  note();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
  note();
  *result = __libc_memalign(alignment, size);
  return *result == NULL ? ENOMEM : 0;
}

long yardstick_allocations(void) { return atomic_load_explicit(&count, memory_order_relaxed); }

#else

long yardstick_allocations(void) { return -1; }

#endif
