#ifndef KERNEL_PATH_H
#define KERNEL_PATH_H

#include <stddef.h>
#include <stdint.h>

// The instruction sets that a kernel can be written for, the plainest first.
enum kernel_path { kernel_portable = 0, kernel_avx2 = 1, kernel_avx512 = 2, kernel_neon = 3 };

// The best path of this processor.
enum kernel_path kernel_best_path(void);

// 1 where this processor can run the path.
int kernel_has_path(enum kernel_path path);

#endif
