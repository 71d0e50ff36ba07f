// The series of Mills's ratio behind the normal distribution.
#ifndef MILLS_SERIES_H
#define MILLS_SERIES_H

// Φ(−u) = φ(u) m(u); Mills's ratio m times (u + 3) is a Chebyshev series in (u − 3) / (u + 3) for all u ≥ 0. The lowest
// coefficient first.
enum { mills_terms = 29 };
extern const double elementary_mills[mills_terms];

#endif
