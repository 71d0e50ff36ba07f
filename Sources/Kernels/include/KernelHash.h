#ifndef KERNEL_HASH_H
#define KERNEL_HASH_H

#include <stddef.h>
#include <stdint.h>

// SHA-256 (FIPS 180-4, section 6.2.2): takes `blocks` blocks of 64 bytes, from byte `start` on, into the state of eight
// words. By the processor's own instructions where it has some: x86 since Goldmont and Zen.
void kernel_sha256(uint32_t *state, const void *bytes, size_t start, size_t blocks);

// The same in plain C, for any processor.
void kernel_sha256_portable(uint32_t *state, const void *bytes, size_t start, size_t blocks);

#endif
