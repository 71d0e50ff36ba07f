extension Graph {
  /// f computed again in 64 bits, from its inputs' numbers: a new graph beside the old one, in which nothing is rounded
  /// to 32 bits. `nil` where nothing was.
  ///
  /// The mapping tells for each node that f depends on its counterpart; what needs no widening is its own.
  func widened(_ f: Node) throws(EngineError) -> (result: Node, mapping: [Node: Node])? {
    try complete(f)
    let nodes = self.nodes(leadingTo: f)
    guard nodes.contains(where: { $0.precision == .single }) else { return nil }
    var mapping: [Node: Node] = [:]
    for node in nodes {
      let operands = node.operands
      let counterparts = operands.map { mapping[$0] ?? $0 }
      let isMoved = zip(operands, counterparts).contains { $0 != $1 }
      let wide: Node
      if operands.isEmpty {
        let isNarrow = node.precision == .single
        let value = node.value.converted(to: .double)
        wide = isNarrow ? try node.kind == .input ? input(value) : constant(value) : node
      } else if node.primitive == .single || node.primitive == .double {
        wide = counterparts[0]
      } else if !isMoved {
        wide = node
      } else if let rule = arena.rule(node.id.index) {
        wide = try custom(rule, counterparts, result: try rule.forward(counterparts))
      } else if let primitive = node.primitive {
        wide = try apply(primitive, counterparts, node.attributes)
      } else {
        wide = node
      }
      mapping[node] = wide
    }
    return (mapping[f] ?? f, mapping)
  }
}
