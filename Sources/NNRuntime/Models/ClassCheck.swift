import Autodiff
import SourceText
import Formulas

/// Indices of classes are looked at for all samples before anything runs, since compiled steps do not look at them: in
/// whatever way the loss and the metrics make them of the targets.
extension ModelRun {
  /// - Parameters:
  ///   - size: rows of a batch.
  ///   - whole: what is computed from a whole batch. Its numbers, those of the first rows, have been looked at.
  ///   - rest: what is computed from the rows that are left over.
  func checkClasses(
    size: Int, _ whole: Trace, _ rest: Trace?, _ parameters: Parameters
  ) throws(Fault) {
    guard count > size else { return }
    let left = count % size
    let indices = (whole: classIndices(in: whole), rest: rest.map(classIndices) ?? [])
    guard !indices.whole.isEmpty || !indices.rest.isEmpty else { return }
    func computation(_ trace: Trace, _ indices: [ClassIndices]) -> Batches.Computation {
      Batches.Computation(data: trace.computation.data, outputs: indices.map(\.node))
    }
    let values = try call.engine { () throws(EngineError) in
      try Batches(
        count: count, size: size, whole: computation(whole, indices.whole),
        rest: rest.map { computation($0, indices.rest) }, parameters: parameters, descent: nil
      ).run()
    }
    var place = 0
    for step in 0..<count / size + (left == 0 ? 0 : 1) {
      for (node, classes) in step < count / size ? indices.whole : indices.rest {
        let end = place + node.shape.reduce(1, *)
        for number in values[place..<end] {
          guard number == number.rounded() else { throw noWholeClass(number) }
          guard number >= 0, number < Double(classes) else { throw noClass(number, of: classes) }
        }
        place = end
      }
    }
  }

  private typealias ClassIndices = (node: Node, classes: Int)

  /// Nodes that are computed from the targets and read as indices of classes.
  private func classIndices(in trace: Trace) -> [ClassIndices] {
    guard let target = trace.computation.data.last?.node else { return [] }
    let graph = call.graph
    var found: [ClassIndices] = []
    var outputs = trace.computation.outputs
    while let output = outputs.popLast() {
      for node in graph.nodes(leadingTo: output) {
        if let result = node.result { outputs.append(result) }
        guard node.primitive?.readsClasses == true else { continue }
        let operands = node.operands
        guard let scores = operands.first?.shape, let indices = operands.last, let classes = scores.last,
          indices.shape.count < scores.count, !found.contains(where: { $0 == (indices, classes) }),
          graph.nodes(leadingTo: indices).contains(target)
        else { continue }
        found.append((indices, classes))
      }
    }
    return found
  }

  /// A loss or a metric of the first rows, whose classes the engine looks at itself.
  func applied(_ function: Value, to operands: [Node], at range: SourceRange) throws(Fault) -> Node {
    let outer = call.machine.judged
    call.machine.judged = call.source(0)
    defer { call.machine.judged = outer }
    do { return try call.machine.apply(function, to: operands, at: range) } catch {
      switch error {
      case .engine(.notWhole(let number)): throw noWholeClass(number)
      case .engine(.indexOutOfRange(let index, _, let size)): throw noClass(Double(index), of: size)
      case .engine, .reported, .told, .skipped: throw error
      }
    }
  }

  private func noWholeClass(_ number: Double) -> Fault {
    call.fault(.notWhole, "a class is a whole number, and one is \(number.shortest)", target)
  }

  private func noClass(_ index: Double, of classes: Int) -> Fault {
    call.fault(
      .indexOutOfRange, "class \(index.shortest) is none of the \(classes) that the model tells apart", target)
  }
}
