/// A matrix that knows where its zeros are: what a derivative of many numbers by many numbers is kept as.
///
/// Rows are outputs, columns inputs.
enum LinearMap: Sendable {
  case zero(rows: Int, columns: Int)
  /// Diagonal, block diagonal, dense, and Kronecker products of these with identities.
  case blocked(BlockedMap)
  case sparse(SparseMap)

  static func identity(_ size: Int) -> LinearMap { .blocked(.identity(size)) }
  static func dense(_ rows: Int, _ columns: Int, _ values: [Double]) -> LinearMap {
    .blocked(BlockedMap(outer: 1, inner: 1, height: rows, width: columns, values: values))
  }

  var rows: Int {
    switch self {
    case .zero(let rows, _): rows
    case .blocked(let map): map.rows
    case .sparse(let map): map.rows
    }
  }

  var columns: Int {
    switch self {
    case .zero(_, let columns): columns
    case .blocked(let map): map.columns
    case .sparse(let map): map.columns
    }
  }

  /// Entries that the structure allows to differ from 0.
  var capacity: Int {
    switch self {
    case .zero: 0
    case .blocked(let map): map.capacity
    case .sparse(let map): map.values.count
    }
  }

  /// Numbers that are really kept.
  var stored: Int {
    switch self {
    case .zero: 0
    case .blocked(let map): map.values.count
    case .sparse(let map): map.values.count
    }
  }

  var isIdentity: Bool {
    if case .blocked(let map) = self { return map.isIdentity }
    return false
  }

  var isDense: Bool {
    if case .blocked(let map) = self { return map.outer == 1 && map.inner == 1 }
    return false
  }

  var transposed: LinearMap {
    switch self {
    case .zero(let rows, let columns): .zero(rows: columns, columns: rows)
    case .blocked(let map): .blocked(map.transposed)
    case .sparse(let map): .sparse(map.transposed)
    }
  }

  func entry(_ row: Int, _ column: Int) -> Double {
    switch self {
    case .zero: 0
    case .blocked(let map): map.entry(row, column)
    case .sparse(let map): map.entry(row, column)
    }
  }

  /// Visits the entries that the structure allows to differ from 0, row by row, columns ascending.
  func forEach(_ visit: (_ row: Int, _ column: Int, _ value: Double) -> Void) {
    for row in 0..<rows { forEach(inRow: row) { visit(row, $0, $1) } }
  }

  func forEach(inRow row: Int, _ visit: (_ column: Int, _ value: Double) -> Void) {
    switch self {
    case .zero: return
    case .blocked(let map):
      for entry in map.row(row) { visit(entry.column, map.values[entry.position]) }
    case .sparse(let map):
      for k in map.starts[row]..<map.starts[row + 1] { visit(Int(map.indices[k]), map.values[k]) }
    }
  }

  /// All entries, row by row; the caller has asked the budget.
  var denseValues: [Double] {
    if case .blocked(let map) = self, isDense { return map.values }
    var result = [Double](repeating: 0, count: rows * columns)
    let columns = self.columns
    switch self {
    case .zero: break
    case .blocked(let map) where map.isDiagonal:
      for i in 0..<map.rows { result[i * columns + i] = map.diagonal(i) }
    case .blocked, .sparse: forEach { row, column, value in result[row * columns + column] = value }
    }
    return result
  }
}
