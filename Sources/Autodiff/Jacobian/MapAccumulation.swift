/// The chain rule over a graph in maps: local derivatives multiplied along paths and added where paths meet.
///
/// From the variable on (columns: whole blocks of tangents at once) where it has no more entries than the output, else
/// from the output back (rows of cotangents); either way every step is one product of maps.
struct MapAccumulation {
  let arithmetic: MapArithmetic
  private var graph: Graph { arithmetic.graph }

  init(arithmetic: MapArithmetic) { self.arithmetic = arithmetic }

  /// Which way the chain is multiplied out.
  enum Direction: Sendable, CaseIterable {
    case forward
    case backward
  }

  /// ∂y/∂x. The caller has settled y.
  ///
  /// - Parameter direction: the cheaper one unless given.
  func map(of y: Node, withRespectTo x: Node, direction: Direction? = nil) throws(EngineError) -> LinearMap {
    let (rows, columns) = (y.shape.reduce(1, *), x.shape.reduce(1, *))
    let order = graph.order(leadingTo: y.id.index, onlyVarying: true)
    guard y.varies, graph.arena.wasVisited(x.id.index) else { return .zero(rows: rows, columns: columns) }
    let path = path(from: x.id.index, order)
    let total: LinearMap?
    switch direction ?? (columns <= rows ? .forward : .backward) {
    case .forward: total = try forward(from: x.id.index, path, order)
    case .backward: total = try backward(to: x.id.index, path, order)
    }
    return total ?? .zero(rows: rows, columns: columns)
  }

  /// For each node of the order between x and y the operands through which x reaches it.
  private func path(from x: UInt32, _ order: ContiguousArray<UInt32>) -> [UInt32: [(operand: Int, node: UInt32)]] {
    var path: [UInt32: [(operand: Int, node: UInt32)]] = [x: []]
    for index in order where index != x {
      var wires: [(operand: Int, node: UInt32)] = []
      for i in 0..<graph.arena.visibleOperandCount(index) {
        let operand = graph.arena.operand(index, i)
        if graph.arena.records[Int(operand)].varies && path[operand] != nil { wires.append((i, operand)) }
      }
      if !wires.isEmpty { path[index] = wires }
    }
    return path
  }

  private func forward(
    from x: UInt32, _ path: [UInt32: [(operand: Int, node: UInt32)]], _ order: ContiguousArray<UInt32>
  ) throws(EngineError) -> LinearMap? {
    // How many consumers still need a node's map.
    var uses: [UInt32: Int] = [:]
    for index in order { for wire in path[index] ?? [] { uses[wire.node, default: 0] += 1 } }
    var maps: [UInt32: LinearMap] = [x: .identity(graph.arena.shape(x).reduce(1, *))]
    for index in order where index != x {
      guard let wires = path[index] else { continue }
      for wire in wires {
        guard let inner = maps[wire.node] else { continue }
        let part = try arithmetic.product(try arithmetic.local(index, operand: wire.operand), inner)
        if let others = maps[index] {
          maps[index] = try arithmetic.sum(others, part)
        } else {
          maps[index] = part
        }
        uses[wire.node, default: 0] -= 1
        if uses[wire.node] == 0 { maps[wire.node] = nil }
      }
    }
    return order.last.flatMap { maps[$0] }
  }

  private func backward(
    to x: UInt32, _ path: [UInt32: [(operand: Int, node: UInt32)]], _ order: ContiguousArray<UInt32>
  ) throws(EngineError) -> LinearMap? {
    guard let y = order.last else { return nil }
    var maps = MapCotangents(arithmetic: arithmetic, variable: x, path: path)
    maps.sums[y] = .identity(graph.arena.shape(y).reduce(1, *))
    try graph.reverse(order, &maps)
    return maps.sums[x]
  }
}

/// Rows of a Jacobian on their way back: ∂y/∂node for each node, as a map with structure.
private struct MapCotangents: Cotangents {
  let arithmetic: MapArithmetic
  let variable: UInt32
  let path: [UInt32: [(operand: Int, node: UInt32)]]
  var sums: [UInt32: LinearMap] = [:]

  mutating func take(_ node: UInt32) -> LinearMap? { node == variable ? nil : sums.removeValue(forKey: node) }

  func pull(_ upstream: LinearMap, through node: UInt32) throws(EngineError) -> [Cotangent<LinearMap>] {
    var parts: [Cotangent<LinearMap>] = []
    for wire in path[node] ?? [] {
      let part = try arithmetic.product(upstream, try arithmetic.local(node, operand: wire.operand))
      parts.append(Cotangent(node: wire.node, operand: wire.operand, value: part))
    }
    return parts
  }

  mutating func add(_ part: Cotangent<LinearMap>) throws(EngineError) {
    sums[part.node] = if let others = sums[part.node] { try arithmetic.sum(others, part.value) } else { part.value }
  }
}
