extension Graph {
  /// f computed again with other nodes in the place of some of its inputs: a new graph beside the old one. The
  /// mapping tells for each node that f depends on its counterpart; what no replaced input reaches is its own.
  ///
  /// - Parameter inputs: each with a node of its shape; an input made for a value, or one that lives already, with
  ///   respect to which the result can then be differentiated.
  public func replay(
    _ f: Node, replacing inputs: [(input: Node, replacement: Node)]
  ) throws(EngineError) -> (result: Node, mapping: [Node: Node]) {
    let nodes = self.nodes(leadingTo: f)
    var mapping: [Node: Node] = [:]
    for (old, new) in inputs { mapping[old] = new }
    for node in nodes where mapping[node] == nil {
      let operands = node.operands
      let counterparts = operands.map { mapping[$0] ?? $0 }
      guard zip(operands, counterparts).contains(where: { $0 != $1 }) else {
        mapping[node] = node
        continue
      }
      let new: Node
      if let rule = arena.rule(node.id.index) {
        new = try custom(rule, counterparts, result: try rule.forward(counterparts))
      } else if let primitive = node.primitive {
        new = try apply(primitive, counterparts, node.attributes)
      } else {
        new = node
      }
      new.tag = node.tag
      mapping[node] = new
    }
    return (mapping[f] ?? f, mapping)
  }
}
