/// Products in which a factor is made of blocks.
extension MapArithmetic {
  // MARK: Diagonals

  /// D · B: each row times its number.
  func scaleRows(_ map: BlockedMap, by diagonal: BlockedMap) throws(EngineError) -> BlockedMap {
    if diagonal.values.count == 1 {
      let factor = diagonal.values[0]
      return map.mapped { factor * $0 }
    }
    try admit(map.capacity)
    var result = map.unshared
    try graph.spend(result.values.count)
    if result.inner == 1 {
      for row in 0..<result.rows {
        let factor = diagonal.diagonal(row)
        for k in (row * result.width)..<((row + 1) * result.width) { result.values[k] = factor * result.values[k] }
      }
      return result
    }
    for row in 0..<result.rows {
      let factor = diagonal.diagonal(row)
      for entry in result.row(row) { result.values[entry.position] = factor * result.values[entry.position] }
    }
    return result
  }

  /// B · D: each column times its number.
  func scaleColumns(_ map: BlockedMap, by diagonal: BlockedMap) throws(EngineError) -> BlockedMap {
    if diagonal.values.count == 1 {
      let factor = diagonal.values[0]
      return map.mapped { $0 * factor }
    }
    try admit(map.capacity)
    var result = map.unshared
    try graph.spend(result.values.count)
    for row in 0..<result.rows {
      for entry in result.row(row) {
        result.values[entry.position] = result.values[entry.position] * diagonal.diagonal(entry.column)
      }
    }
    return result
  }

  func scaleRows(_ map: SparseMap, by diagonal: BlockedMap) -> SparseMap {
    var result = map
    for row in 0..<map.rows {
      let factor = diagonal.diagonal(row)
      for k in map.starts[row]..<map.starts[row + 1] { result.values[k] = factor * map.values[k] }
    }
    return result
  }

  func scaleColumns(_ map: SparseMap, by diagonal: BlockedMap) -> SparseMap {
    var result = map
    for k in map.values.indices { result.values[k] = map.values[k] * diagonal.diagonal(Int(map.indices[k])) }
    return result
  }

  // MARK: Blocks

  /// Blocks of one partition, one by one; shared ones once.
  func blockwise(_ x: BlockedMap, _ y: BlockedMap) throws(EngineError) -> BlockedMap {
    let sharesInner = (x.sharesInner && y.sharesInner) || x.inner == 1
    let group = x.group == y.group ? x.group : x.group == x.outer ? y.group : y.group == y.outer ? x.group : 1
    let places = x.outer / max(group, 1) * (sharesInner ? 1 : x.inner)
    try admit(places * x.height * y.width)
    try graph.spend(2 * places * x.height * x.width * y.width)
    var starts: [(a: Int, b: Int)] = []
    for o in stride(from: 0, to: x.outer, by: max(group, 1)) {
      for i in 0..<(sharesInner ? 1 : x.inner) { starts.append((x.offset(o, i), y.offset(o, i))) }
    }
    let values = ProductKernel.values(
      x.values, y.values, rows: x.height, inner: x.width, columns: y.width, starts: starts)
    return BlockedMap(
      outer: x.outer, inner: x.inner, height: x.height, width: y.width, values: values, group: group,
      sharesInner: sharesInner)
  }

  // MARK: A dense factor

  /// B · M for a dense M: the rows of M that belong to a block, combined by it.
  func times(_ x: BlockedMap, dense m: BlockedMap) throws(EngineError) -> BlockedMap {
    let n = m.width
    try graph.admit(shape: [x.rows, n])
    try spend(x.capacity, n)
    // Where inner places share a block, they are further columns.
    let wide = x.sharesInner ? x.inner * n : n
    if x.inner == 1 || x.sharesInner {
      let values = ProductKernel.values(
        x.values, m.values, rows: x.height, inner: x.width, columns: wide,
        starts: (0..<x.outer).map { (x.offset($0, 0), $0 * x.width * wide) })
      return BlockedMap(outer: 1, inner: 1, height: x.rows, width: n, values: values)
    }
    var values = [Double](repeating: 0, count: x.rows * n)
    for row in 0..<x.rows {
      for entry in x.row(row) {
        let (factor, from, to) = (x.values[entry.position], entry.column * n, row * n)
        for j in 0..<n { values[to + j] += factor * m.values[from + j] }
      }
    }
    return BlockedMap(outer: 1, inner: 1, height: x.rows, width: n, values: values)
  }

  /// M · B for a dense M.
  func dense(_ m: BlockedMap, times y: BlockedMap) throws(EngineError) -> BlockedMap {
    let (rows, columns) = (m.height, y.columns)
    try graph.admit(shape: [rows, columns])
    try spend(y.capacity, rows)
    if y.inner == 1 && y.group == y.outer {
      // One block for all: the rows of M fall into more, shorter rows.
      let values = ProductKernel.values(
        m.values, y.values, rows: rows * y.outer, inner: y.height, columns: y.width)
      return BlockedMap(outer: 1, inner: 1, height: rows, width: columns, values: values)
    }
    if y.sharesInner && y.inner > 1 {
      let flipped = y.transposed
      let parts = rows * y.outer
      let values = ProductKernel.values(
        flipped.values, m.values, rows: y.width, inner: y.height, columns: y.inner,
        starts: (0..<parts).map { (flipped.offset($0 % y.outer, 0), $0 * y.height * y.inner) })
      return BlockedMap(outer: 1, inner: 1, height: rows, width: columns, values: values)
    }
    var values = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for k in 0..<y.rows {
        let factor = m.values[row * y.rows + k]
        if factor == 0 { continue }
        for entry in y.row(k) { values[row * columns + entry.column] += factor * y.values[entry.position] }
      }
    }
    return BlockedMap(outer: 1, inner: 1, height: rows, width: columns, values: values)
  }

  func times(_ x: SparseMap, dense m: BlockedMap) throws(EngineError) -> BlockedMap {
    let n = m.width
    try graph.admit(shape: [x.rows, n])
    try spend(x.values.count, n)
    var values = [Double](repeating: 0, count: x.rows * n)
    for row in 0..<x.rows {
      for k in x.starts[row]..<x.starts[row + 1] {
        let (factor, from, to) = (x.values[k], Int(x.indices[k]) * n, row * n)
        for j in 0..<n { values[to + j] += factor * m.values[from + j] }
      }
    }
    return BlockedMap(outer: 1, inner: 1, height: x.rows, width: n, values: values)
  }

  func dense(_ m: BlockedMap, times y: SparseMap) throws(EngineError) -> BlockedMap {
    let columns = y.columns
    try graph.admit(shape: [m.height, columns])
    try spend(y.values.count, m.height)
    var values = [Double](repeating: 0, count: m.height * columns)
    for row in 0..<m.height {
      for k in 0..<y.rows {
        let factor = m.values[row * y.rows + k]
        if factor == 0 { continue }
        for l in y.starts[k]..<y.starts[k + 1] { values[row * columns + Int(y.indices[l])] += factor * y.values[l] }
      }
    }
    return BlockedMap(outer: 1, inner: 1, height: m.height, width: columns, values: values)
  }

  private func spend(_ entries: Int, _ times: Int) throws(EngineError) {
    let (work, overflow) = entries.multipliedReportingOverflow(by: 2 * times)
    try graph.spend(overflow ? .max : work)
  }
}
