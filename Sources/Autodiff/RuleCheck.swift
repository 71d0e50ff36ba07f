import Formulas

extension Graph {
  /// A derivative written by hand against central differences of its function, at one call and apart from the rest of
  /// the graph: a check for each operand that an input stands behind, `nil` for the others.
  ///
  /// The function's results are weighted with numbers that differ from entry to entry, so that mistakes do not cancel.
  /// - Precondition: the node is the call of a function with a rule.
  public func checkRule(at call: Node, sample: Int? = nil) throws(EngineError) -> [GradientCheck?] {
    settle(call.id.index)
    guard let rule = arena.rule(call.id.index) else { preconditionFailure("the call of a function with a rule") }
    // Inputs of their own: an operand may be computed from another one.
    let operands = call.operands
    var inputs: [Node] = []
    for operand in operands { inputs.append(try input(operand.value)) }
    let result = try custom(rule, inputs, result: try rule.forward(inputs))
    let weights = Tensor(
      shape: result.shape,
      values: (0..<result.value.count).map { k in
        // Multiples of the golden ratio are nowhere near each other (Weyl).
        let turn = 0.6180339887498949 * Double(k + 1)
        return 0.5 + turn - Elementary.floor(turn)
      })
    let total = try apply(.sum, [try apply(.mul, [result, try constant(weights)])])
    var analytic: [Node: Tensor] = [:]
    for (input, part) in zip(inputs, try customContributions(result.id.index, weights)) { analytic[input] = part }
    let checked = zip(operands, inputs).filter { $0.0.varies }.map(\.1)
    var found = try checkGradient(of: total, at: checked, analytic: analytic, sample: sample)[...]
    return operands.map { $0.varies ? found.popFirst() : nil }
  }
}
