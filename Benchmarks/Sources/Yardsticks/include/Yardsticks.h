#ifndef YARDSTICKS_H
#define YARDSTICKS_H

// What a row is measured against: the same work, written by hand in plain C.

/// Records s ← s + x·c, n nodes in all (n even), on a tape made for it, and gives ds/dx after one backward pass.
double yardstick_scalar_chain(long n, double x, double c);

/// Records the squares of n/2 inputs and adds them in pairs until one is left, and gives the derivative with respect to
/// the first. n a power of two.
double yardstick_scalar_tree(long n);

#endif
