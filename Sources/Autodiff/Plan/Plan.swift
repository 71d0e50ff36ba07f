import Formulas

/// A computation lowered to instructions over one long row of numbers: what can be run as often as wanted, at other
/// values of its inputs, without making nodes.
///
/// A plan is data. ``CompiledPlan`` runs it (training steps, rounds of loops), and ``Probe`` runs what a moved entry
/// reaches (gradient checks).
struct Plan {
  let graph: Graph
  var instructions: ContiguousArray<PlanInstruction> = []
  var payloads: ContiguousArray<PlanPayload> = []
  var numbers = PlanNumbers()
  var decisionCount = 0
  var inputs: [PlanTensor] = []
  var outputs: [PlanTensor] = []
  /// Further values that are computed, to see whether they are finite.
  var observed: [PlanTensor] = []
  /// Comparisons that only tell of kinks.
  private(set) var watched: [PlanTensor] = []
  /// Scalar operations of one run.
  private(set) var work = 0

  /// The plan that computes nodes from others, which are taken as inputs whatever they are; what depends on none of
  /// them keeps its present value.
  ///
  /// - Parameter freezingStopped: whether `stop(x)` keeps its present value, too.
  /// - Throws: budgets.
  init(
    outputs: [Node], inputs: [Node], freezingStopped: Bool = false
  ) throws(EngineError) {
    guard let graph = outputs.first?.graph ?? inputs.first?.graph else {
      preconditionFailure("a plan has an output")
    }
    self.graph = graph
    var builder = PlanBuilder(graph: graph, freezesStopped: freezingStopped)
    for node in inputs { self.inputs.append(builder.load(node.id.index)) }
    for node in outputs {
      try graph.settleAll(node.id.index)
      try builder.lower(node.id.index)
    }
    for node in outputs { self.outputs.append(builder.value(of: node.id.index)) }
    take(builder)
  }

  /// The plan of a round: what it records and leaves, computed from what it began with.
  ///
  /// - Parameter observed: further nodes that are computed.
  init(
    outputs: [Node], inputs: [Node], definitions: [UInt32: (primitive: Primitive, operands: [UInt32])],
    observed: [Node], graph: Graph
  ) throws(EngineError) {
    self.graph = graph
    var builder = PlanBuilder(graph: graph, freezesStopped: false)
    builder.definitions = definitions
    for node in inputs { self.inputs.append(builder.load(node.id.index)) }
    for definition in definitions.values.sorted(by: { $0.operands.lexicographicallyPrecedes($1.operands) }) {
      for operand in definition.operands { try graph.settleAll(operand) }
    }
    for node in outputs + observed { try graph.settleAll(node.id.index) }
    for node in outputs + observed { try builder.lower(node.id.index) }
    for node in outputs { self.outputs.append(builder.value(of: node.id.index)) }
    for node in observed where builder.moves(node.id.index) { self.observed.append(builder.value(of: node.id.index)) }
    take(builder)
  }

  /// The plan that computes f from its inputs, with a place for each of xs, inner nodes included, to be moved.
  init(probing f: Node, at xs: [Node]) throws(EngineError) {
    graph = f.graph
    var builder = PlanBuilder(graph: graph, freezesStopped: true)
    builder.exposed = Set(xs.map(\.id.index))
    for x in xs where x.kind != .operation { _ = builder.load(x.id.index) }
    try graph.settleAll(f.id.index, movedBy: xs.map(\.id.index))
    try builder.lower(f.id.index)
    for x in xs {
      try builder.lower(x.id.index)
      inputs.append(builder.value(of: x.id.index))
    }
    outputs = [builder.value(of: f.id.index)]
    take(builder)
  }

  private mutating func take(_ builder: PlanBuilder) {
    instructions = builder.instructions
    payloads = builder.payloads
    numbers = builder.numbers
    watched = builder.watched
    decisionCount = builder.decisionCount
    work = builder.work
  }
}
