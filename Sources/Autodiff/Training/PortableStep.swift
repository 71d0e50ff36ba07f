import Formulas

extension Descent {
  /// A step on a batch as a tape, made of the same nodes as the compiled one.
  ///
  /// - Parameters:
  ///   - loss: what it lowers.
  ///   - data: the batch's nodes, whose numbers a run puts in.
  /// - Returns: `nil` for what a tape cannot do: 32 bits, and operations that are none of its rules.
  /// - Throws: budgets; a decision that is no longer known.
  public func portableStep(lowering loss: Node, data: [Node]) throws(EngineError) -> TrainingTape? {
    let graph = loss.graph
    let rate = try graph.input(Tensor(optimizer.rate))
    let updates = try updates(lowering: loss, rate: rate)
    let watches = try graph.watches(over: [loss], movedBy: parameters.nodes + data)
    let inputs = updates.map(\.old) + [rate] + data
    guard let portable = try graph.tape(of: [loss] + watches + updates.map(\.new), movedBy: inputs, sharing: true)
    else { return nil }
    let (news, places) = (portable.outputs.dropFirst(1 + watches.count), portable.inputs)
    var tape = portable.tape
    let batch = Set(places.suffix(data.count))
    tape.given.removeAll { batch.contains($0.place) }
    return TrainingTape(
      tape: tape, loss: portable.outputs[0], rate: places[updates.count],
      parameters: parameters.nodes.compactMap { node in inputs.firstIndex(of: node).map { places[$0] } },
      data: Array(places.suffix(data.count)), rows: data.first?.shape.first ?? 0,
      moves: zip(updates, zip(news, places)).map { update, ends in
        TrainingTape.Move(from: ends.0, to: ends.1, count: update.old.shape.reduce(1, *))
      }, watches: Array(portable.outputs[1..<1 + watches.count]))
  }

  /// The size of its steps.
  public var rate: Double { optimizer.rate }
}
