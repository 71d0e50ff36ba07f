import Kernels
import Testing

@testable import Autodiff

/// Every tile, copy and block gives each entry as one chain of fused multiply-adds.
@Suite struct ProductKernelTests {
  struct Shape: Sendable, CustomStringConvertible {
    var (rows, inner, columns): (Int, Int, Int)

    init(_ rows: Int, _ inner: Int, _ columns: Int) { (self.rows, self.inner, self.columns) = (rows, inner, columns) }

    var description: String { "\(rows)×\(inner)×\(columns)" }
  }

  /// A product with operands as they lie and transposed, with more room between rows than they need, into new numbers
  /// and on top of old ones.
  private func check(_ shape: Shape) {
    var random = Random(UInt64(shape.rows * 10_000 + shape.inner * 100 + shape.columns))
    let (m, k, n) = (shape.rows, shape.inner, shape.columns)
    let gap = 3
    for (isLeftTurned, isRightTurned) in [(false, false), (true, false), (false, true)] {
      let aRow = isLeftTurned ? 1 : k + gap
      let aColumn = isLeftTurned ? m + gap : 1
      let bRow = isRightTurned ? 1 : n + gap
      let bColumn = isRightTurned ? k + gap : 1
      let a = (0..<((m + gap) * (k + gap))).map { _ in random.uniform(-1, 1) }
      let b = (0..<((k + gap) * (n + gap))).map { _ in random.uniform(-1, 1) }
      let start = (0..<(m * (n + gap))).map { _ in random.uniform(-1, 1) }
      for adds in [false, true] {
        var expected = start
        for i in 0..<m {
          for j in 0..<n {
            var sum = adds ? start[i * (n + gap) + j] : 0
            for p in 0..<k { sum = sum.addingProduct(a[i * aRow + p * aColumn], b[p * bRow + j * bColumn]) }
            expected[i * (n + gap) + j] = sum
          }
        }
        var expectedSingle = start.map(Float.init)
        for i in 0..<m {
          for j in 0..<n {
            let held: Float = adds ? Float(start[i * (n + gap) + j]) : 0
            func chain(_ from: Int, _ to: Int, _ first: Float) -> Float {
              (from..<to).reduce(first) { sum, p in
                sum.addingProduct(Float(a[i * aRow + p * aColumn]), Float(b[p * bRow + j * bColumn]))
              }
            }
            func paired(_ from: Int, _ to: Int) -> Float {
              if to - from <= 256 { return chain(from, to, 0) }
              var half = 256
              while 2 * half < to - from { half *= 2 }
              return paired(from, from + half) + paired(from + half, to)
            }
            expectedSingle[i * (n + gap) + j] = k <= 1024 ? chain(0, k, held) : held + paired(0, k)
          }
        }
        let product = kernel_product(
          rows: m, inner: k, columns: n, a_row: aRow, a_column: aColumn, b_row: bRow, b_column: bColumn,
          c_row: n + gap, adds: adds ? 1 : 0)
        for path in KernelPath.available {
          #expect(run(product, a, b, start, path) == expected, "\(shape) \(path) in 64 bits")
          let single = run(product, a.map(Float.init), b.map(Float.init), start.map(Float.init), path)
          #expect(single == expectedSingle, "\(shape) \(path) in 32 bits")
        }
      }
    }
  }

  private func run<Number: KernelNumber>(
    _ product: kernel_product, _ a: [Number], _ b: [Number], _ start: [Number], _ path: KernelPath
  ) -> [Number] {
    var product = product
    var c = start
    var workspace = [Double](repeating: .nan, count: kernel_product_workspace(&product) / 8 + 1)
    workspace.withUnsafeMutableBytes { workspace in
      c.withUnsafeMutableBufferPointer { c in
        Number.product(path, &product, a, b, c.baseAddress, workspace.baseAddress)
      }
    }
    return c
  }

  @Test(arguments: [
    Shape(3, 2, 3), Shape(1, 1, 1), Shape(0, 3, 4), Shape(3, 0, 4), Shape(3, 4, 0), Shape(1, 17, 31), Shape(13, 17, 1),
    Shape(12, 8, 32), Shape(7, 11, 13), Shape(23, 5, 19), Shape(5, 300, 37), Shape(25, 10, 66), Shape(2, 257, 3),
    Shape(1, 260, 70), Shape(40, 7, 2), Shape(9, 3, 8), Shape(12, 20, 32), Shape(13, 20, 32),
  ])
  func keepsTheOrder(_ shape: Shape) { check(shape) }

  /// Beyond each block: 192 rows, 256 of the inner index, 1,024 columns.
  @Test(arguments: [Shape(195, 3, 5), Shape(3, 515, 35), Shape(2, 3, 1037)])
  func carriesSumsFromBlockToBlock(_ shape: Shape) { check(shape) }

  /// In 32 bits: chains of 256, and parts of 96 rows and 256 columns.
  @Test(arguments: [
    Shape(1, 1024, 1), Shape(1, 1025, 1), Shape(1, 1793, 3), Shape(98, 1100, 2), Shape(2, 1100, 258), Shape(9, 2048, 1),
  ])
  func addsLongChainsPairByPair(_ shape: Shape) { check(shape) }

  @Test func staysExactOverAMillionTerms() {
    for number: Float in [0.1, 0.3, 0.7, 1.1] {
      let sum = ProductKernel.values(
        [Float](repeating: number, count: 1_000_000), [Float](repeating: 1, count: 1_000_000), rows: 1,
        inner: 1_000_000, columns: 1)[0]
      #expect((Double(sum) / (Double(number) * 1e6) - 1).magnitude < 1e-5, "\(number): \(sum)")
    }
  }

  @Test func startsEachBatchWhereItIsTold() {
    let a = (1...8).map(Double.init)
    let b: [Double] = [1, 0, 0, 1]
    #expect(
      ProductKernel.values(a, b, rows: 2, inner: 2, columns: 2, starts: [(0, 0), (4, 0), (0, 0)])
        == [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4])
  }
}
