// Numeric kernels in C, chosen for the processor at run time, with the same bits on every one of them.
//
// Every function takes plain pointers and sizes, allocates nothing unless its comment says so, and keeps none of its
// pointers. No contraction, no reassociation: `+ − × ÷ √` and fused multiply-adds stand where the source has them.
#ifndef KERNELS_H
#define KERNELS_H

#include "KernelElementary.h"
#include "KernelHash.h"
#include "KernelMaps.h"
#include "KernelMoves.h"
#include "KernelPath.h"
#include "KernelPool.h"
#include "KernelProducts.h"
#include "KernelSums.h"
#include "Plan.h"

#endif
