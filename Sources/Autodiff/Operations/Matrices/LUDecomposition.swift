/// A = P⁻¹ L U of a square matrix, with partial pivoting in a fixed order: the pivot is the greatest entry of its
/// column, the first of equal ones, and each entry's sum goes with ascending index. (Golub, Van Loan, Matrix
/// Computations, 3.4.)
struct LUDecomposition {
  let size: Int
  /// L below the diagonal, whose ones are not kept, and U, row by row.
  private(set) var factors: [Double]
  /// Row i of P A is this row of A.
  private(set) var order: [Int]
  /// 1 or −1, the sign of the permutation.
  private(set) var sign = 1.0
  /// The first column that depends on those before it as far as rounding lets one see, `nil` for none.
  private(set) var dependentColumn: Int?

  /// - Parameter start: where the matrix begins among the numbers.
  init(_ values: [Double], from start: Int, size n: Int) {
    self.init(values, from: start, size: n) { () throws(Never) in }
  }

  /// - Parameters:
  ///   - start: where the matrix begins among the numbers.
  ///   - pause: called between columns; what it throws ends the work.
  init<Failure: Error>(
    _ values: [Double], from start: Int, size n: Int, pause: () throws(Failure) -> Void
  ) throws(Failure) {
    size = n
    factors = Array(values[start..<(start + n * n)])
    order = Array(0..<n)
    // What went into each entry, by magnitude: a pivot below its rounding errors is none.
    var sizes = factors.map(\.magnitude)
    for k in 0..<n {
      if k > 0 { try pause() }
      var pivot = k
      for i in (k + 1)..<max(n, k + 1)
      where factors[i * n + k].magnitude > factors[pivot * n + k].magnitude { pivot = i }
      if pivot != k {
        for j in 0..<n {
          factors.swapAt(k * n + j, pivot * n + j)
          sizes.swapAt(k * n + j, pivot * n + j)
        }
        order.swapAt(k, pivot)
        sign = -sign
      }
      let top = factors[k * n + k]
      // Nothing has been rounded in the first column yet.
      let noise = k == 0 ? 0 : Double(n) * .ulpOfOne * sizes[k * n + k]
      if dependentColumn == nil && top.magnitude <= noise { dependentColumn = k }
      guard top != 0 else { continue }
      for i in (k + 1)..<max(n, k + 1) {
        let factor = factors[i * n + k] / top
        factors[i * n + k] = factor
        guard factor != 0 else { continue }
        for j in (k + 1)..<n {
          factors[i * n + j] -= factor * factors[k * n + j]
          sizes[i * n + j] += factor.magnitude * sizes[k * n + j]
        }
      }
    }
  }

  /// The product of the pivots. `det [[1, 2], [3, 4]]` is −2.
  var determinant: Double {
    var product = sign
    for k in 0..<size { product *= factors[k * size + k] }
    return product
  }

  /// The column x with A x = b.
  ///
  /// - Precondition: no column depends on others.
  func solve(_ b: [Double]) -> [Double] {
    var x = order.map { b[$0] }
    for i in 0..<size {
      for j in 0..<i { x[i] -= factors[i * size + j] * x[j] }
    }
    for i in (0..<size).reversed() {
      for j in (i + 1)..<max(size, i + 1) { x[i] -= factors[i * size + j] * x[j] }
      x[i] /= factors[i * size + i]
    }
    return x
  }

  /// A⁻¹, row by row.
  func inverse() -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      for (row, value) in solve(unit).enumerated() { result[row * size + column] = value }
    }
    return result
  }

  /// - Throws: ``EngineError/singularMatrix(operation:column:)`` for a matrix without inverse.
  func refuseSingular(_ operation: String) throws(EngineError) {
    guard let dependentColumn else { return }
    throw .singularMatrix(operation: operation, column: dependentColumn)
  }
}

/// The operand of `solve`, `inv` and `det`: a square matrix `[n, n]`, or a stack of them `[…, n, n]`.
enum SquareMatrices {
  static func check(_ operation: String, _ shape: [Int]) throws(EngineError) {
    guard shape.count >= 2, shape[shape.count - 1] == shape[shape.count - 2] else {
      throw .shapeMismatch(
        operation: operation, shapes: [shape], rule: "a square matrix, or a stack of them: the last two sizes are equal"
      )
    }
  }

  /// Scalar operations: a row's length for each entry.
  static func work(_ entries: Int, _ shape: [Int]) -> Int {
    let (product, overflow) = entries.multipliedReportingOverflow(by: shape.last ?? 1)
    return overflow ? .max : product
  }

  /// The decomposition of each.
  static func decomposed(_ matrices: Tensor) -> [LUDecomposition] {
    let n = matrices.shape[matrices.shape.count - 1]
    let values = matrices.values
    return (0..<matrices.shape.dropLast(2).reduce(1, *)).map { LUDecomposition(values, from: $0 * n * n, size: n) }
  }
}

extension Algebra {
  /// The last two axes exchanged.
  func flipped(_ x: Value) throws(EngineError) -> Value {
    let rank = shape(x).count
    var axes = Array(0..<rank)
    axes.swapAt(rank - 1, rank - 2)
    return try apply(.transpose, [x], Attributes(axes: axes))
  }
}
