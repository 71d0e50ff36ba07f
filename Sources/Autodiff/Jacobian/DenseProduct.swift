/// Matrix products of numbers alone: each entry one chain of fused multiply-adds with the inner index ascending, as
/// everywhere in the engine.
enum DenseProduct {
  static func multiply(_ a: [Double], _ b: [Double], rows: Int, inner: Int, columns: Int) -> [Double] {
    multiply(a[...], b[...], rows: rows, inner: inner, columns: columns)
  }

  static func multiply(
    _ a: ArraySlice<Double>, _ b: ArraySlice<Double>, rows: Int, inner: Int, columns: Int
  ) -> [Double] {
    var c = [Double](repeating: 0, count: rows * columns)
    for i in 0..<rows {
      let (row, from) = (i * columns, a.startIndex + i * inner)
      for p in 0..<inner {
        let factor = a[from + p]
        let other = b.startIndex + p * columns
        for j in 0..<columns { c[row + j] = c[row + j].addingProduct(factor, b[other + j]) }
      }
    }
    return c
  }
}
