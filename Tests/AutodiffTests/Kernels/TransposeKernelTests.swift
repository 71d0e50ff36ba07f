import Testing

@testable import Autodiff

/// Matrices of any size, whole blocks and what is left beside them.
@Suite struct TransposeKernelTests {
  @Test(arguments: [(1, 1, 1), (1, 3, 5), (2, 17, 31), (3, 16, 16), (1, 40, 2), (0, 3, 3), (2, 0, 3)])
  func exchangesRowsAndColumns(batches: Int, rows: Int, columns: Int) {
    let x = (0..<(batches * rows * columns)).map(Double.init)
    var expected = x
    for b in 0..<batches {
      for i in 0..<rows {
        for j in 0..<columns {
          expected[(b * columns + j) * rows + i] = x[(b * rows + i) * columns + j]
        }
      }
    }
    #expect(TransposeKernel.values(x, batches: batches, rows: rows, columns: columns) == expected)
    #expect(
      TransposeKernel.values(x.map(Float.init), batches: batches, rows: rows, columns: columns)
        == expected.map(Float.init))
  }
}
