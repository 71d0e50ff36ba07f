/// Cotangents (adjoints), which reverse accumulation carries from the end of a graph to its beginning: numbers, nodes
/// of a derivative's graph, rows of a Jacobian, or numbers with a record of every wire.
///
/// The chain rule is one loop over all of them, ``Graph/reverse(_:_:)``.
protocol Cotangents {
  associatedtype Value

  /// Goes by scalar operations without leaving plain numbers.
  ///
  /// - Returns: the position of the first node that needs more, −1 at the end.
  mutating func passScalars(_ order: ContiguousArray<UInt32>, from position: Int) -> Int
  /// The sum of what arrived at a node, all of whose consumers have been met; `nil` where nothing flows on.
  mutating func take(_ node: UInt32) throws(EngineError) -> Value?
  /// Hands on to the node's operands, in their order.
  mutating func pull(_ upstream: Value, through node: UInt32) throws(EngineError) -> [Cotangent<Value>]
  mutating func add(_ part: Cotangent<Value>) throws(EngineError)
}

extension Cotangents {
  func passScalars(_ order: ContiguousArray<UInt32>, from position: Int) -> Int { position }
}

/// The part of a gradient that one wire carries back.
struct Cotangent<Value> {
  /// The node that receives it, and the operand's position at the node that gives it.
  var node: UInt32
  var operand: Int
  var value: Value
  /// Where the value's entries belong in the node; `nil` for a value of the node's shape.
  var entries: [Attributes.Index]?
  /// Whether the value is itself a sum that begins with 0.
  var isSum = false
}

extension Graph {
  /// Reverse accumulation over an order of nodes, operands before consumers: each node hands on to its operands what
  /// arrived at it. Consumers are met latest first, which is the order of every sum.
  func reverse<C: Cotangents>(_ order: ContiguousArray<UInt32>, _ cotangents: inout C) throws(EngineError) {
    var position = order.count - 1
    while true {
      position = cotangents.passScalars(order, from: position)
      guard position >= 0 else { return }
      let node = order[position]
      position -= 1
      guard let upstream = try cotangents.take(node) else { continue }
      for part in try cotangents.pull(upstream, through: node) { try cotangents.add(part) }
    }
  }
}

/// An algebra in which the nodes of a graph have values: their numbers, or themselves.
protocol GraphAlgebra: Algebra {
  /// - Parameter precision: at which values and constants are worked out.
  init(graph: Graph, precision: Precision)
  var graph: Graph { get }
  var precision: Precision { get }
  func value(of node: UInt32) throws(EngineError) -> Value
  /// The value of a node whose derivative speaks of it.
  func result(_ node: UInt32) throws(EngineError) -> Value
  func converted(_ value: Value, to precision: Precision) throws(EngineError) -> Value
  func node(_ value: Value) throws(EngineError) -> Node
  /// A part that a rule by hand gave, at its operand's shape and precision.
  func fitted(_ part: Node, to operand: UInt32, _ rule: any CustomRule) throws(EngineError) -> Value
}

extension Graph {
  /// The parts of a node's operands by its own rule, each at the operand's precision; absent where nothing flows.
  func pulled<A: GraphAlgebra>(
    _ algebra: A.Type, _ upstream: A.Value, through node: UInt32, wanted: (UInt32) -> Bool
  ) throws(EngineError) -> [Cotangent<A.Value>] {
    let code = arena.records[Int(node)].code
    // As everything in it is worked out at the result's precision.
    let algebra = A(graph: self, precision: arena.precision(node) ?? .double)
    let operands = arena.visibleOperands(node)
    var parts: [Cotangent<A.Value>] = []
    if code == NodeCode.custom {
      for (i, part) in try pulledByHand(algebra, upstream, through: node).enumerated()
      where arena.records[Int(operands[i])].varies && wanted(operands[i]) {
        parts.append(Cotangent(node: operands[i], operand: i, value: part))
      }
      return parts
    }
    let definition = Primitive(code: code).definition
    let result = definition.derivativesMentionResult ? try algebra.result(node) : try algebra.value(of: node)
    var values: [A.Value] = []
    for operand in operands { values.append(try algebra.value(of: operand)) }
    let pull = Pull(
      algebra: algebra, operands: values, result: result,
      upstream: try algebra.converted(upstream, to: algebra.precision), attributes: arena.attributes(node))
    for (i, operand) in operands.enumerated() where arena.records[Int(operand)].varies && wanted(operand) {
      guard let part = try definition.pull(pull, to: i) else { continue }
      let fitted = try algebra.converted(part, to: arena.precision(operand) ?? .double)
      parts.append(Cotangent(node: operand, operand: i, value: fitted))
    }
    return parts
  }

  /// The parts of all operands by a derivative written by hand.
  func pulledByHand<A: GraphAlgebra>(
    _ algebra: A, _ upstream: A.Value, through node: UInt32
  ) throws(EngineError) -> [A.Value] {
    guard let rule = arena.rule(node) else { return [] }
    let all = arena.operands(node).map { Node(graph: self, id: NodeID($0)) }
    let inputs = Array(all.dropLast())
    let parts = try rule.backward(inputs, result: all[inputs.count], upstream: try algebra.node(upstream))
    var fitted: [A.Value] = []
    for (input, part) in zip(inputs, parts) { fitted.append(try algebra.fitted(part, to: input.id.index, rule)) }
    return fitted
  }
}
