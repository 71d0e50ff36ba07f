import Kernels

/// Matrix products of arrays: each entry one chain of fused multiply-adds with the inner index ascending, or, in 32 bits
/// beyond 1,024 terms, chains of 256 added pair by pair.
enum ProductKernel {
  /// [rows, inner] · [inner, columns] for each pair of matrices that start at these offsets.
  ///
  /// `values([1, 2, 3, 4], [1, 1], rows: 2, inner: 2, columns: 1)` is [3, 7].
  static func values<Number: KernelNumber>(
    _ a: [Number], _ b: [Number], rows: Int, inner: Int, columns: Int, starts: [(a: Int, b: Int)] = [(0, 0)],
    path: KernelPath = .best
  ) -> [Number] {
    for start in starts {
      precondition(start.a + rows * inner <= a.count, "the left operand holds its matrices")
      precondition(start.b + inner * columns <= b.count, "the right operand holds its matrices")
    }
    let count = rows * columns * starts.count
    guard count > 0 else { return [] }
    var product = kernel_product(
      rows: rows, inner: inner, columns: columns, a_row: inner, a_column: 1, b_row: columns, b_column: 1,
      c_row: columns, adds: 0)
    let bytes = kernel_product_workspace(&product)
    let run = { (workspace: UnsafeMutableRawPointer?) in
      [Number](unsafeUninitializedCapacity: count) { c, initialized in
        guard let to = c.baseAddress else { return }
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            for (i, start) in starts.enumerated() {
              Number.product(
                path, &product, a.baseAddress.map { $0 + start.a }, b.baseAddress.map { $0 + start.b },
                to + i * rows * columns, workspace)
            }
          }
        }
        initialized = count
      }
    }
    guard bytes > 0 else { return run(nil) }
    let workspace = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    defer { workspace.deallocate() }
    return run(workspace)
  }
}
