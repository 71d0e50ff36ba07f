import Formulas

/// A computation lowered to instructions over buffers that are allocated once: run as often as wanted, at other values
/// of its inputs, without making nodes. Perturbed evaluations, loop bodies and training steps go over plans.
///
/// A loop body `w -= 0.1 * grad(L, w)` is the plan of the node `w − 0.1 ∂L/∂w` with input w and ``addUpdate(of:from:)``
/// from output 0 to input 0. Elementwise chains of equal size are fused: they run block by block.
public struct Plan {
  let graph: Graph
  var instructions: ContiguousArray<PlanInstruction> = []
  var payloads: ContiguousArray<PlanPayload> = []
  var places: ContiguousArray<PlanPlace> = []
  /// All numbers.
  var values: ContiguousArray<Double> = []
  var decisionCount = 0
  var inputs: [PlanValue] = []
  var outputs: [PlanValue] = []
  /// Further values that are computed, to see whether they are finite.
  var observed: [PlanValue] = []
  private var updates: [(input: Int, output: Int)] = []
  /// Scalar operations of one run.
  public private(set) var work = 0

  /// The plan that computes nodes from others, which are taken as inputs whatever they are; what depends on none of
  /// them keeps its present value.
  ///
  /// - Parameter freezingStopped: whether `stop(x)` keeps its present value, too.
  /// - Throws: budgets.
  public init(
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
    try graph.settleAll(f.id.index)
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
    values = builder.values
    places = builder.places
    decisionCount = builder.decisionCount
    work = builder.work
  }

  /// - Precondition: the input's shape.
  public mutating func set(_ input: Int, _ value: Tensor) {
    precondition(value.shape == inputs[input].shape, "an input keeps its shape")
    let offset = Int(inputs[input].offset)
    for k in 0..<value.count { values[offset + k] = value.values[k] }
  }

  public func output(_ index: Int) -> Tensor { tensor(outputs[index]) }
  public func input(_ index: Int) -> Tensor { tensor(inputs[index]) }

  func tensor(_ value: PlanValue) -> Tensor {
    let offset = Int(value.offset)
    return Tensor(shape: value.shape, values: Array(values[offset..<(offset + value.count)]))
  }

  /// After each run, the input takes the output's numbers; all updates at once, from the numbers of that run.
  ///
  /// - Precondition: equal shapes.
  public mutating func addUpdate(of input: Int, from output: Int) {
    precondition(inputs[input].shape == outputs[output].shape, "an update keeps its input's shape")
    updates.append((input, output))
  }

  /// One run, updates included.
  ///
  /// - Throws: budgets; the first NaN or infinity that reaches an output or an update.
  public mutating func run() throws(EngineError) {
    try graph.spend(work)
    try PlanMachine.run(instructions, payloads, &values)
    for output in outputs {
      let offset = Int(output.offset)
      for k in offset..<(offset + output.count) where !values[k].isFinite { try refuse() }
    }
    guard !updates.isEmpty else { return }
    if updates.count == 1 {
      copy(updates[0])
    } else {
      // An output may be another update's input.
      let news = updates.map { tensor(outputs[$0.output]) }
      for (update, new) in zip(updates, news) { set(update.input, new) }
    }
  }

  private mutating func copy(_ update: (input: Int, output: Int)) {
    let (from, to) = (Int(outputs[update.output].offset), Int(inputs[update.input].offset))
    for k in 0..<inputs[update.input].count { values[to + k] = values[from + k] }
  }

  /// Runs instruction by instruction, at each one's precision, and stops at the first whose result is not finite.
  mutating func explain() throws(EngineError) {
    var place = 0
    for instruction in instructions {
      try PlanMachine.run([instruction], payloads, &values)
      while place < places.count, places[place].start < instruction.destination { place += 1 }
      if place < places.count, places[place].precision == .single {
        let start = Int(instruction.destination)
        for k in start..<(start + Int(instruction.count)) { values[k] = Double(Float(values[k])) }
      }
      let start = Int(instruction.destination)
      if values[start..<(start + Int(instruction.count))].contains(where: { !$0.isFinite }) { try refuse() }
    }
  }

  /// Finds the instruction whose result is not finite although its operands are.
  private func refuse() throws(EngineError) {
    for instruction in instructions {
      let from = Int(instruction.destination)
      guard let bad = (from..<(from + Int(instruction.count))).first(where: { !values[$0].isFinite }) else { continue }
      var operands: [String] = []
      var name = Primitive.elementwise(instruction.operation).name
      if instruction.kind == .elementwise {
        let k = Int32(bad - from)
        let places = [
          instruction.a + k * instruction.strides[0], instruction.b + k * instruction.strides[1],
          instruction.c + k * instruction.strides[2],
        ]
        operands = places.prefix(instruction.operation.arity).map { NumberFormat().ascii(values[Int($0)]) }
      } else {
        name = payloads[Int(instruction.payload)].primitive.name
      }
      throw .nonFinite(operation: name, operands: operands, result: "\(values[bad])")
    }
  }
}
