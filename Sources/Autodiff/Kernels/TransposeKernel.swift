import Kernels

/// Matrices turned on their side.
enum TransposeKernel {
  /// Each of `batches` matrices [rows, columns] as [columns, rows].
  ///
  /// `values([1, 2, 3, 4], rows: 2, columns: 2)` is [1, 3, 2, 4].
  static func values<Number: KernelNumber>(
    _ x: [Number], batches: Int = 1, rows: Int, columns: Int
  ) -> [Number] {
    precondition(x.count == batches * rows * columns, "there are numbers for each matrix")
    return [Number](unsafeUninitializedCapacity: x.count) { to, initialized in
      x.withUnsafeBufferPointer { Number.transpose(to.baseAddress, $0.baseAddress, batches, rows, columns) }
      initialized = x.count
    }
  }
}
