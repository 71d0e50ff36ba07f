import Formulas

/// One backward pass as nodes, which can be computed again at other points: what ``BackwardPass`` has in numbers.
public struct BackwardNodes {
  /// One operand's part in a gate.
  public struct Wire {
    /// The gradient that comes back by it, a part of the operand's gradient.
    public var contribution: Node
    /// The local derivative of an elementwise gate, of the result's shape; `nil` for any other gate.
    public var local: Node?
  }

  /// By node; absent for constants.
  public fileprivate(set) var gradients: [Node: Node] = [:]
  fileprivate var wires: [Node: [Int: Wire]] = [:]

  /// The wire from a gate's operand, by the operand's position.
  public func wire(to gate: Node, operand: Int) -> Wire? { wires[gate]?[operand] }
}

extension Graph {
  /// The whole backward pass in nodes: gradients, what each wire carries back, and local derivatives.
  ///
  /// - Returns: `nil` where a derivative was written by hand: it can be called, and is no formula.
  /// - Throws: ``EngineError/notScalar(operation:shape:)`` when f has more than one entry; budgets.
  public func backwardNodes(from f: Node) throws(EngineError) -> BackwardNodes? {
    guard f.shape.reduce(1, *) == 1 else { throw .notScalar(operation: "gradients", shape: f.shape) }
    try settleAll(f.id.index)
    let order = order(leadingTo: f.id.index, onlyVarying: false)
    guard !order.contains(where: { arena.records[Int($0)].code == NodeCode.custom }) else { return nil }
    let standing = arena.standing
    arena.standing.insert(.isDerived)
    defer { arena.standing = standing }
    var wired = try WiredNodes(self, from: f)
    try reverse(order, &wired)
    return wired.pass
  }
}

/// Gradients as nodes, of all nodes and with all that came by wires.
private struct WiredNodes: Cotangents {
  let graph: Graph
  private let output: Node
  private(set) var pass = BackwardNodes()
  private var sums: [UInt32: Node]

  init(_ graph: Graph, from f: Node) throws(EngineError) {
    self.graph = graph
    output = f
    sums = [f.id.index: try graph.constant(Tensor.full(f.shape, 1).converted(to: f.precision))]
  }

  mutating func take(_ index: UInt32) throws(EngineError) -> Node? {
    let node = Node(graph: graph, id: NodeID(index))
    guard node.varies || node == output else { return nil }
    let sum = sums.removeValue(forKey: index)
    let upstream = if let sum { sum } else { try zeros(index) }
    pass.gradients[node] = upstream
    return graph.arena.operandCount(index) > 0 ? upstream : nil
  }

  private func zeros(_ index: UInt32) throws(EngineError) -> Node {
    try graph.constant(Tensor.zeros(graph.arena.shape(index)).converted(to: graph.arena.precision(index) ?? .double))
  }

  mutating func pull(_ upstream: Node, through index: UInt32) throws(EngineError) -> [Cotangent<Node>] {
    let gate = Node(graph: graph, id: NodeID(index))
    var rest = try graph.pulled(NodeAlgebra.self, upstream, through: index) { _ in true }[...]
    var parts: [Cotangent<Node>] = []
    for (i, operand) in graph.arena.visibleOperands(index).enumerated() where graph.arena.records[Int(operand)].varies {
      let contribution: Node
      if rest.first?.operand == i { contribution = rest.removeFirst().value } else { contribution = try zeros(operand) }
      pass.wires[gate, default: [:]][i] = BackwardNodes.Wire(contribution: contribution, local: try local(index, to: i))
      parts.append(Cotangent(node: operand, operand: i, value: contribution))
    }
    return parts
  }

  mutating func add(_ part: Cotangent<Node>) throws(EngineError) {
    guard let sum = sums[part.node] else {
      sums[part.node] = part.value
      return
    }
    sums[part.node] = try graph.apply(.add, [sum, part.value])
  }

  /// The local derivative of an elementwise operation, of the result's shape.
  private func local(_ index: UInt32, to i: Int) throws(EngineError) -> Node? {
    let code = graph.arena.records[Int(index)].code
    guard code < Primitive.firstStructural else { return nil }
    let algebra = NodeAlgebra(graph: graph, precision: graph.arena.precision(index) ?? .double)
    var operands: [Node] = []
    for operand in graph.arena.operands(index) { operands.append(try algebra.value(of: operand)) }
    let slope = try Primitive(code: code).derivatives[i].build(
      algebra, operands: operands, result: try algebra.result(index))
    return try algebra.broadcast(slope, to: graph.arena.shape(index))
  }
}
