import Kernels

/// Sums of arrays in one fixed order, whatever the machine: up to 15 numbers one after the other, more in 16 lanes that
/// are added as a tree. Beyond a block (8,192 numbers, 256 in 32 bits) the lanes of each block are summed for themselves
/// and added pair by pair, so that rounding errors do not grow with the length. The order is part of the engine's
/// contract: the same bits everywhere.
enum SumKernel {
  /// Numbers that each lane adds one after the other, times 16.
  static func block(_ precision: Precision) -> Int {
    precision == .single ? KERNEL_SUM_BLOCK_F32 : KERNEL_SUM_BLOCK_F64
  }

  /// The sum of all numbers. `sum([1, 2, 3])` is 6.
  static func sum(_ values: [Double]) -> Double {
    SumKernel.values(values, outer: 1, size: values.count, inner: 1)[0]
  }

  /// The sums of [outer, size, inner] over its middle axis.
  ///
  /// `values([1, 2, 3, 4], outer: 1, size: 2, inner: 2)` is [4, 6].
  static func values<Number: KernelNumber>(
    _ x: [Number], outer: Int, size: Int, inner: Int, path: KernelPath = .best
  ) -> [Number] {
    precondition(x.count == outer * size * inner, "there are numbers for each sum")
    return [Number](unsafeUninitializedCapacity: outer * inner) { to, initialized in
      x.withUnsafeBufferPointer { x in
        Number.sum(path, to.baseAddress, x.baseAddress, outer, size, inner)
      }
      initialized = outer * inner
    }
  }
}
