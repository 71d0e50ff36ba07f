import Formulas

/// A plan for another machine, and where in its row nodes stand.
public struct PortableTape {
  /// The steps.
  public var tape: Tape
  /// Where the entries of each input begin.
  public var inputs: [Int]
  /// Where the entries of each output begin.
  public var outputs: [Int]
}

extension Graph {
  /// The computation of nodes as a `Tape`, from inputs that may then be given other numbers.
  ///
  /// - Parameters:
  ///   - outputs: what is computed.
  ///   - inputs: what moves; all that they reach is computed anew, and the rest keeps its numbers.
  ///   - sharing: whether equal numbers are computed once. Then none but inputs may be moved by itself, as a gradient
  ///     check does.
  /// - Returns: `nil` for what a tape cannot do: 32 bits, and operations that are none of its rules.
  /// - Throws: budgets; where the graph of a derivative was built past one of the inputs.
  public func tape(
    of outputs: [Node], movedBy inputs: [Node], sharing: Bool = false
  ) throws(EngineError) -> PortableTape? {
    guard !outputs.isEmpty else { return nil }
    for node in outputs { try settleAll(node.id.index, movedBy: inputs.map(\.id.index)) }
    let plan = try Plan(outputs: outputs, inputs: inputs)
    guard let tape = Tape(plan) else { return nil }
    let (inputs, outputs) = (plan.inputs.map { Int($0.offset) }, plan.outputs.map { Int($0.offset) })
    guard sharing, let shared = SharedTape(tape, inputs: Set(inputs)) else {
      return PortableTape(tape: tape, inputs: inputs, outputs: outputs)
    }
    let (ins, outs) = (inputs.compactMap { shared[$0] }, outputs.compactMap { shared[$0] })
    guard ins.count == inputs.count, outs.count == outputs.count else {
      return PortableTape(tape: tape, inputs: inputs, outputs: outputs)
    }
    return PortableTape(tape: shared.tape, inputs: ins, outputs: outs)
  }

  /// Nodes that are 1 as long as all decisions on the way to other nodes come out as they did.
  ///
  /// `y = if x > 0 { x } else { 0 }` has one: whether x > 0 is what it was.
  ///
  /// - Throws: where a decision is no longer known well enough to be looked at.
  public func watches(over nodes: [Node], movedBy inputs: [Node]) throws(EngineError) -> [Node] {
    var result: [Node] = []
    for watch in try watches(over: nodes.map(\.id.index), movedBy: inputs) { result.append(watch.node) }
    return result
  }

  /// Whether a node was computed from another one, in whatever way.
  public func isComputed(_ node: Node, from input: Node) -> Bool {
    (try? depends(node.id.index, on: input.id.index)) ?? true
  }
}

extension Tape {
  /// `nil` where an instruction of the plan is none of the tape's rules.
  fileprivate init?(_ plan: Plan) {
    guard plan.numbers.places.allSatisfy({ $0.precision == .double }) else { return nil }
    var steps: [Step] = []
    steps.reserveCapacity(plan.instructions.count)
    for instruction in plan.instructions where instruction.count > 0 {
      guard let step = Step(instruction, plan) else { return nil }
      steps.append(step)
    }
    self.init(count: plan.numbers.count, given: plan.numbers.known.map { Given(place: $0, values: $1) }, steps: steps)
  }
}

extension Tape.Step {
  fileprivate init?(_ instruction: PlanInstruction, _ plan: Plan) {
    let payload = instruction.payload >= 0 ? plan.payloads[Int(instruction.payload)] : nil
    let rule: Tape.Rule
    var operands = [Int(instruction.a)]
    switch instruction.kind {
    case .elementwise:
      let arity = instruction.operation.arity
      operands = [instruction.a, instruction.b, instruction.c].prefix(arity).map(Int.init)
      rule = .elementwise(instruction.operation, isSingle: (0..<arity).map { instruction.strides[$0] == 0 })
    case .gather: rule = .gather((payload?.positions ?? []).map(Int.init))
    case .accumulate: rule = .scatter((payload?.positions ?? []).map(Int.init))
    case .sum:
      guard let axes = payload?.axes else { return nil }
      rule = .sum(outer: axes.outer, size: axes.size, inner: axes.inner)
    case .matrixProduct:
      guard let extents = payload?.extents, extents.count == 4 else { return nil }
      operands.append(Int(instruction.b))
      rule = .product(batches: extents[0], rows: extents[1], inner: extents[2], columns: extents[3])
    case .structural:
      guard let axes = payload?.axes, case .extremum(let isGreatest)? = payload?.choice else { return nil }
      rule = .extremum(isGreatest: isGreatest, outer: axes.outer, size: axes.size, inner: axes.inner)
    }
    self.init(rule, place: Int(instruction.destination), count: Int(instruction.count), operands: operands)
  }
}
