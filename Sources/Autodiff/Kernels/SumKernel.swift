import Kernels

/// Sums of arrays in the order of ``Summation``.
enum SumKernel {
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
