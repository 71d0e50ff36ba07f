import Kernels
import Testing

@testable import Autodiff

/// Threads share a task without changing what it computes.
@Suite struct KernelPoolTests {
  @Test(arguments: [1, 2, 3, 5]) func runsEachPartOnce(threads: Int) {
    let pool = kernel_pool_make(threads)
    defer { kernel_pool_free(pool) }
    #expect(kernel_pool_threads(pool) == threads)
    var runs = [Int](repeating: 0, count: threads)
    // More often than a thread stays awake between two tasks.
    for _ in 0..<2000 {
      runs.withUnsafeMutableBufferPointer { runs in
        kernel_pool_run(
          pool,
          { context, index, count in
            let runs = context?.assumingMemoryBound(to: Int.self)
            runs?[index] += count
          }, runs.baseAddress)
      }
    }
    #expect(runs == [Int](repeating: 2000 * threads, count: threads))
  }

  @Test(arguments: [(70, 40, 70), (100, 300, 10), (13, 80, 64), (3, 2, 3), (0, 4, 2)])
  func sharesAProductWithTheSameBits(rows: Int, inner: Int, columns: Int) {
    var random = Random(UInt64(rows + columns))
    let a = (0..<(rows * inner)).map { _ in random.uniform(-1, 1) }
    let b = (0..<(inner * columns)).map { _ in random.uniform(-1, 1) }
    let expected = ProductKernel.values(a, b, rows: rows, inner: inner, columns: columns)
    let single = ProductKernel.values(a.map(Float.init), b.map(Float.init), rows: rows, inner: inner, columns: columns)
    var product = kernel_product(
      rows: rows, inner: inner, columns: columns, a_row: inner, a_column: 1, b_row: columns, b_column: 1,
      c_row: columns, adds: 0)
    for threads in 1...4 {
      let pool = kernel_pool_make(threads)
      defer { kernel_pool_free(pool) }
      var workspace = [Double](
        repeating: .nan, count: kernel_product_shared_workspace(&product, kernel_pool_threads(pool)) / 8 + 1)
      for path in KernelPath.available {
        var c = [Double](repeating: .nan, count: rows * columns)
        kernel_product_shared_f64(pool, path.code, &product, a, b, &c, &workspace)
        #expect(c == expected, "\(threads) threads, \(path)")
        var cf = [Float](repeating: .nan, count: rows * columns)
        kernel_product_shared_f32(pool, path.code, &product, a.map(Float.init), b.map(Float.init), &cf, &workspace)
        #expect(cf == single, "\(threads) threads, \(path)")
      }
    }
  }
}
