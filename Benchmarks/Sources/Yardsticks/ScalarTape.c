// A tape of scalars as one would write it by hand for this purpose alone: arrays side by side, no life of nodes, no
// budgets, no check of the numbers, four operations.

#include "Yardsticks.h"

#include <stdint.h>
#include <stdlib.h>

enum { INPUT, ADD, MULTIPLY, SQUARE };

typedef struct {
  uint8_t *operation;
  uint32_t *a, *b;
  double *value, *gradient;
  uint32_t count;
} Tape;

static Tape make(long capacity) {
  Tape tape = {0};
  tape.operation = malloc(capacity);
  tape.a = malloc(capacity * sizeof(uint32_t));
  tape.b = malloc(capacity * sizeof(uint32_t));
  tape.value = malloc(capacity * sizeof(double));
  tape.gradient = calloc(capacity, sizeof(double));
  return tape;
}

static void discard(Tape *tape) {
  free(tape->operation);
  free(tape->a);
  free(tape->b);
  free(tape->value);
  free(tape->gradient);
}

__attribute__((noinline)) static uint32_t record(Tape *tape, uint8_t operation, uint32_t a, uint32_t b, double input) {
  uint32_t i = tape->count++;
  double value = input;
  switch (operation) {
  case ADD: value = tape->value[a] + tape->value[b]; break;
  case MULTIPLY: value = tape->value[a] * tape->value[b]; break;
  case SQUARE: value = tape->value[a] * tape->value[a]; break;
  }
  tape->operation[i] = operation;
  tape->a[i] = a;
  tape->b[i] = b;
  tape->value[i] = value;
  return i;
}

static void sweep(Tape *tape, uint32_t from) {
  tape->gradient[from] = 1;
  for (uint32_t i = from + 1; i-- > 0;) {
    double upstream = tape->gradient[i];
    uint32_t a = tape->a[i], b = tape->b[i];
    switch (tape->operation[i]) {
    case ADD:
      tape->gradient[a] += upstream;
      tape->gradient[b] += upstream;
      break;
    case MULTIPLY:
      tape->gradient[a] += upstream * tape->value[b];
      tape->gradient[b] += upstream * tape->value[a];
      break;
    case SQUARE: tape->gradient[a] += upstream * 2 * tape->value[a]; break;
    }
  }
}

double yardstick_scalar_chain(long n, double x, double c) {
  Tape tape = make(n + 3);
  uint32_t variable = record(&tape, INPUT, 0, 0, x);
  uint32_t factor = record(&tape, INPUT, 0, 0, c);
  uint32_t sum = record(&tape, INPUT, 0, 0, 0);
  for (long i = 0; i < n / 2; i++) {
    uint32_t product = record(&tape, MULTIPLY, variable, factor, 0);
    sum = record(&tape, ADD, sum, product, 0);
  }
  sweep(&tape, sum);
  double result = tape.gradient[variable];
  discard(&tape);
  return result;
}

double yardstick_scalar_tree(long n) {
  long width = n / 2;
  Tape tape = make(2 * n);
  uint32_t *level = malloc(width * sizeof(uint32_t));
  for (long i = 0; i < width; i++) level[i] = record(&tape, INPUT, 0, 0, 1.0 / (double)(i + 1));
  uint32_t first = level[0];
  for (long i = 0; i < width; i++) level[i] = record(&tape, SQUARE, level[i], 0, 0);
  for (; width > 1; width /= 2)
    for (long i = 0; i < width / 2; i++) level[i] = record(&tape, ADD, level[2 * i], level[2 * i + 1], 0);
  sweep(&tape, level[0]);
  double result = tape.gradient[first];
  free(level);
  discard(&tape);
  return result;
}
