import Artifacts
import Autodiff

extension Call {
  /// Boundary of the first argument as a page computes it again; `nil` for what no run's parameters are behind, and what
  /// the same operations do not compute everywhere.
  ///
  /// - Parameter count: points of one pass.
  func liveBoundary(_ function: SampledFunction, _ count: Int) throws(Fault) -> LiveBoundary? {
    guard !machine.environment.live.ends.isEmpty else { return nil }
    let (random, shown) = (machine.environment.random, machine.outputs.count)
    let points = try engine { () throws(EngineError) in try graph.input(.zeros([count, 2])) }
    guard case .node(let scores)? = try function.call([.node(points)]), machine.environment.random == random,
      machine.outputs.count == shown, graph.nodes(decidingOn: scores, keepsInputs: true).isEmpty
    else {
      machine.environment.random = random
      return nil
    }
    let behind = Set(graph.nodes(leadingTo: scores))
    guard let (run, parameters) = machine.environment.live.ends.last(where: { !behind.isDisjoint(with: $0.parameters) })
    else { return nil }
    // A stored number that remembers a parameter stays what it was.
    if graph.cuts(behind: scores).keys.contains(where: parameters.contains) { return nil }
    let width = scores.shape.dropFirst().reduce(1, *)
    let probabilities =
      width == 1
      ? try machine.gate("sigmoid", [scores]) : try machine.gate("softmax", [scores], Attributes(axis: -1))
    let made = try engine { () throws(EngineError) in
      try graph.tape(of: [scores, probabilities], movedBy: parameters + [points], sharing: true)
    }
    guard var made, let start = made.inputs.last else { return nil }
    // Parameters are the run's own, and points those of the plane.
    made.tape.given.removeAll { made.inputs.contains($0.place) }
    return LiveBoundary(
      number: machine.environment.live.nextBoundary(), run: run, tape: made.tape, points: start, count: count,
      parameters: made.inputs.dropLast(), scores: made.outputs[0], probabilities: made.outputs[1], width: width)
  }
}
