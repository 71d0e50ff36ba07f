extension Graph {
  /// f computed again with other nodes in the place of some of its inputs: a new graph beside the old one. The
  /// mapping tells for each node that f depends on its counterpart; what no replaced input reaches is its own.
  ///
  /// - Parameters:
  ///   - f: what is computed again.
  ///   - inputs: each with a node of its shape; an input made for a value, or one that lives already, with respect to
  ///     which the result can then be differentiated.
  /// - Throws: ``EngineError/cannotRepeat(place:)`` where a decision on the way to f would come out differently.
  public func replay(
    _ f: Node, replacing inputs: [(input: Node, replacement: Node)]
  ) throws(EngineError) -> (result: Node, mapping: [Node: Node]) {
    var mapping: [Node: Node] = [:]
    for (old, new) in inputs { mapping[old] = new }
    // Conditions first: behind a wrong one f may have no value at all.
    let given = Set(inputs.map(\.input))
    let decisions = decisions(behind: [f.id.index], replaced: Set(given.map(\.id.index)))
    try refuseForgotten(decisions, movedBy: given.map(\.id.index))
    for decision in decisions {
      let condition = Node(graph: self, id: NodeID(decision.condition))
      try replay(condition, &mapping)
      guard let again = mapping[condition], holds(decision, with: again.value) else {
        throw .cannotRepeat(place: decision.place)
      }
    }
    try settleAll(f.id.index, movedBy: given.map(\.id.index))
    try replay(f, &mapping)
    for (node, again) in mapping where node != again && !given.contains(node) {
      for decision in arena.decisions(of: node.id.index) {
        let condition = Node(graph: self, id: NodeID(decision.condition))
        decide(again, by: mapping[condition] ?? condition, decision.outcome, at: decision.place)
      }
    }
    return (mapping[f] ?? f, mapping)
  }

  private func replay(_ root: Node, _ mapping: inout [Node: Node]) throws(EngineError) {
    try settleAll(root.id.index)
    for node in nodes(leadingTo: root) where mapping[node] == nil {
      let operands = node.operands
      let counterparts = operands.map { mapping[$0] ?? $0 }
      guard
        zip(operands, counterparts).contains(where: { $0 != $1 }) || arena.rule(node.id.index)?.isOutdated == true
      else {
        mapping[node] = node
        continue
      }
      let new: Node
      if let rule = arena.rule(node.id.index) {
        new = try custom(rule.renewed(), counterparts, result: try rule.forward(counterparts))
      } else if let primitive = node.primitive {
        new = try apply(primitive, counterparts, node.attributes)
      } else {
        new = node
      }
      new.tag = node.tag
      mapping[node] = new
    }
  }
}
