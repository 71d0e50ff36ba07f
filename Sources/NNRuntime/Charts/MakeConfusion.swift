import Artifacts
import Autodiff

extension Builtins {
  static let confusion = Builtin(
    name: "confusion", forms: ["confusion(predicted, truth)", "confusion(net, x, y, [labels: …])"],
    summary: "how often each class was told to be each class; rows are the truth",
    chapter: .display, conduct: .reads(),
    parameters: [.required("predicted"), .required("truth"), .optional("y"), .named("labels")]
  ) { call throws(Fault) in
    let chart = try call.confusion()
    let size = chart.counts.count
    let counts = Tensor(shape: [size, size], values: chart.counts.flatMap { $0.map(Double.init) })
    let node = try call.engine { () throws(EngineError) in try call.graph.constant(counts) }
    return .artifact(ArtifactValue(.chart(.confusion(chart)), tensor: node))
  }
}

extension Call {
  /// `confusion(predicted, truth)`, `confusion(net, x, y)`.
  ///
  /// Parameters: predicted or net, truth or x, y, labels.
  func confusion() throws(Fault) -> ConfusionChart {
    let truth: [Int]
    let predicted: [Int]
    if Call.isFunction(self[0]) {
      guard has(2) else { throw fault(.wrongArguments, "`confusion` of a function needs samples and their classes", 0) }
      let x = try node(1)
      let count = x.shape.first ?? 1
      truth = try classes(2, count: count)
      let sampled = SampledFunction(
        self[0], machine: machine, arguments: 1, range: argumentRange(placement.arguments[0]))
      guard let result = try sampled.call([.node(x)]) else {
        throw fault(.nonFinite, "`\(source(0))` is not finite for these samples", 0)
      }
      let scores = try about(placement.arguments[0]) { () throws(Fault) in try machine.tensor(result) }
      predicted = try told(scores, count: count)
    } else {
      if has(2) { throw fault(.wrongArguments, "two vectors are compared, and this is a third", 2) }
      let target = try node(1)
      let count = target.shape.first ?? 1
      truth = try classes(1, count: count)
      predicted = try told(try node(0).value, count: count)
    }
    let classes = max((truth.max() ?? 0), (predicted.max() ?? 0)) + 1
    guard classes <= 40 else {
      throw .told(.wrongArguments, "a confusion matrix shows 40 classes at most, and here are \(classes)")
    }
    return ConfusionChart(
      truth: truth, predicted: predicted, labels: try classLabels(3, classes),
      digits: machine.options.figureDigits)
  }

  /// Classes, or scores: of one column those above one half (above 0 where they are no probabilities).
  private func told(_ scores: Tensor, count: Int) throws(Fault) -> [Int] {
    let isColumn = scores.shape.count == 1 || scores.shape.count == 2 && scores.shape[1] == 1
    if isColumn, scores.shape.first == count, !scores.values.allSatisfy({ $0 >= 0 && $0 == $0.rounded() }) {
      let isInside = scores.values.allSatisfy { $0 >= 0 && $0 <= 1 }
      return scores.values.map { $0 > (isInside ? 0.5 : 0) ? 1 : 0 }
    }
    return try classes(of: scores, count: count, "`\(source(0))`") { message, hint in
      fault(.shapeMismatch, message, 0, hint: hint)
    }
  }
}
