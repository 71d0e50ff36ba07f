extension Graph {
  /// Entries of a Jacobian against central differences: of a sample of rows some entries that the structure keeps and
  /// some that it says are 0; and uᵀ J v for directions of ±1, which sees a wrong entry wherever it is. The position of
  /// an entry is row · columns + column, rows being outputs.
  ///
  /// - Parameters:
  ///   - jacobian: of y by x, in either layout.
  ///   - y: what was differentiated.
  ///   - x: by what.
  ///   - sample: rows looked at, and entries of each.
  public func checkJacobian(
    _ jacobian: Jacobian, of y: Node, at x: Node, sample: Int = 8
  ) throws(EngineError) -> GradientCheck {
    let map = jacobian.layout == .numerator ? jacobian.map : jacobian.map.transposed
    let (rows, columns) = (map.rows, map.columns)
    guard rows > 0, columns > 0 else { return GradientCheck(entries: [], shape: [rows, columns]) }
    // An elementwise map is looked at where it is looked at, and nowhere else.
    if let small = try elementwiseSample(of: y, x, Graph.evenly(rows, sample)) {
      var found: [GradientCheck.Entry] = []
      for (k, row) in small.positions.enumerated() {
        var analytic = [Double](repeating: 0, count: small.positions.count)
        for (other, column) in small.positions.enumerated() { analytic[other] = map.entry(row, column) }
        let entry = try apply(.index, [small.output], Attributes(indices: [.at(k)]))
        let check = try checkGradient(
          of: entry, at: small.input, analytic: analytic, positions: Array(analytic.indices))
        for var entry in check {
          entry.position = row * columns + small.positions[entry.position]
          found.append(entry)
        }
      }
      return GradientCheck(entries: found, shape: [rows, columns])
    }
    let flat = try apply(.reshape, [y], Attributes(shape: [rows]))
    var found: [GradientCheck.Entry] = []
    for row in Graph.evenly(rows, sample) {
      var analytic = [Double](repeating: 0, count: columns)
      var kept: [Int] = []
      map.forEach(inRow: row) { column, value in
        analytic[column] = value
        kept.append(column)
      }
      let half = columns <= sample ? sample : sample / 2
      let positions = Set(Graph.evenly(kept.count, half).map { kept[$0] } + Graph.evenly(columns, half))
      let entry = try apply(.index, [flat], Attributes(indices: [.at(row)]))
      for var entry in try checkGradient(of: entry, at: x, analytic: analytic, positions: positions.sorted()) {
        entry.position += row * columns
        found.append(entry)
      }
    }
    if found.count < rows * columns, !found.contains(where: { $0.verdict == .fail }),
      jacobian.nonzeroCount <= Graph.directionEntries, let wrong = try wrongEntry(of: map, flat, at: x)
    {
      found.append(wrong)
    }
    return GradientCheck(entries: found, shape: [rows, columns])
  }

  /// Entries of a Jacobian beyond which no direction is tried.
  private static let directionEntries = 1 << 20

  /// The entry that makes uᵀ J v differ from what the outputs do along v; `nil` where nothing does.
  private func wrongEntry(of map: LinearMap, _ flat: Node, at x: Node) throws(EngineError) -> GradientCheck.Entry? {
    // Σ uᵢ yᵢ over some rows, and its gradient.
    func combined(_ rows: Range<Int>) throws(EngineError) -> (node: Node, gradient: [Double]) {
      let weights = (0..<map.rows).map { rows.contains($0) ? DirectionCheck.sign($0) : 0 }
      var gradient = [Double](repeating: 0, count: map.columns)
      for row in rows { map.forEach(inRow: row) { gradient[$0] += weights[row] * $1 } }
      let product = try apply(.mul, [flat, try constant(Tensor(shape: [map.rows], values: weights))])
      return (try apply(.sum, [product]), gradient)
    }
    func fails(_ rows: Range<Int>, _ column: Int) throws(EngineError) -> Bool {
      let (node, gradient) = try combined(rows)
      let entries = try checkGradient(of: node, at: x, analytic: gradient, positions: [column])
      return entries.contains { $0.verdict == .fail }
    }
    let whole = try combined(0..<map.rows)
    for column in try suspects(of: whole.node, at: x, analytic: whole.gradient) {
      var rows = 0..<map.rows
      guard try fails(rows, column) else { continue }
      while rows.count > 1 {
        let middle = (rows.lowerBound + rows.upperBound) / 2
        rows =
          try fails(rows.lowerBound..<middle, column) ? rows.lowerBound..<middle : middle..<rows.upperBound
      }
      let row = rows.lowerBound
      var analytic = [Double](repeating: 0, count: map.columns)
      map.forEach(inRow: row) { analytic[$0] = $1 }
      let entry = try apply(.index, [flat], Attributes(indices: [.at(row)]))
      for var entry in try checkGradient(of: entry, at: x, analytic: analytic, positions: [column])
      where entry.verdict == .fail {
        entry.position += row * map.columns
        return entry
      }
    }
    return nil
  }

  /// At most so many of the numbers below a count, the first and the last included.
  private static func evenly(_ count: Int, _ most: Int) -> [Int] {
    guard count > most else { return Array(0..<count) }
    return (0..<most).map { $0 * (count - 1) / (most - 1) }
  }

  /// Some entries of a large elementwise map, as a map of their own: `nil` where y is something else.
  private func elementwiseSample(
    of y: Node, _ x: Node, _ positions: [Int]
  ) throws(EngineError) -> (positions: [Int], input: Node, output: Node)? {
    let shape = y.shape
    guard x.shape == shape, shape.reduce(1, *) > 1024 else { return nil }
    let order = self.order(leadingTo: y.id.index, onlyVarying: true)
    guard order.count <= 64 else { return nil }
    func taken(_ index: UInt32) throws(EngineError) -> Node {
      let value = arena.value(index)
      guard value.shape == shape else { return Node(graph: self, id: NodeID(index)) }
      return try constant(Tensor(shape: [positions.count], values: positions.map { value.values[$0] }))
    }
    var small: [UInt32: Node] = [:]
    let values = x.value.values
    let input = try input(Tensor(shape: [positions.count], values: positions.map { values[$0] }))
    small[x.id.index] = input
    for index in order where index != x.id.index {
      let code = arena.records[Int(index)].code
      let operands = arena.operands(index)
      guard code < Primitive.firstStructural, arena.shape(index) == shape,
        operands.allSatisfy({ arena.shape($0) == shape || arena.shape($0).isEmpty })
      else {
        // What x does not reach is a constant here.
        guard !operands.contains(where: { small[$0] != nil }) else { return nil }
        continue
      }
      var parts: [Node] = []
      guard operands.contains(where: { small[$0] != nil }) else { continue }
      for operand in operands {
        if let part = small[operand] {
          parts.append(part)
        } else {
          parts.append(try taken(operand))
        }
      }
      small[index] = try apply(Primitive(code: code), parts)
    }
    guard let output = small[y.id.index] else { return nil }
    return (positions, input, output)
  }
}
