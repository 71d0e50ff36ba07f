/// A matrix by rows: for each row the columns of its entries, ascending, and their numbers (CSR).
struct SparseMap: Sendable {
  var rows: Int
  var columns: Int
  /// Where each row starts, and the end.
  var starts: [Int]
  var indices: [Int32]
  var values: [Double]

  init(rows: Int, columns: Int, starts: [Int], indices: [Int32], values: [Double]) {
    self.rows = rows
    self.columns = columns
    self.starts = starts
    self.indices = indices
    self.values = values
  }

  /// One entry 1 a row, at these columns.
  init(gathering positions: [Int], from columns: Int) {
    self.init(
      rows: positions.count, columns: columns, starts: Array(0...positions.count),
      indices: positions.map(Int32.init), values: [Double](repeating: 1, count: positions.count))
  }

  init(_ map: LinearMap) {
    if case .sparse(let sparse) = map {
      self = sparse
      return
    }
    self.init(rows: map.rows, columns: map.columns, starts: [0], indices: [], values: [])
    starts.reserveCapacity(rows + 1)
    indices.reserveCapacity(map.capacity)
    values.reserveCapacity(map.capacity)
    for row in 0..<rows {
      map.forEach(inRow: row) { column, value in
        indices.append(Int32(column))
        values.append(value)
      }
      starts.append(values.count)
    }
  }

  func entry(_ row: Int, _ column: Int) -> Double {
    for k in starts[row]..<starts[row + 1] where Int(indices[k]) == column { return values[k] }
    return 0
  }

  var transposed: SparseMap {
    var next = [Int](repeating: 0, count: columns + 1)
    for column in indices { next[Int(column) + 1] += 1 }
    for column in 0..<columns { next[column + 1] += next[column] }
    let starts = next
    var indices = [Int32](repeating: 0, count: values.count)
    var values = [Double](repeating: 0, count: values.count)
    for row in 0..<rows {
      for k in self.starts[row]..<self.starts[row + 1] {
        let column = Int(self.indices[k])
        indices[next[column]] = Int32(row)
        values[next[column]] = self.values[k]
        next[column] += 1
      }
    }
    return SparseMap(rows: columns, columns: rows, starts: starts, indices: indices, values: values)
  }

  func mapped(_ body: (Double) -> Double) -> SparseMap {
    var result = self
    for k in result.values.indices { result.values[k] = body(result.values[k]) }
    return result
  }
}
