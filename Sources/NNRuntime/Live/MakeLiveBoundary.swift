import Artifacts
import Autodiff

extension Call {
  /// Boundary of the first argument as a page computes it again; `nil` where that is no model, or none that
  /// a page can train.
  ///
  /// - Parameter count: points of one pass.
  func liveBoundary(_ count: Int) throws(Fault) -> LiveBoundary? {
    guard case .model(let model) = self[0], let run = model.run, run.parameters == model.parameters else { return nil }
    let points = try engine { () throws(EngineError) in try graph.input(.zeros([count, 2])) }
    let scores = try machine.apply(model, to: points, at: argumentRange(placement.arguments[0]))
    let width = scores.shape.dropFirst().reduce(1, *)
    let probabilities =
      width == 1
      ? try machine.gate("sigmoid", [scores]) : try machine.gate("softmax", [scores], Attributes(axis: -1))
    let made = try engine { () throws(EngineError) in
      try graph.tape(of: [scores, probabilities], movedBy: model.parameters + [points])
    }
    guard var made, let start = made.inputs.last else { return nil }
    // Parameters are the run's own, and points those of the plane.
    made.tape.given.removeAll { made.inputs.contains($0.place) }
    return LiveBoundary(
      number: machine.environment.live.nextBoundary(), run: run.number, tape: made.tape, points: start, count: count,
      parameters: made.inputs.dropLast(),
      scores: made.outputs[0], probabilities: made.outputs[1], width: width)
  }
}
