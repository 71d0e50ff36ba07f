/// Sums and products of maps within a graph's budgets.
///
/// A product keeps the structure that both factors have: diagonals scale rows or columns, blocks of one partition are
/// multiplied one by one, sparse maps row by row as long as few entries fill in, and what meets a dense factor is
/// dense.
struct MapArithmetic {
  let graph: Graph

  // MARK: Sums

  func sum(_ a: LinearMap, _ b: LinearMap) throws(EngineError) -> LinearMap {
    precondition(a.rows == b.rows && a.columns == b.columns, "a sum of maps of one shape")
    switch (a, b) {
    case (.zero, _): return b
    case (_, .zero): return a
    case (.blocked(let x), .blocked(let y)):
      if let (outer, inner) = commonPartition(x, y) {
        let coarse = mostly(x.rows, x.columns, blocks: outer * inner)
        // Where filling up costs more than listing entries, entries are listed.
        if coarse <= 4 * (x.capacity + y.capacity) || coarse <= MapArithmetic.smallCount {
          try admit(coarse)
          return .blocked(add(x.coarsened(outer: outer, inner: inner), y.coarsened(outer: outer, inner: inner)))
        }
      }
    case (.blocked, .sparse), (.sparse, .blocked), (.sparse, .sparse): break
    }
    return try sparseSum(try sparse(a), try sparse(b))
  }

  private func add(_ x: BlockedMap, _ y: BlockedMap) -> BlockedMap {
    let isEqual = x.group == y.group && x.sharesInner == y.sharesInner
    var a = isEqual ? x : x.unshared
    let b = isEqual ? y : y.unshared
    for k in a.values.indices { a.values[k] += b.values[k] }
    return a
  }

  private func sparseSum(_ a: SparseMap, _ b: SparseMap) throws(EngineError) -> LinearMap {
    try admit(2 * (a.values.count + b.values.count))
    var result = SparseMap(rows: a.rows, columns: a.columns, starts: [0], indices: [], values: [])
    for row in 0..<a.rows {
      var (i, j) = (a.starts[row], b.starts[row])
      let (iEnd, jEnd) = (a.starts[row + 1], b.starts[row + 1])
      while i < iEnd || j < jEnd {
        let (left, right) = (i < iEnd ? a.indices[i] : .max, j < jEnd ? b.indices[j] : .max)
        var value = 0.0
        if left <= right {
          value += a.values[i]
          i += 1
        }
        if right <= left {
          value += b.values[j]
          j += 1
        }
        result.indices.append(min(left, right))
        result.values.append(value)
      }
      result.starts.append(result.values.count)
    }
    return settled(result)
  }

  // MARK: Products

  func product(_ a: LinearMap, _ b: LinearMap) throws(EngineError) -> LinearMap {
    precondition(a.columns == b.rows, "a product of maps that fit")
    switch (a, b) {
    case (.zero, _), (_, .zero): return .zero(rows: a.rows, columns: b.columns)
    case (.blocked(let x), .blocked(let y)):
      if x.isIdentity { return b }
      if y.isIdentity { return a }
      if x.isDiagonal { return .blocked(try scaleRows(y, by: x)) }
      if y.isDiagonal { return .blocked(try scaleColumns(x, by: y)) }
      if x.outer == y.outer && x.inner == y.inner { return .blocked(try blockwise(x, y)) }
      if b.isDense { return .blocked(try times(x, dense: y)) }
      if a.isDense { return .blocked(try dense(x, times: y)) }
      let (outer, inner) = (gcd(x.outer, y.outer), gcd(x.inner, y.inner))
      let coarse =
        mostly(x.rows, x.columns, blocks: outer * inner) + mostly(y.rows, y.columns, blocks: outer * inner)
        + mostly(x.rows, y.columns, blocks: outer * inner)
      if coarse <= MapArithmetic.smallCount || coarse / 4 <= x.capacity + y.capacity + filled(a, b) {
        try admit(coarse)
        return .blocked(
          try blockwise(x.coarsened(outer: outer, inner: inner), y.coarsened(outer: outer, inner: inner)))
      }
    case (.sparse(let x), .blocked(let y)):
      if y.isIdentity { return a }
      if y.isDiagonal { return .sparse(scaleColumns(x, by: y)) }
      if b.isDense { return .blocked(try times(x, dense: y)) }
    case (.blocked(let x), .sparse(let y)):
      if x.isIdentity { return b }
      if x.isDiagonal { return .sparse(scaleRows(y, by: x)) }
      if a.isDense { return .blocked(try dense(x, times: y)) }
    case (.sparse, .sparse): break
    }
    let (x, y) = (try sparse(a), try sparse(b))
    // Half full is as good as dense.
    if let count = Tensor.count(of: [a.rows, b.columns]), filled(a, b) > count / 2, count <= graph.availableBytes / 8 {
      let full = BlockedMap(
        outer: 1, inner: 1, height: b.rows, width: b.columns, values: try values(LinearMap.sparse(y)))
      return .blocked(try times(x, dense: full))
    }
    return try sparseProduct(x, y)
  }

  /// Entries that a product of scattered entries is expected to have, at most.
  private func filled(_ a: LinearMap, _ b: LinearMap) -> Int {
    let mean = (b.capacity + b.rows - 1) / max(b.rows, 1)
    let (count, overflow) = a.capacity.multipliedReportingOverflow(by: max(mean, 1))
    return overflow ? .max / 8 : min(count, .max / 8)
  }

  private func sparseProduct(_ a: SparseMap, _ b: SparseMap) throws(EngineError) -> LinearMap {
    var work = 0
    for column in a.indices { work += b.starts[Int(column) + 1] - b.starts[Int(column)] }
    try admit(2 * work)
    try graph.spend(2 * work)
    var result = SparseMap(rows: a.rows, columns: b.columns, starts: [0], indices: [], values: [])
    result.starts.reserveCapacity(a.rows + 1)
    // Gustavson's order: a row of the result is a combination of rows of b.
    var sums = [Double](repeating: 0, count: b.columns)
    var isTouched = [Bool](repeating: false, count: b.columns)
    var touched: [Int32] = []
    for row in 0..<a.rows {
      touched.removeAll(keepingCapacity: true)
      for k in a.starts[row]..<a.starts[row + 1] {
        let other = Int(a.indices[k])
        let factor = a.values[k]
        for l in b.starts[other]..<b.starts[other + 1] {
          let column = Int(b.indices[l])
          if !isTouched[column] {
            isTouched[column] = true
            touched.append(Int32(column))
          }
          sums[column] += factor * b.values[l]
        }
      }
      if touched.count > 1 { touched.sort() }
      for column in touched {
        result.indices.append(column)
        result.values.append(sums[Int(column)])
        sums[Int(column)] = 0
        isTouched[Int(column)] = false
      }
      result.starts.append(result.values.count)
    }
    return settled(result)
  }

  // MARK: Forms

  /// Up to here filling up with zeros costs nothing worth mentioning.
  static let smallCount = 1 << 12

  func sparse(_ map: LinearMap) throws(EngineError) -> SparseMap {
    try admit(2 * map.capacity)
    return SparseMap(map)
  }

  /// All entries.
  func values(_ map: LinearMap) throws(EngineError) -> [Double] {
    if !map.isDense { try graph.admit(shape: [map.rows, map.columns]) }
    return map.denseValues
  }

  /// A sparse map in the simplest form that holds it.
  func settled(_ map: SparseMap) -> LinearMap {
    if map.values.isEmpty { return .zero(rows: map.rows, columns: map.columns) }
    let (count, overflow) = map.rows.multipliedReportingOverflow(by: map.columns)
    if map.rows == map.columns && map.values.count == map.rows
      && (0..<map.rows).allSatisfy({ map.starts[$0] == $0 && Int(map.indices[$0]) == $0 })
    {
      if map.values.allSatisfy({ $0 == 1 }) { return .identity(map.rows) }
      return .blocked(.diagonal(map.values))
    }
    if !overflow && count <= MapArithmetic.smallCount && 2 * map.values.count > count {
      return .dense(map.rows, map.columns, LinearMap.sparse(map).denseValues)
    }
    return .sparse(map)
  }

  func admit(_ count: Int) throws(EngineError) { try graph.admit(shape: [count]) }

  /// Entries of `rows × columns` in so many blocks along the diagonal.
  private func mostly(_ rows: Int, _ columns: Int, blocks: Int) -> Int {
    let (count, overflow) = (rows / max(blocks, 1)).multipliedReportingOverflow(by: columns)
    return overflow ? .max / 8 : min(count, .max / 8)
  }

  /// The finest partition that both can be coarsened to; `nil` when they have no rows.
  private func commonPartition(_ x: BlockedMap, _ y: BlockedMap) -> (outer: Int, inner: Int)? {
    guard x.rows > 0 && x.columns > 0 else { return nil }
    if x.isDiagonal && y.isDiagonal { return (x.rows, 1) }
    if x.isDiagonal { return (y.outer, y.inner) }
    if y.isDiagonal { return (x.outer, x.inner) }
    return (gcd(x.outer, y.outer), gcd(x.inner, y.inner))
  }

  private func gcd(_ a: Int, _ b: Int) -> Int {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return x
  }
}
