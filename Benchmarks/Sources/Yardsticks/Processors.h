#ifndef PROCESSORS_H
#define PROCESSORS_H

// A function compiled for several processors, of which the program takes the best that it meets.
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

// What such functions call becomes part of them.
#define INLINE static inline __attribute__((always_inline))

#endif
