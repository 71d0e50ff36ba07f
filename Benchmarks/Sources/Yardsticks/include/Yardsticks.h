#ifndef YARDSTICKS_H
#define YARDSTICKS_H

// What a row is measured against: the same work, written by hand in plain C.

/// Records s ← s + x·c, n nodes in all (n even), on a tape made for it, and gives ds/dx after one backward pass.
double yardstick_scalar_chain(long n, double x, double c);

/// Records the squares of n/2 inputs and adds them in pairs until one is left, and gives the derivative with respect to
/// the first. n a power of two.
double yardstick_scalar_tree(long n);

/// Opens OpenBLAS for one thread, at its best setting for the processor: the library that the environment variable
/// OPENBLAS_LIBRARY names, else the system's. 0 when there is none.
int yardstick_blas_open(void);

/// C [m, n] = A [m, k] · B [k, n] by OpenBLAS, once it is open.
void yardstick_dgemm(long m, long k, long n, const double *a, const double *b, double *c);
void yardstick_sgemm(long m, long k, long n, const float *a, const float *b, float *c);

/// The C library's exp of n numbers.
void yardstick_exp(double *to, const double *x, long n);

/// Bytes that the process has held at its peak.
long yardstick_peak(void);

/// How often the process has asked for memory; -1 where nothing counts it.
long yardstick_allocations(void);

#endif
