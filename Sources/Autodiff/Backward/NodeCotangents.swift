/// Gradients as nodes, of which the graph of a derivative is made.
struct NodeCotangents: Cotangents {
  private let graph: Graph
  private let variable: Node
  private let leads: Leads
  private var sums: GradientSums

  init(_ graph: Graph, of f: Node, withRespectTo x: Node, leads: Leads) throws(EngineError) {
    self.graph = graph
    variable = x
    self.leads = leads
    sums = GradientSums(graph: graph)
    try sums.add(try graph.constant(Tensor.full(f.shape, 1).converted(to: f.precision)), to: f.id.index)
  }

  mutating func take(_ node: UInt32) throws(EngineError) -> Node? {
    guard node != variable.id.index, let upstream = try sums.take(node) else { return nil }
    return graph.arena.operandCount(node) > 0 ? upstream : nil
  }

  func pull(_ upstream: Node, through node: UInt32) throws(EngineError) -> [Cotangent<Node>] {
    let code = graph.arena.records[Int(node)].code
    if code == Primitive.index.code {
      let operand = graph.arena.operand(node, 0)
      if graph.arena.precision(node) == graph.arena.precision(operand) {
        // Many single entries are put in their places at once.
        let indices = graph.arena.attributes(node).indices
        return [Cotangent(node: operand, operand: 0, value: upstream, entries: indices)]
      }
    }
    if let (operand, part) = try graph.throughLength(node, upstream, variable: variable.id.index) {
      guard graph.arena.records[Int(operand)].varies, leads[operand] else { return [] }
      let fitted = try NodeAlgebra(graph: graph).fitted(part, to: operand)
      return [Cotangent(node: operand, operand: 0, value: fitted)]
    }
    return try graph.pulled(NodeAlgebra.self, upstream, through: node) { leads[$0] }
  }

  mutating func add(_ part: Cotangent<Node>) throws(EngineError) {
    if let entries = part.entries {
      sums.add(part.value, at: entries, of: part.node)
    } else {
      try sums.add(part.value, to: part.node)
    }
  }

  /// The sum of all that arrived at the variable.
  mutating func result() throws(EngineError) -> Node {
    if let result = try sums.take(variable.id.index) { return result }
    return try graph.constant(Tensor.zeros(variable.shape).converted(to: variable.precision))
  }
}
