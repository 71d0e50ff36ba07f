/// Newton's direction −H⁻¹ g, by elimination with row exchanges. For H = [[0.1, 0], [0, 2]] and g = [−0.7, 4] it is
/// [7, −2].
struct Newton {
  /// - Returns: `nil` when H has no inverse.
  static func direction(_ hessian: [Double], _ gradient: [Double]) -> [Double]? {
    let n = gradient.count
    var a = hessian
    var x = gradient.map { -$0 }
    for column in 0..<n {
      var pivot = column
      for row in column..<n where a[row * n + column].magnitude > a[pivot * n + column].magnitude { pivot = row }
      let divisor = a[pivot * n + column]
      guard divisor != 0, divisor.isFinite else { return nil }
      if pivot != column {
        for k in 0..<n { a.swapAt(pivot * n + k, column * n + k) }
        x.swapAt(pivot, column)
      }
      for row in (column + 1)..<max(column + 1, n) {
        let factor = a[row * n + column] / divisor
        guard factor != 0 else { continue }
        for k in column..<n { a[row * n + k] -= factor * a[column * n + k] }
        x[row] -= factor * x[column]
      }
    }
    for row in stride(from: n - 1, through: 0, by: -1) {
      for k in (row + 1)..<max(row + 1, n) { x[row] -= a[row * n + k] * x[k] }
      x[row] /= a[row * n + row]
    }
    return x
  }
}
