// Elementwise operations over rows of numbers.
#ifndef KERNEL_MAPS_H
#define KERNEL_MAPS_H

#include "KernelPath.h"

// What each one computes stands with `Formulas.Atom`, whose numbers these equal bit for bit; both have one order.
enum kernel_operation {
  kernel_add,
  kernel_subtract,
  kernel_multiply,
  kernel_divide,
  kernel_power,
  kernel_modulo,
  kernel_maximum,
  kernel_minimum,
  kernel_equal,
  kernel_not_equal,
  kernel_less,
  kernel_less_or_equal,
  kernel_greater,
  kernel_greater_or_equal,
  kernel_and,
  kernel_or,
  kernel_power_slope,
  kernel_negate,
  kernel_not,
  kernel_exp,
  kernel_log,
  kernel_sqrt,
  kernel_square,
  kernel_abs,
  kernel_sign,
  kernel_sin,
  kernel_cos,
  kernel_tan,
  kernel_tanh,
  kernel_sigmoid,
  kernel_relu,
  kernel_softplus,
  kernel_normal_cdf,
  kernel_normal_pdf,
  kernel_expm1,
  kernel_floor,
  kernel_round,
  kernel_identity,
  kernel_stop,
  kernel_clip,
  kernel_select,
  // Two operations in one pass, each rounded by itself: kernel_multiply_add is a · b + c, kernel_multiply_subtract
  // a · b − c, kernel_multiply_subtracted c − a · b.
  kernel_add_add,
  kernel_add_subtract,
  kernel_add_subtracted,
  kernel_add_multiply,
  kernel_subtract_add,
  kernel_subtract_subtract,
  kernel_subtract_subtracted,
  kernel_subtract_multiply,
  kernel_multiply_add,
  kernel_multiply_subtract,
  kernel_multiply_subtracted,
  kernel_multiply_multiply,
  kernel_operation_count
};

// to[i] = operation(a[i], b[i], c[i]) for i < count. Bit 0, 1 or 2 of `single` says that a, b or c is one number for
// all i. Operands beyond the operation's are not read. `to` may be one of the operands, but not overlap one otherwise.
//
// In 32 bits: the 64-bit operation on the widened operands, rounded once.
typedef void kernel_map_f64(
    double *to, const double *a, const double *b, const double *c, uint32_t single, size_t count);
typedef void kernel_map_f32(float *to, const float *a, const float *b, const float *c, uint32_t single, size_t count);

// The function of an operation, to be looked up once and called often.
kernel_map_f64 *kernel_map_function_f64(enum kernel_path path, enum kernel_operation operation);
kernel_map_f32 *kernel_map_function_f32(enum kernel_path path, enum kernel_operation operation);

// The first entry that is NaN or infinite; `count` when there is none.
size_t kernel_first_not_finite_f64(enum kernel_path path, const double *x, size_t count);
size_t kernel_first_not_finite_f32(enum kernel_path path, const float *x, size_t count);

#endif
