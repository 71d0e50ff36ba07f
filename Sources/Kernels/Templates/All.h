// All kernels of one instruction set, and the table of them. The including file defines VECTOR_BYTES, VECTOR_HAS_FMA,
// TILE_ROWS (rows of a tile of a matrix product: two vectors of each must fit the registers) and FUNCTIONS (the
// table's name).

#include "../MillsSeries.h"
#include "../Functions.h"
#include "KernelElementary.h"
#include "KernelSums.h"
#include "../Products.h"
#include "Vector.h"
// The order matters: each uses what stands before it.
#include "Elementary.h"
#define ELEMENTARY_WIDE
#include "Elementary.h"
#include "Everywhere.h"
#include "Maps.h"

#define GLUE_(a, b) a##_##b
#define GLUE(a, b) GLUE_(a, b)
// A function's name for the entry at hand.
#define K(name) GLUE(name, KIND)

#define T double
#define V vd
#define L LANES64
#define KIND d
#include "Products.h"
#include "Sums.h"
#undef T
#undef V
#undef L
#undef KIND

#define T float
#define V vf
#define L LANES32
#define KIND f
#include "Products.h"
#include "LongProducts.h"
#include "Sums.h"
#undef T
#undef V
#undef L
#undef KIND

#define LIST_EXACT_64(arity, name) [kernel_##name] = map_f64_##name,
#define LIST_EXACT_32(arity, name) [kernel_##name] = map_f32_##name,
#define LIST_RANGED_64(name) [kernel_##name] = map_f64_##name,
#define LIST_RANGED_32(name) [kernel_##name] = map_f32_##name,
#define LIST_COMPUTED_64(arity, name, function) [kernel_##name] = map_f64_##name,
#define LIST_COMPUTED_32(arity, name, function) [kernel_##name] = map_f32_##name,

const struct kernel_functions FUNCTIONS = {
    .map_f64 = {EXACT(LIST_EXACT_64) COMPUTED(LIST_COMPUTED_64) RANGED(LIST_RANGED_64)[kernel_power] = map_f64_power,
                [kernel_modulo] = map_f64_modulo, [kernel_power_slope] = map_f64_power_slope,
                [kernel_stop] = map_f64_identity},
    .map_f32 = {EXACT(LIST_EXACT_32) COMPUTED(LIST_COMPUTED_32) RANGED(LIST_RANGED_32)[kernel_power] = map_f32_power,
                [kernel_modulo] = map_f32_modulo, [kernel_power_slope] = map_f32_power_slope,
                [kernel_stop] = map_f32_identity},
    .first_not_finite_f64 = first_not_finite_f64,
    .first_not_finite_f32 = first_not_finite_f32,
    .product_f64 = chains_d,
    .product_f32 = product_f,
    .sum_f64 = sum_d,
    .sum_f32 = sum_f,
};
