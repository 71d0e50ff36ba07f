// A 2-3-1 network in 64 bits, all of it in registers and the first cache; the logistic function by the C library's exp.

#include "Processors.h"
#include "Yardsticks.h"

#include <math.h>

enum { IN = 2, HIDDEN = 3, BATCH = 32 };

INLINE double logistic(double x) { return 1 / (1 + exp(-x)); }

FOR_EACH_PROCESSOR double yardstick_tiny(
    long steps, double rate, const double *x, const double *y, double *w1, double *w2) {
  enum { SAMPLES = 3 };
  double loss = 0;
  for (long step = 0; step < steps; step++) {
    double g1[IN][HIDDEN] = {0}, g2[HIDDEN] = {0};
    loss = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double h[HIDDEN], z = 0;
      for (int j = 0; j < HIDDEN; j++) {
        h[j] = logistic(x[2 * i] * w1[j] + x[2 * i + 1] * w1[HIDDEN + j]);
        z += h[j] * w2[j];
      }
      double o = logistic(z), difference = o - y[i];
      loss += difference * difference;
      double d2 = difference * o * (1 - o);
      for (int j = 0; j < HIDDEN; j++) {
        double d1 = d2 * w2[j] * h[j] * (1 - h[j]);
        g2[j] += d2 * h[j];
        g1[0][j] += d1 * x[2 * i];
        g1[1][j] += d1 * x[2 * i + 1];
      }
    }
    double scale = rate * 2 / SAMPLES;
    for (int j = 0; j < HIDDEN; j++) {
      w1[j] -= scale * g1[0][j];
      w1[HIDDEN + j] -= scale * g1[1][j];
      w2[j] -= scale * g2[j];
    }
    loss /= SAMPLES;
  }
  return loss;
}

// One batch, unit by unit, so that the samples stand side by side in vectors.
INLINE double step(
    long rows, double rate, const double *x, const double *y, double *parameters) {
#pragma clang fp reassociate(on)
  double *w1 = parameters, *b1 = w1 + IN * HIDDEN, *w2 = b1 + HIDDEN, *b2 = w2 + HIDDEN;
  double first[BATCH], second[BATCH], h[HIDDEN][BATCH], error[BATCH];
  double loss = 0;
  for (long i = 0; i < rows; i++) {
    first[i] = x[2 * i];
    second[i] = x[2 * i + 1];
    error[i] = *b2 - y[i];
  }
  for (int j = 0; j < HIDDEN; j++)
    for (long i = 0; i < rows; i++) h[j][i] = logistic(first[i] * w1[j] + second[i] * w1[HIDDEN + j] + b1[j]);
  for (int j = 0; j < HIDDEN; j++)
    for (long i = 0; i < rows; i++) error[i] += h[j][i] * w2[j];
  for (long i = 0; i < rows; i++) loss += error[i] * error[i];
  double scale = rate * 2 / (double)rows, all = 0;
  for (long i = 0; i < rows; i++) all += error[i];
  for (int j = 0; j < HIDDEN; j++) {
    double gw = 0, g0 = 0, g1 = 0, gb = 0;
    for (long i = 0; i < rows; i++) {
      double d = error[i] * w2[j] * h[j][i] * (1 - h[j][i]);
      gw += error[i] * h[j][i];
      g0 += d * first[i];
      g1 += d * second[i];
      gb += d;
    }
    w2[j] -= scale * gw;
    w1[j] -= scale * g0;
    w1[HIDDEN + j] -= scale * g1;
    b1[j] -= scale * gb;
  }
  *b2 -= scale * all;
  return loss;
}

FOR_EACH_PROCESSOR double yardstick_samples(
    long epochs, double rate, long count, const double *x, const double *y, double *parameters) {
  double loss = 0;
  for (long epoch = 0; epoch < epochs; epoch++) {
    loss = 0;
    for (long i = 0; i < count; i += BATCH)
      loss += step(count - i < BATCH ? count - i : BATCH, rate, x + IN * i, y + i, parameters);
  }
  return loss / (double)count;
}
