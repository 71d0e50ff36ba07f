/// Facts about a Jacobian's entries beyond its structure, as far as it is small enough to look at every entry.
public struct JacobianFacts: Sendable, Hashable {
  /// How far from the diagonal entries lie that differ from 0.
  public struct Band: Sendable, Hashable {
    /// Diagonals below the main one.
    public var below: Int
    /// Diagonals above the main one.
    public var above: Int
  }

  /// `nil` unless the matrix is square and the band at most half as wide as it.
  public var band: Band?
  /// Square, and 0 above the diagonal.
  public var isLowerTriangular = false
  /// Square, and 0 below the diagonal.
  public var isUpperTriangular = false
  /// Square, and the same as its transpose within 1e-12 of its greatest entry.
  public var isSymmetric = false
  /// Within 1e-12 of the sum of magnitudes, as those of softmax do.
  public var rowsSumToZero = false
  /// Where it is at most half of what it could be: 1 for an outer product.
  public var lowRank: Int?

  /// Larger matrices are not looked at.
  private static let most = 512
  private static let mostForRank = 64

  /// Looks at the entries of matrices of at most 512 rows and columns; of others no fact is told.
  public init(_ jacobian: Jacobian) {
    let (rows, columns) = (jacobian.rows, jacobian.columns)
    let size = Swift.max(rows, columns)
    switch jacobian.structure {
    case .zero, .identity, .diagonal: return
    case .blockDiagonal, .sparse, .dense: break
    }
    guard rows > 1, columns > 1, size <= JacobianFacts.most else { return }
    let values = jacobian.map.denseValues
    let greatest = values.reduce(0) { Swift.max($0, $1.magnitude) }
    guard greatest > 0, greatest.isFinite else { return }
    rowsSumToZero = (0..<rows).allSatisfy { row in
      let entries = values[(row * columns)..<((row + 1) * columns)]
      return entries.reduce(0, +).magnitude <= 1e-12 * entries.reduce(0) { $0 + $1.magnitude }
    }
    if rows == columns { lookAtSquare(values, size, greatest) }
    if jacobian.structure == .dense, size <= JacobianFacts.mostForRank {
      let rank = JacobianFacts.rank(values, rows, columns, greatest)
      if 2 * rank <= Swift.min(rows, columns) { lowRank = rank }
    }
  }

  private mutating func lookAtSquare(_ values: [Double], _ size: Int, _ greatest: Double) {
    var (below, above) = (0, 0)
    isSymmetric = true
    for row in 0..<size {
      for column in 0..<size where values[row * size + column] != 0 {
        below = Swift.max(below, row - column)
        above = Swift.max(above, column - row)
        let distance = (values[row * size + column] - values[column * size + row]).magnitude
        if !(distance <= 1e-12 * greatest) { isSymmetric = false }
      }
    }
    isLowerTriangular = above == 0
    isUpperTriangular = below == 0
    if 2 * (below + above + 1) <= size { band = Band(below: below, above: above) }
  }

  /// Gaussian elimination with the greatest pivot; what rounding leaves counts as 0.
  private static func rank(_ entries: [Double], _ rows: Int, _ columns: Int, _ greatest: Double) -> Int {
    var values = entries
    var usedRows = [Bool](repeating: false, count: rows)
    var usedColumns = [Bool](repeating: false, count: columns)
    for rank in 0..<Swift.min(rows, columns) {
      var best = (size: 1e-12 * greatest, row: -1, column: -1)
      for row in 0..<rows where !usedRows[row] {
        for column in 0..<columns where !usedColumns[column] {
          let size = values[row * columns + column].magnitude
          if size > best.size { best = (size, row, column) }
        }
      }
      guard best.row >= 0 else { return rank }
      usedRows[best.row] = true
      usedColumns[best.column] = true
      for row in 0..<rows where !usedRows[row] {
        let factor = values[row * columns + best.column] / values[best.row * columns + best.column]
        if factor == 0 { continue }
        for column in 0..<columns where !usedColumns[column] {
          values[row * columns + column] -= factor * values[best.row * columns + column]
        }
      }
    }
    return Swift.min(rows, columns)
  }
}
