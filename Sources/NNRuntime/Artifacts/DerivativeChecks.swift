import Artifacts
import Autodiff
import Formulas
import SourceText

/// Derivatives that reach a reader or a claim as values, and not in a figure with its own check: each is compared with
/// central differences, at the first and the last evaluation of its place in the source and wherever it is shown, quoted
/// or claimed. The values stay what they are, and the check leaves nothing behind.
extension Machine {
  /// Takes note of a derivative that a call gives.
  func note(_ derivative: Derivative, _ chunk: Chunk, _ site: Int) throws(Fault) {
    // What runs for a check is no part of the lesson.
    guard !isTryingRules, options.checksDerivatives else { return }
    let (number, isNew) = derivatives.number(chunk, site)
    if isNew { return try look(at: derivative, chunk, site) }
    let evaluation = DerivativeEvaluation(graph.remember(derivative, under: number), chunk, site)
    derivatives.setLast(evaluation, at: number)
    environment.uncheckedDerivatives.append(evaluation, in: graph)
  }

  /// The last evaluation at each place, once a run is over.
  func checkLastDerivatives() throws(Fault) {
    for evaluation in derivatives.last { if let evaluation { try look(at: evaluation) } }
  }

  /// Derivatives that stand behind values which a reader or a claim is given.
  func checkDerivatives(behind values: [Value]) throws(Fault) {
    guard !environment.uncheckedDerivatives.all.isEmpty, !isTryingRules else { return }
    environment.uncheckedDerivatives.prune(in: graph)
    let unchecked = environment.uncheckedDerivatives.all
    var nodes: [Node] = []
    var rest = values
    while let value = rest.popLast() {
      switch value {
      case .node(let node): nodes.append(node)
      case .tuple(let tuple): rest += tuple.items
      case .artifact(let artifact): if let node = artifact.madeNode { nodes.append(node) }
      case .choice(let choice): rest.append(choice.value)
      case .unbound, .number, .function, .builtin, .history, .text, .model, .optimizer: continue
      }
    }
    guard !unchecked.isEmpty, !nodes.isEmpty else { return }
    for position in graph.positions(of: unchecked.map(\.remembered), behind: nodes) {
      try look(at: unchecked[position])
    }
  }

  /// The gradients behind f at the point at which a call has computed it again.
  ///
  /// - Parameters:
  ///   - inputs: those that were replaced.
  ///   - mapping: what each node has become.
  func checkDerivatives(
    behind f: Node, replacing inputs: [(input: Node, replacement: Node)], _ mapping: [Node: Node], _ chunk: Chunk,
    _ site: Int
  ) throws(Fault) {
    guard !isTryingRules, options.checksDerivatives else { return }
    for derivative in graph.gradients(behind: f).suffix(Self.repeatedGradients) {
      // What is nowhere else computed again is left aside where it cannot be.
      guard let result = mapping[derivative.results[0]], result != derivative.results[0],
        let again = try? graph.replay(derivative.y, replacing: inputs)
      else { continue }
      let x = again.mapping[derivative.xs[0]] ?? derivative.xs[0]
      try refuseWrong(Derivative(.gradient, of: again.result, by: [x], results: [result]), chunk, site)
    }
  }

  /// Gradients behind one node that are looked at where it is computed again, the last ones.
  private static let repeatedGradients = 8

  private func look(at evaluation: DerivativeEvaluation) throws(Fault) {
    guard !evaluation.isChecked, let derivative = graph.derivative(evaluation.remembered) else { return }
    evaluation.isChecked = true
    try look(at: derivative, evaluation.chunk, evaluation.site)
  }

  private func look(at derivative: Derivative, _ chunk: Chunk, _ site: Int) throws(Fault) {
    let summary = try refuseWrong(derivative, chunk, site)
    checks.add(summary)
    derivatives.summary.add(summary)
  }

  /// Compares a derivative that no block gave by itself, as at the points of a curve: it is not counted among those
  /// that were asked for.
  ///
  /// - Returns: the entries that were compared; none where it cannot be looked at, since it does not fit.
  @discardableResult
  func refuseWrong(_ derivative: Derivative, _ chunk: Chunk, _ site: Int) throws(Fault) -> CheckSummary {
    let graph = graph
    guard let check = try? aside({ () throws(EngineError) in try graph.check(derivative) }) else { return .none }
    var summary = CheckSummary.none
    for part in check.parts { summary.add(part.check) }
    guard summary.failed == 0 else { throw .reported(DerivativeFault(check, derivative, chunk, site, self).diagnostic) }
    return summary
  }
}

extension Call {
  /// Takes note of a derivative that this call gives.
  func note(_ form: Derivative.Form, of y: Node, by xs: [Node], _ results: [Node]) throws(Fault) {
    try machine.note(Derivative(form, of: y, by: xs, results: results), chunk, site)
  }
}
