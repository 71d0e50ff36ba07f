// A network of at most one hidden layer in training, in 32 bits, as one would write it for this purpose alone: memory
// planned by hand, rows padded to whole vectors, plain descent done by the product that gives the gradient.

#include "Processors.h"
#include "Yardsticks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LANES = 16, TALL = 4, WIDE = 4 };

typedef float Vector __attribute__((vector_size(4 * LANES), aligned(4)));

#define UNROLL _Pragma("clang loop unroll(full)")

// Parameters of one layer, or what an optimizer keeps for them: w [in, width], b [width].
typedef struct {
  float *w, *b;
} Parameters;

typedef struct {
  long in, out, width;
  Parameters now, gradient, first, second;
} Layer;

struct yardstick_network {
  long layers, batch, steps;
  int is_adam;
  float rate;
  Layer layer[2];
  // [batch, width]: the hidden units, the scores and then their errors, the errors of the hidden units; and the last
  // layer's weights transposed, [width, in].
  float *hidden, *scores, *back, *transposed;
};

static float *zeros(long count) {
  void *result = NULL;
  if (posix_memalign(&result, 64, count * sizeof(float)) != 0) abort();
  return memset(result, 0, count * sizeof(float));
}

static long padded(long count) { return (count + LANES - 1) / LANES * LANES; }

static Parameters make_parameters(const Layer *layer) {
  return (Parameters){zeros(layer->in * layer->width), zeros(layer->width)};
}

static void free_parameters(Parameters parameters) {
  free(parameters.w);
  free(parameters.b);
}

yardstick_network *yardstick_network_make(
    const long *sizes, long layers, long batch, int is_adam, float rate, const float *parameters) {
  yardstick_network *network = calloc(1, sizeof *network);
  network->layers = layers;
  network->batch = batch;
  network->is_adam = is_adam;
  network->rate = rate;
  for (long l = 0; l < layers; l++) {
    Layer *layer = &network->layer[l];
    layer->in = sizes[l];
    layer->out = sizes[l + 1];
    layer->width = padded(layer->out);
    layer->now = make_parameters(layer);
    layer->gradient = make_parameters(layer);
    layer->first = make_parameters(layer);
    layer->second = make_parameters(layer);
    for (long i = 0; i < layer->in; i++, parameters += layer->out)
      memcpy(layer->now.w + i * layer->width, parameters, layer->out * sizeof(float));
    memcpy(layer->now.b, parameters, layer->out * sizeof(float));
    parameters += layer->out;
  }
  Layer *last = &network->layer[layers - 1];
  network->hidden = zeros(batch * last->in);
  network->back = zeros(batch * last->in);
  network->scores = zeros(batch * last->width);
  network->transposed = zeros(last->in * last->width);
  return network;
}

void yardstick_network_free(yardstick_network *network) {
  for (long l = 0; l < network->layers; l++) {
    free_parameters(network->layer[l].now);
    free_parameters(network->layer[l].gradient);
    free_parameters(network->layer[l].first);
    free_parameters(network->layer[l].second);
  }
  free(network->hidden);
  free(network->back);
  free(network->scores);
  free(network->transposed);
  free(network);
}

// C = start + A B, or C −= rate · A B where a rate is given, for a tile of rows and vectors that the compiler knows.
INLINE void tile(
    const int rows, const int vectors, long inner, const float *a, long a_row, long a_inner, const float *b, long width,
    float *c, const float *start, float rate) {
  Vector sums[rows][vectors];
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++)
      sums[r][v] = start ? *(const Vector *)(start + v * LANES) : (Vector){0};
  for (long k = 0; k < inner; k++)
    UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++)
        sums[r][v] += a[r * a_row + k * a_inner] * *(const Vector *)(b + k * width + v * LANES);
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++) {
    Vector *to = (Vector *)(c + r * width + v * LANES);
    *to = rate != 0 ? *to - rate * sums[r][v] : sums[r][v];
  }
}

// For whole tiles: rows by 4 · 2, columns by 64 where there are as many, else by 16.
INLINE void product(
    long rows, long inner, long width, const float *a, long a_row, long a_inner, const float *b, float *c,
    const float *start, float rate) {
  long j = 0;
  for (; j + WIDE * LANES <= width; j += WIDE * LANES)
    for (long i = 0; i < rows; i += TALL)
      tile(TALL, WIDE, inner, a + i * a_row, a_row, a_inner, b + j, width, c + i * width + j, start ? start + j : NULL, rate);
  for (; j < width; j += LANES)
    for (long i = 0; i < rows; i += 2 * TALL)
      tile(2 * TALL, 1, inner, a + i * a_row, a_row, a_inner, b + j, width, c + i * width + j, start ? start + j : NULL, rate);
}

// Softmax and its loss; the scores become their errors.
static double errors(float *scores, long rows, long out, long width, const float *classes) {
  double loss = 0;
  for (long i = 0; i < rows; i++) {
    float *row = scores + i * width;
    float greatest = row[0], sum = 0;
    for (long j = 1; j < out; j++) greatest = row[j] > greatest ? row[j] : greatest;
    float right = row[(long)classes[i]] - greatest;
    for (long j = 0; j < out; j++) sum += row[j] = expf(row[j] - greatest);
    loss += logf(sum) - right;
    float scale = 1 / (sum * (float)rows);
    for (long j = 0; j < out; j++) row[j] *= scale;
    row[(long)classes[i]] -= 1 / (float)rows;
    for (long j = out; j < width; j++) row[j] = 0;
  }
  return loss;
}

INLINE void adam(long count, float *p, const float *g, float *m, float *v, float rate, float root) {
  for (long i = 0; i < count; i += LANES) {
    Vector slope = *(const Vector *)(g + i);
    Vector first = 0.9f * *(Vector *)(m + i) + 0.1f * slope;
    Vector second = 0.999f * *(Vector *)(v + i) + 0.001f * slope * slope;
    *(Vector *)(m + i) = first;
    *(Vector *)(v + i) = second;
    *(Vector *)(p + i) -= rate * first / (__builtin_elementwise_sqrt(second) * root + 1e-8f);
  }
}

// From the errors of a layer's sums to its parameters.
INLINE void learn(yardstick_network *network, Layer *layer, long rows, const float *input, const float *error) {
  float rate = network->is_adam ? 0 : network->rate;
  float *w = network->is_adam ? layer->gradient.w : layer->now.w;
  product(layer->in, rows, layer->width, input, 1, layer->in, error, w, NULL, rate);
  float *b = layer->gradient.b;
  memset(b, 0, layer->width * sizeof(float));
  for (long i = 0; i < rows; i++)
    for (long j = 0; j < layer->width; j++) b[j] += error[i * layer->width + j];
  if (!network->is_adam) {
    for (long j = 0; j < layer->width; j++) layer->now.b[j] -= rate * b[j];
    return;
  }
  float size = (float)(network->rate / (1 - pow(0.9, (double)network->steps)));
  float root = (float)(1 / sqrt(1 - pow(0.999, (double)network->steps)));
  adam(layer->in * layer->width, layer->now.w, layer->gradient.w, layer->first.w, layer->second.w, size, root);
  adam(layer->width, layer->now.b, b, layer->first.b, layer->second.b, size, root);
}

FOR_EACH_PROCESSOR static double step(yardstick_network *network, const float *x, const float *classes, long rows) {
  network->steps++;
  Layer *first = &network->layer[0], *last = &network->layer[network->layers - 1];
  const float *input = x;
  if (first != last) {
    float *hidden = network->hidden;
    product(rows, first->in, first->width, x, first->in, 1, first->now.w, hidden, first->now.b, 0);
    for (long i = 0; i < rows * first->width; i++) hidden[i] = hidden[i] > 0 ? hidden[i] : 0;
    input = hidden;
  }
  product(rows, last->in, last->width, input, last->in, 1, last->now.w, network->scores, last->now.b, 0);
  double loss = errors(network->scores, rows, last->out, last->width, classes);
  if (first != last) {
    float *back = network->back;
    for (long j = 0; j < last->out; j++)
      for (long i = 0; i < last->in; i++) network->transposed[j * last->in + i] = last->now.w[i * last->width + j];
    product(rows, last->out, last->in, network->scores, last->width, 1, network->transposed, back, NULL, 0);
    for (long i = 0; i < rows * last->in; i++) back[i] = input[i] > 0 ? back[i] : 0;
    learn(network, first, rows, x, back);
  }
  learn(network, last, rows, input, network->scores);
  return loss;
}

double yardstick_network_epoch(yardstick_network *network, const float *x, const float *classes, long count) {
  double loss = 0;
  for (long i = 0; i < count; i += network->batch) {
    long rows = count - i < network->batch ? count - i : network->batch;
    loss += step(network, x + i * network->layer[0].in, classes + i, rows);
  }
  return loss / (double)count;
}
