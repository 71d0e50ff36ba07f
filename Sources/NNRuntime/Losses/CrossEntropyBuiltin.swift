import Autodiff
import Formulas
import SourceText

extension Builtins {
  /// Reads scores, or with its option probabilities.
  static let crossEntropy: [Builtin] = [
    Builtin(
      name: "cross_entropy",
      forms: ["cross_entropy(logits, target)", "cross_entropy(p, target, probabilities: true)"],
      summary: "−ln of the target's softmax probability, the mean over the samples; of probabilities p, rows that add "
        + "up to 1, −ln p of the target; a target is class indices or a row of probabilities for each sample",
      chapter: .networks, conduct: .traceable,
      parameters: [.required("logits"), .required("target"), .named("probabilities")],
      derivative: "(softmax(logits) − target)/n; ∂p = −(target/p)/n"
    ) { call throws(Fault) in
      let (given, target) = (try call.node(0), try call.node(1))
      guard try call.flag(2, else: false) else {
        call.warn(.scoresOfLoss, of: given)
        return try call.applyNamed("cross_entropy", [given, target])
      }
      if !given.shape.isEmpty { try call.checkProbabilities(given) }
      return try call.applyNamed("nll", [given, target])
    }
  ]
}

extension Call {
  /// Refuses rows that are no probabilities. What a softmax gave needs no look at its numbers; of what a model gives in
  /// batches, the first batch is looked at.
  fileprivate func checkProbabilities(_ node: Node) throws(Fault) {
    var search = BoundSearch(machine)
    if node.kind == .operation, search.bounds(of: node)?.isDistribution == true, ProbabilityRows(node.value).addUpToOne
    {
      return
    }
    if !machine.isWatched(node) { try machine.steer(node) }
    let hint =
      isHandedOver
      ? "end the model with `softmax`, or leave `probabilities: true` out: then it takes scores"
      : "leave `probabilities: true` out where these are scores"
    func fault(_ words: String) -> Fault {
      .reported(
        Diagnostic(
          .badProbabilities, "\(subject) is not made of probabilities: \(words)", at: range(of: 0), hint: hint))
    }
    switch ProbabilityRows(node.value).flaw {
    case .entry(let indices, let value): throw fault("entry \(shapeText(indices)) is \(value.shortest)")
    case .sum(let indices, let sum):
      throw fault("\(indices.isEmpty ? "its entries add" : "row \(shapeText(indices)) adds") up to \(sum.shortest)")
    case nil: return
    }
  }
}
