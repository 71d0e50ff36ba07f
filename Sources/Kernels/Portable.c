// Vectors of 16 bytes, which every processor of interest has. Without an instruction for it, a fused multiply-add is
// the C library's, which is exact: slow, with the same bits.

#define VECTOR_BYTES 16
#define VECTOR_HAS_FMA 0
#define TILE_ROWS 6
#define FUNCTIONS kernel_functions_portable
#include "Templates/All.h"
