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

/// Full-batch steps of a 2-3-1 network of logistic units without biases on three samples: x [3, 2], y [3], w1 [2, 3],
/// w2 [3]. Gives the mean squared error before the last step.
double yardstick_tiny(long steps, double rate, const double *x, const double *y, double *w1, double *w2);

/// Epochs of a 2-3-1 network with one logistic layer, in batches of 32, by plain descent: x [count, 2], y [count], and
/// w1 [2, 3], b1 [3], w2 [3], b2 [1] one behind the other. Gives the mean squared error of the last epoch, each batch
/// before its update.
double yardstick_samples(
    long epochs, double rate, long count, const double *x, const double *y, double *parameters);

/// A classifier in training, in 32 bits: softmax of one layer, or with a hidden one of ReLU.
typedef struct yardstick_network yardstick_network;

/// sizes [layers + 1], at most two layers, hidden sizes multiples of 16; batches and inputs are multiples of 8.
/// parameters: w [in, out] and b [out] of each layer, one behind the other, copied.
yardstick_network *yardstick_network_make(
    const long *sizes, long layers, long batch, int is_adam, float rate, const float *parameters);
void yardstick_network_free(yardstick_network *network);

/// One epoch over x [count, in] and classes [count]; gives the mean cross-entropy, each batch before its update.
double yardstick_network_epoch(yardstick_network *network, const float *x, const float *classes, long count);

/// Bytes that the process has held at its peak.
long yardstick_peak(void);

/// Nanoseconds of the processor that processes took which this one started and which have ended.
double yardstick_children_time(void);

/// How often the process has asked for memory; -1 where nothing counts it.
long yardstick_allocations(void);

#endif
