/// An optimizer at work on parameters: what it keeps between steps, and the updates that a step makes.
public final class Descent {
  /// The parameters that it moves.
  public let parameters: Parameters
  let optimizer: any Optimizer
  private let moments: [[(node: Node, buffer: PlanBuffer)]]
  private let common: [(node: Node, buffer: PlanBuffer)]

  /// Moments that begin at 0.
  ///
  /// - Throws: the memory budget.
  public init(_ optimizer: any Optimizer, _ parameters: Parameters) throws(EngineError) {
    self.optimizer = optimizer
    self.parameters = parameters
    var moments: [[(node: Node, buffer: PlanBuffer)]] = []
    for node in parameters.nodes {
      var kept: [(node: Node, buffer: PlanBuffer)] = []
      for _ in 0..<optimizer.momentCount { kept.append(try Self.kept(node.graph, node.shape, node.value.precision)) }
      moments.append(kept)
    }
    self.moments = moments
    var common: [(node: Node, buffer: PlanBuffer)] = []
    if let first = parameters.nodes.first {
      for _ in 0..<optimizer.commonCount { common.append(try Self.kept(first.graph, [], first.value.precision)) }
    }
    self.common = common
  }

  /// Zeros that steps update.
  private static func kept(
    _ graph: Graph, _ shape: [Int], _ precision: Precision
  ) throws(EngineError) -> (node: Node, buffer: PlanBuffer) {
    let zeros = Tensor.zeros(shape).converted(to: precision)
    return (try graph.input(zeros), PlanBuffer(zeros))
  }

  /// Plans of one descent share what is kept, so that steps of several plans (batches of two sizes) go on from
  /// each other.
  ///
  /// - Parameters:
  ///   - outputs: recorded in each step, before its update; the loss among them where it is wanted.
  ///   - data: what else differs from step to step.
  func plan(
    lowering loss: Node, recording outputs: [Node], data: [CompiledPlan.Input] = []
  ) throws(EngineError) -> CompiledPlan {
    let updates = try updates(lowering: loss, rate: try loss.graph.constant(optimizer.rate))
    let kept = self.kept.map { CompiledPlan.Input($0.node, $0.buffer) }
    return try CompiledPlan(
      inputs: parameters.inputs + kept + data, outputs: outputs, updates: updates.map { ($0.buffer, $0.new) })
  }

  /// Moments and common numbers.
  var kept: [(node: Node, buffer: PlanBuffer)] { moments.flatMap { $0 } + common }

  /// A step as nodes: what each number that it changes becomes.
  ///
  /// - Parameter rate: η, a number or an input.
  func updates(
    lowering loss: Node, rate: Node
  ) throws(EngineError) -> [(old: Node, buffer: PlanBuffer, new: Node)] {
    let gradients = try loss.graph.gradient(of: loss, withRespectTo: parameters.nodes)
    let next = try optimizer.common(after: common.map { Term($0.node) })
    var updates = zip(common, next).map { (old: $0.node, buffer: $0.buffer, new: $1.node) }
    for (i, gradient) in gradients.enumerated() {
      let result = try optimizer.step(
        Term(parameters.nodes[i]), gradient: Term(gradient), rate: Term(rate),
        moments: moments[i].map { Term($0.node) },
        common: next)
      updates.append((parameters.nodes[i], parameters.buffers[i], result.parameter.node))
      for (kept, moment) in zip(moments[i], result.moments) { updates.append((kept.node, kept.buffer, moment.node)) }
    }
    return updates
  }
}
