import Formulas

extension PrimitiveDefinition {
  /// The pullback by one operand: its part of the result's upstream gradient, in numbers or in nodes; `nil` for
  /// nothing.
  func pull<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    if let structure { return try structure.backward(pull, to: operand) }
    let algebra = pull.algebra
    let shape = algebra.shape(pull.operands[operand])
    let slope = derivatives[operand]
    if slope == 0 { return nil }
    if slope == 1 { return try algebra.reduced(pull.upstream, to: shape) }
    if slope == -1 { return try algebra.reduced(try algebra.apply(.neg, [pull.upstream]), to: shape) }
    let local = try slope.build(algebra, operands: pull.operands, result: pull.result)
    return try algebra.reduced(try algebra.apply(.mul, [pull.upstream, local]), to: shape)
  }
}

extension ElementwiseFormula {
  /// The formula worked out: as numbers, or as nodes that can be differentiated again.
  func build<A: Algebra>(_ algebra: A, operands: [A.Value], result: A.Value) throws(EngineError) -> A.Value {
    switch self {
    case .constant(let value): return try algebra.constant(value)
    case .operand(let i): return operands[i]
    case .result: return result
    case .unary(let operation, let a):
      let x = try a.build(algebra, operands: operands, result: result)
      return try algebra.apply(.elementwise(operation), [x])
    case .binary(let operation, let a, let b):
      let x = try a.build(algebra, operands: operands, result: result)
      let y = try b.build(algebra, operands: operands, result: result)
      return try algebra.apply(.elementwise(operation), [x, y])
    case .ternary(let operation, let a, let b, let c):
      let x = try a.build(algebra, operands: operands, result: result)
      let y = try b.build(algebra, operands: operands, result: result)
      let z = try c.build(algebra, operands: operands, result: result)
      return try algebra.apply(.elementwise(operation), [x, y, z])
    }
  }
}

/// Derivatives as numbers of one precision, that of the result that is differentiated. NaN and infinity pass: a
/// derivative may be undefined where the function is not.
struct NumberAlgebra: GraphAlgebra {
  let graph: Graph
  var precision = Precision.double

  func constant(_ value: Tensor) -> Tensor { value.converted(to: precision) }
  func shape(_ value: Tensor) -> [Int] { value.shape }
  func value(of node: UInt32) -> Tensor { graph.arena.value(node).converted(to: precision) }
  func result(_ node: UInt32) -> Tensor { value(of: node) }
  func converted(_ value: Tensor, to precision: Precision) -> Tensor { value.converted(to: precision) }
  func node(_ value: Tensor) throws(EngineError) -> Node { try graph.constant(value) }

  func fitted(_ part: Node, to operand: UInt32, _ rule: any CustomRule) throws(EngineError) -> Tensor {
    let shape = graph.arena.shape(operand)
    let gradient = part.value.converted(to: graph.arena.precision(operand) ?? .double)
    if gradient.shape == shape { return gradient }
    guard gradient.count == 1 else {
      throw .shapeMismatch(
        operation: "backward " + rule.name, shapes: [gradient.shape, shape], rule: "a gradient has its input's shape")
    }
    return Tensor.full(shape, gradient.values[0]).converted(to: gradient.precision)
  }

  func apply(
    _ primitive: Primitive, _ operands: [Tensor], _ attributes: Attributes
  ) throws(EngineError) -> Tensor {
    let shapes = operands.map(\.shape)
    let shape = try primitive.shape(shapes, attributes)
    try graph.arena.admit(count: Tensor.count(of: shape))
    try graph.arena.spend(Arena.pullWork + primitive.work(shapes, result: shape, attributes))
    return try primitive.evaluate(operands, attributes, shape: shape, at: precision, unchecked: true)
  }
}

/// Derivatives as nodes, their constants at the precision of the result that is differentiated.
struct NodeAlgebra: GraphAlgebra {
  let graph: Graph
  var precision = Precision.double

  func constant(_ value: Tensor) throws(EngineError) -> Node {
    try graph.constant(value.converted(to: precision))
  }
  func shape(_ value: Node) -> [Int] { value.shape }

  func apply(_ primitive: Primitive, _ operands: [Node], _ attributes: Attributes) throws(EngineError) -> Node {
    try graph.apply(primitive, operands, attributes)
  }

  func value(of node: UInt32) throws(EngineError) -> Node {
    try converted(Node(graph: graph, id: NodeID(node)), to: precision)
  }

  /// A node of its own: σ′ = σ(1 − σ) is a function of the operand. With `c = sigmoid(t)` and `g = grad(c, t)`, moving
  /// `c` does not move `g`, so that the formula must not hold on to `c`. Nodes of a derivative's own have no name to be
  /// moved by.
  func result(_ node: UInt32) throws(EngineError) -> Node { try graph.twin(node) }

  /// The node, or its numbers at another precision.
  func converted(_ node: Node, to precision: Precision) throws(EngineError) -> Node {
    if node.precision == precision { return node }
    return try graph.apply(precision == .single ? .single : .double, [node])
  }

  func node(_ value: Node) -> Node { value }

  func fitted(_ part: Node, to operand: UInt32, _ rule: any CustomRule) throws(EngineError) -> Node {
    try fitted(part, to: operand)
  }

  /// Of an operand's shape and precision.
  func fitted(_ part: Node, to operand: UInt32) throws(EngineError) -> Node {
    try converted(
      try broadcast(part, to: graph.arena.shape(operand)), to: graph.arena.precision(operand) ?? .double)
  }
}
