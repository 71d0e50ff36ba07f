import Formulas

/// A call of a function whose derivative was written by hand, apart from the graph in which it stands: what it takes to
/// try the rule there, also when its nodes are gone.
public struct RuleCall {
  /// The derivative by hand.
  public let rule: any CustomRule
  /// The numbers of the function's arguments.
  public let operands: [Tensor]
  /// By operand, whether an input stands behind it.
  public let varies: [Bool]
  /// By operand, whether it was asked for: a rule may give 0 for what is none of its business, such as a target.
  let isAsked: [Bool]
  /// Of the function's result.
  public let shape: [Int]

  /// A call, apart from its graph.
  ///
  /// - Parameters:
  ///   - call: the node of a function with a rule.
  ///   - xs: by what is differentiated; `nil` for all that stands behind it.
  /// - Precondition: the node is such a call.
  public init(_ call: Node, by xs: [Node]? = nil) {
    guard let rule = call.rule else { preconditionFailure("the call of a function with a rule") }
    self.rule = rule
    let operands = call.operands
    self.operands = operands.map(\.value)
    let graph = call.graph
    varies = operands.map { $0.varies && $0.primitive?.operation != .stop }
    isAsked = operands.map { operand in xs?.contains { graph.isBehind($0, operand) } ?? true }
    shape = call.shape
  }

  /// The upstream gradient that a rule is tried with at an entry of the result: nowhere 1, and different from entry to
  /// entry, so that mistakes do not cancel.
  public static func upstream(_ entry: Int) -> Double {
    // Multiples of the golden ratio are nowhere near each other (Weyl).
    let turn = 0.6180339887498949 * Double(entry + 1)
    return 0.5 + turn - Elementary.floor(turn)
  }
}

extension Graph {
  /// The calls of functions with a rule that a gradient of f flows through, in order of construction.
  public func ruleCalls(leadingTo f: Node) -> [Node] {
    guard hasRules, f.varies else { return [] }
    return order(leadingTo: f.id.index, onlyVarying: true)
      .filter { arena.records[Int($0)].code == NodeCode.custom }
      .map { Node(graph: self, id: NodeID($0)) }
  }

  /// A derivative written by hand against central differences of its function, at one call and apart from the rest of
  /// the graph: a check for each operand that an input stands behind, `nil` for the others.
  ///
  /// The function's results are weighted with ``RuleCall/upstream(_:)``.
  public func check(_ call: RuleCall, sample: Int? = nil) throws(EngineError) -> [GradientCheck?] {
    // Inputs of their own: an operand may be computed from another one.
    var inputs: [Node] = []
    for operand in call.operands { inputs.append(try input(operand)) }
    let result = try custom(call.rule.renewed(), inputs, result: try call.rule.forward(inputs))
    guard result.rule != nil else { return call.varies.map { _ in nil } }
    let weights = Tensor(shape: result.shape, values: (0..<result.value.count).map(RuleCall.upstream))
    let total = try apply(.sum, [try apply(.mul, [result, try constant(weights)])])
    var analytic: [Node: Tensor] = [:]
    for (input, part) in zip(inputs, try pulledByHand(NumberAlgebra(graph: self), weights, through: result.id.index)) {
      analytic[input] = part
    }
    let isChecked = inputs.indices.map { k in
      call.varies[k] && (call.isAsked[k] || analytic[inputs[k]]?.values.contains { $0 != 0 } ?? true)
    }
    let checked = zip(isChecked, inputs).filter { $0.0 }.map(\.1)
    var found = try checkGradient(of: total, at: checked, analytic: analytic, sample: sample)[...]
    return isChecked.map { $0 ? found.popFirst() : nil }
  }
}
