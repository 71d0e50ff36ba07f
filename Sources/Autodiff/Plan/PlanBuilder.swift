import Formulas

/// Lowers nodes to instructions.
struct PlanBuilder {
  let graph: Graph
  var freezesStopped: Bool
  var instructions: ContiguousArray<PlanInstruction> = []
  var payloads: ContiguousArray<PlanPayload> = []
  var numbers = PlanNumbers()
  var decisionCount = 0
  var work = 0
  /// By node.
  private var lowered: [UInt32: PlanTensor] = [:]
  /// Nodes that follow from an input.
  private var moving: Set<UInt32> = []
  /// Inputs.
  private var loaded: [UInt32] = []
  /// Updates: the operations behind inputs that a step makes on its way.
  var definitions: [UInt32: (primitive: Primitive, operands: [UInt32])] = [:]
  /// Nodes that are computed by the plan even when no input moves them, so that they can be moved themselves.
  var exposed: Set<UInt32> = []
  /// Comparisons that tell whether a decision of the program comes out as it did, where a probe looks for kinks.
  private(set) var watched: [PlanTensor] = []
  private var compared: Set<UInt32> = []
  /// Decisions whose conditions are still to be lowered.
  private var undecided: [Decision] = []
  private var decisionCells: Set<UInt32> = []

  init(graph: Graph, freezesStopped: Bool) {
    self.graph = graph
    self.freezesStopped = freezesStopped
  }

  /// A node's present numbers as a place of the plan that moves.
  mutating func load(_ index: UInt32) -> PlanTensor {
    if let known = lowered[index] { return known }
    let value = place(graph.arena.value(index))
    lowered[index] = value
    moving.insert(index)
    loaded.append(index)
    return value
  }

  func value(of index: UInt32) -> PlanTensor { lowered[index] ?? PlanTensor(offset: 0, shape: [0]) }
  func moves(_ index: UInt32) -> Bool { moving.contains(index) }

  /// Emits what a node needs, and what tells whether decisions on the way to it come out as they did.
  mutating func lower(_ target: UInt32) throws(EngineError) {
    try lowerOperations(target)
    while let decision = undecided.popLast() {
      try lowerOperations(decision.condition, isCondition: true)
      try watch(decision)
    }
  }

  /// Operands first, without recursion. What no input moves stays a number.
  private mutating func lowerOperations(_ target: UInt32, isCondition: Bool = false) throws(EngineError) {
    var stack: ContiguousArray<UInt32> = [target]
    var isOpen: Set<UInt32> = []
    while let index = stack.last {
      if lowered[index] != nil {
        stack.removeLast()
        continue
      }
      if graph.arena.records[Int(index)].code == NodeCode.pendingGradient { try build(index, isCondition) }
      let operands = sources(index)
      if isOpen.insert(index).inserted {
        for operand in operands.reversed() where lowered[operand] == nil { stack.append(operand) }
        continue
      }
      stack.removeLast()
      noteDecisions(of: index)
      guard operands.contains(where: { moving.contains($0) }) || exposed.contains(index) && !operands.isEmpty else {
        if exposed.contains(index) {
          _ = load(index)
          continue
        }
        var value = place(graph.arena.value(index))
        value.isWeak = graph.arena.precision(index) == nil
        lowered[index] = value
        continue
      }
      moving.insert(index)
      try emit(index, operands)
    }
  }

  /// Builds the graph of a derivative that is met in a condition or in a function with a rule by hand: what leads to the
  /// target in other ways has been built. Where none may be left behind, a condition keeps its derivative's number.
  private func build(_ derivative: UInt32, _ isCondition: Bool) throws(EngineError) {
    guard graph.leavesDerivativesUnbuilt else {
      return try graph.settleAll(derivative, movedBy: exposed.sorted() + loaded)
    }
    guard isCondition else { throw .noDependence }
  }

  /// The nodes that a node's numbers follow from: those of a function with a derivative by hand from the function
  /// itself.
  private func sources(_ index: UInt32) -> [UInt32] {
    if let definition = definitions[index] { return definition.operands }
    let code = graph.arena.records[Int(index)].code
    if freezesStopped && code == Operation.stop.rawValue { return [] }
    // Without a graph it stays as it is.
    if code == NodeCode.pendingGradient { return [] }
    let operands = graph.arena.operands(index)
    return code == NodeCode.custom ? operands.suffix(1) : operands
  }

  /// Only for a probe: what the steps of a run decide is looked at from outside. A node that is moved is what it is.
  private mutating func noteDecisions(of index: UInt32) {
    guard freezesStopped, graph.arena.records[Int(index)].flags.contains(.isDecided), !exposed.contains(index) else {
      return
    }
    undecided += graph.arena.newDecisions(of: index, &decisionCells)
  }

  /// Compares a condition with what it was: where the comparison changes lies a kink.
  private mutating func watch(_ decision: Decision) throws(EngineError) {
    guard moving.contains(decision.condition), compared.insert(decision.condition).inserted else { return }
    let condition = value(of: decision.condition)
    let reference: PlanTensor
    switch decision.outcome {
    case .truth: reference = place(Tensor(0))
    case .numbers: reference = place(graph.arena.value(decision.condition))
    }
    watched.append(try elementwise(.notEqual, [condition, reference], condition.shape))
  }

  private mutating func emit(_ index: UInt32, _ operands: [UInt32]) throws(EngineError) {
    let code = graph.arena.records[Int(index)].code
    let parts = operands.map { value(of: $0) }
    if let definition = definitions[index] {
      lowered[index] = try apply(definition.primitive, parts, .none)
      return
    }
    if code == NodeCode.custom {
      lowered[index] = try elementwise(.identity, parts, parts[0].shape)
      return
    }
    lowered[index] = try apply(Primitive(code: code), parts, graph.arena.attributes(index))
  }

  // MARK: Instructions

  mutating func place(_ tensor: Tensor) -> PlanTensor { numbers.append(tensor) }

  private mutating func reserve(_ shape: [Int], _ precision: Precision) throws(EngineError) -> PlanTensor {
    try graph.admit(shape: shape)
    guard numbers.count + shape.reduce(1, *) < Int(Int32.max) else {
      throw .memoryBudget(limit: graph.limits.bytes)
    }
    return numbers.reserve(shape, precision)
  }

  mutating func apply(
    _ primitive: Primitive, _ operands: [PlanTensor], _ attributes: Attributes
  ) throws(EngineError) -> PlanTensor {
    let shapes = operands.map(\.shape)
    let shape = try primitive.shape(shapes, attributes)
    if let operation = primitive.operation { return try elementwise(operation, operands, shape) }
    guard let structure = primitive.definition.structure else { return operands[0] }
    work += structure.work(shapes, result: shape, attributes)
    let precision = primitive.precision(operands.map { $0.isWeak ? nil : $0.precision }, shapes)
    var payload = PlanPayload(primitive: primitive)
    switch try structure.entries(shapes, result: shape, attributes) {
    case .copied:
      // A copy, so that each value has a place of its own.
      var source = operands[0]
      source.shape = shape
      return try elementwise(.identity, [source], shape, at: precision)
    case .moved(let positions):
      payload.positions = try positions()
      return try append(.gather, payload, from: operands, shape)
    case .spread:
      payload.positions = Broadcasting.positions(of: operands[0].shape, in: shape)
      return try append(.gather, payload, from: operands, shape)
    case .added(let positions):
      payload.positions = try positions()
      return try append(.accumulate, payload, from: operands, shape)
    case .collected: return try collection(primitive, operands, shape)
    case .summed(let axes):
      payload.axes = axes
      return try append(.sum, payload, from: operands, shape)
    case .product: return try matrixProduct(primitive, operands, shape)
    case .joined: return try concatenation(primitive, structure, operands, attributes, shape)
    case .composed(let composite):
      var parts: [PlanTensor] = []
      for operand in operands { parts.append(try converted(operand, to: precision)) }
      let box = PlanBuilderBox(self, precision)
      let result = try composite.lowered(box, parts, attributes)
      self = box.builder
      return result
    case .chosen(let choice, let axes):
      payload.choice = choice
      payload.axes = axes
    case .own: break
    }
    payload.attributes = attributes
    payload.shape = shape
    return try append(.structural, payload, from: operands, shape, at: precision)
  }

  /// The value itself, or a copy at another precision.
  private mutating func converted(_ value: PlanTensor, to precision: Precision) throws(EngineError) -> PlanTensor {
    value.precision == precision ? value : try elementwise(.identity, [value], value.shape, at: precision)
  }

  private mutating func elementwise(
    _ operation: Operation, _ operands: [PlanTensor], _ shape: [Int], at precision: Precision? = nil
  ) throws(EngineError) -> PlanTensor {
    var parts = operands
    for i in parts.indices where parts[i].shape != shape && parts[i].count != 1 {
      parts[i] = try apply(.broadcast, [parts[i]], Attributes(shape: shape))
    }
    let precision = precision ?? Precision(of: parts)
    work += shape.reduce(1, *)
    guard let atom = operation.atom else { return try composed(operation, parts, shape, precision) }
    return try emit(atom, parts, shape, precision)
  }

  private mutating func emit(
    _ atom: Atom, _ parts: [PlanTensor], _ shape: [Int], _ precision: Precision
  ) throws(EngineError) -> PlanTensor {
    let result = try reserve(shape, precision)
    let count = result.count
    var instruction = PlanInstruction(
      kind: .elementwise, operation: atom, destination: result.offset, count: Int32(count))
    for (i, part) in parts.enumerated() {
      instruction.strides[i] = part.count == 1 ? 0 : 1
      switch i {
      case 0: instruction.a = part.offset
      case 1: instruction.b = part.offset
      default: instruction.c = part.offset
      }
    }
    if !atom.kink.isNone {
      instruction.decision = Int32(decisionCount)
      decisionCount += count
    }
    instructions.append(instruction)
    return result
  }

  /// A composition as the atoms that it is made of, all at the result's precision: it counts as one operation, and what
  /// is said of its result is said in its name.
  private mutating func composed(
    _ operation: Operation, _ parts: [PlanTensor], _ shape: [Int], _ precision: Precision
  ) throws(EngineError) -> PlanTensor {
    let formula = FormulaSteps.of(operation)
    // Where the numbers of the formula's row stand: operands, the result that no composition reads, constants, steps.
    var row = parts
    while row.count < FormulaSteps.firstFree { row.append(parts[0]) }
    for constant in formula.constants { row.append(place(Tensor(constant))) }
    let first = instructions.count
    for (i, step) in formula.steps.enumerated() {
      let operands = [step.a, step.b, step.c].prefix(step.operation.arity).map { row[Int($0)] }
      let isLast = i == formula.steps.count - 1
      let isNumber = !isLast && operands.allSatisfy { $0.count == 1 }
      row.append(try emit(step.operation, operands, isNumber ? [] : shape, precision))
    }
    for i in first..<(instructions.count - 1) { instructions[i].isPart = true }
    payloads.append(PlanPayload(primitive: .elementwise(operation), operands: parts))
    instructions[instructions.count - 1].payload = Int32(payloads.count - 1)
    return row[row.count - 1]
  }

  private mutating func append(
    _ kind: PlanInstruction.Kind, _ payload: PlanPayload, from sources: [PlanTensor], _ shape: [Int],
    at precision: Precision? = nil
  ) throws(EngineError) -> PlanTensor {
    var result = try reserve(shape, precision ?? Precision(of: sources))
    var payload = payload
    if payload.operands.isEmpty { payload.operands = sources }
    // A plain number that was only spread widens nothing either.
    result.isWeak = precision == nil && sources.allSatisfy(\.isWeak)
    payloads.append(payload)
    instructions.append(
      PlanInstruction(
        kind: kind, destination: result.offset, a: sources[0].offset, count: Int32(result.count),
        payload: Int32(payloads.count - 1)))
    return result
  }

  /// Entries summed down to a shape that broadcasts to theirs.
  private mutating func collection(
    _ primitive: Primitive, _ operands: [PlanTensor], _ shape: [Int]
  ) throws(EngineError) -> PlanTensor {
    var payload = PlanPayload(primitive: primitive)
    if shape.reduce(1, *) == 1 {
      payload.axes = Axes(outer: 1, size: operands[0].count, inner: 1)
      return try append(.sum, payload, from: operands, shape)
    }
    if operands[0].precision == .single, let sums = try longSums(primitive, operands[0], shape) { return sums }
    payload.positions = Broadcasting.positions(of: shape, in: operands[0].shape)
    return try append(.accumulate, payload, from: operands, shape)
  }

  /// Sums over copies that are longer than a block; `nil` for shorter ones, which are added one after the other.
  private mutating func longSums(
    _ primitive: Primitive, _ operand: PlanTensor, _ shape: [Int]
  ) throws(EngineError) -> PlanTensor? {
    let count = shape.reduce(1, *)
    guard count > 0, operand.count / count > SumKernel.block(.single) else { return nil }
    let length = operand.count / count
    var addends = operand
    let places = Broadcasting.addends(operand.shape, of: shape)
    if places.indices.contains(where: { places[$0] != $0 }) {
      var payload = PlanPayload(primitive: primitive)
      payload.positions = places
      addends = try append(.gather, payload, from: [operand], [count, length])
    }
    var payload = PlanPayload(primitive: primitive)
    payload.axes = Axes(outer: count, size: length, inner: 1)
    return try append(.sum, payload, from: [addends], shape)
  }

  private mutating func matrixProduct(
    _ primitive: Primitive, _ operands: [PlanTensor], _ shape: [Int]
  ) throws(EngineError) -> PlanTensor {
    var (a, b) = (operands[0], operands[1])
    if a.shape.count == 1 { a.shape.insert(1, at: 0) }
    if b.shape.count == 1 { b.shape.append(1) }
    let (rows, inner) = (a.shape[a.shape.count - 2], a.shape[a.shape.count - 1])
    let columns = b.shape[b.shape.count - 1]
    let batch = try Broadcasting.shape(primitive.name, [Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2))])
    if a.shape != batch + [rows, inner] { a = try apply(.broadcast, [a], Attributes(shape: batch + [rows, inner])) }
    if b.shape != batch + [inner, columns] {
      b = try apply(.broadcast, [b], Attributes(shape: batch + [inner, columns]))
    }
    var payload = PlanPayload(primitive: primitive)
    payload.extents = [batch.reduce(1, *), rows, inner, columns]
    payload.operands = operands
    let result = try append(.matrixProduct, payload, from: [a, b], shape)
    instructions[instructions.count - 1].b = b.offset
    return result
  }

  private mutating func concatenation(
    _ primitive: Primitive, _ structure: any StructuralPrimitive, _ operands: [PlanTensor], _ attributes: Attributes,
    _ shape: [Int]
  ) throws(EngineError) -> PlanTensor {
    // Part k's entries go to where concatenating their own numbers puts them.
    let result = try reserve(shape, Precision(of: operands))
    var next = 0
    var parts: [Tensor] = []
    for operand in operands {
      parts.append(Tensor(shape: operand.shape, values: (next..<(next + operand.count)).map(Double.init)))
      next += operand.count
    }
    let order = try structure.forward(parts, attributes, shape: shape)
    let gathered = try reserve([next], result.precision)
    next = 0
    for operand in operands where operand.count > 0 {
      instructions.append(
        PlanInstruction(
          kind: .elementwise, operation: .identity, destination: gathered.offset + Int32(next), a: operand.offset,
          strides: SIMD3(1, 0, 0), count: Int32(operand.count)))
      next += operand.count
    }
    var payload = PlanPayload(primitive: primitive)
    payload.positions = order.map { Int32($0) }
    payload.operands = operands
    payloads.append(payload)
    instructions.append(
      PlanInstruction(
        kind: .gather, destination: result.offset, a: gathered.offset, count: Int32(result.count),
        payload: Int32(payloads.count - 1)))
    return result
  }
}

/// The builder as an algebra, so that composite primitives lower themselves, all at the precision of their result.
private final class PlanBuilderBox: Algebra {
  var builder: PlanBuilder
  let precision: Precision

  init(_ builder: PlanBuilder, _ precision: Precision) {
    self.builder = builder
    self.precision = precision
  }

  func constant(_ value: Tensor) -> PlanTensor { builder.place(value.converted(to: precision)) }

  func shape(_ value: PlanTensor) -> [Int] { value.shape }

  func apply(
    _ primitive: Primitive, _ operands: [PlanTensor], _ attributes: Attributes
  ) throws(EngineError) -> PlanTensor {
    try builder.apply(primitive, operands, attributes)
  }
}

extension CompositePrimitive {
  fileprivate func lowered(
    _ box: PlanBuilderBox, _ operands: [PlanTensor], _ attributes: Attributes
  ) throws(EngineError) -> PlanTensor {
    try compose(box, operands, attributes)
  }
}
