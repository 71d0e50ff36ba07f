import Formulas

/// A plan that is run at points near its base, one entry of an input moved at a time, and only where that entry
/// reaches. Each run also bounds how far rounding may have moved the result, and notices when an operation came to the
/// other side of a kink.
///
/// The four points of a numeric derivative, x ± h and x ± h/2, go through together, a lane each. A product or a sum of
/// which few terms moved gets their differences from the base, added to what it was there: beside one term of a long
/// chain the rounding of the others is the same at all points, and cancels.
struct Probe {
  var steps: ContiguousArray<ProbeStep> = []
  /// By step, what it reads.
  var reads: [[ProbeStep.Operand]] = []
  let payloads: ContiguousArray<PlanPayload>
  let memory: ProbeMemory
  var moved: MovedEntries
  /// By payload.
  var inverses: [InversePositions?]
  var decisions: ContiguousArray<Double>
  var choices: [[Int]] = []
  let slopes = SlopeTable.shared
  var row: ContiguousArray<SIMD4<Double>> = SlopeTable.shared.row()
  let inputs: [PlanTensor]
  private let values: ContiguousArray<Value>
  private let inputValues: [Int]
  private let output: Int
  private let outputLane: Int
  /// By value, whether the output follows from it.
  private let leads: [Bool]
  /// Set when a run decided otherwise than the base.
  var crossedKink = false
  /// Whether runs decide as the base did.
  var holdsDecisions = false
  /// Scalar operations so far, of values alone.
  private(set) var work = 0

  /// Rounding error of one operation, relative to its result.
  static let unit = 0x1p-52

  /// Numbers that move together: an input, or what an instruction makes.
  private struct Value {
    var place: Int
    var count: Int
    var lane: Int
  }

  /// - Throws: budgets: the lanes take eight times the memory of what moves.
  init(_ plan: Plan) throws(EngineError) {
    payloads = plan.payloads
    inputs = plan.inputs
    output = Int(plan.outputs[0].offset)
    var numbers = plan.numbers.row()
    for instruction in plan.instructions { try instruction.evaluate(payloads, &numbers) }

    var places: [(place: Int, count: Int)] = plan.instructions.map { (Int($0.destination), Int($0.count)) }
    let made = Set(places.map(\.place))
    for input in inputs where !made.contains(Int(input.offset)) { places.append((Int(input.offset), input.count)) }
    places.sort { ($0.place, $0.count) < ($1.place, $1.count) }
    var values: ContiguousArray<Value> = []
    var lanes = 0
    for (place, count) in places where values.isEmpty || values[values.count - 1].place != place || count > 0 {
      if let last = values.last, last.place == place, last.count == count { continue }
      values.append(Value(place: place, count: count, lane: lanes))
      lanes += count
    }
    self.values = values
    try plan.graph.admit(shape: [8 * lanes])
    memory = ProbeMemory(
      base: numbers, lanes: lanes, longest: plan.instructions.reduce(1) { max($0, Int($1.count)) })
    moved = MovedEntries(values: values.count)
    inverses = Array(repeating: nil, count: payloads.count)
    decisions = ContiguousArray(repeating: 0, count: plan.decisionCount)
    inputValues = inputs.map { Probe.value(at: Int($0.offset), values) }
    let last = Probe.value(at: output, values)
    outputLane = last < 0 ? -1 : values[last].lane + output - values[last].place

    for instruction in plan.instructions {
      let step = Probe.step(instruction, payloads, values)
      steps.append(step)
      switch step.kind {
      case .elementwise: reads.append(Array([step.a, step.b, step.c].prefix(step.operation.arity)))
      case .product: reads.append([step.a, step.b])
      case .gather, .accumulate, .sum, .row: reads.append([step.a])
      case .structural:
        reads.append(payloads[step.payload].operands.map { Probe.operand($0.offset, $0.count, values) })
      }
    }
    // Backwards from the output. What is made by `stop` moves nothing.
    var leads = [Bool](repeating: false, count: values.count)
    if last >= 0 { leads[last] = true }
    for watched in plan.watched { leads[Probe.value(at: Int(watched.offset), values)] = true }
    for (step, reads) in zip(steps, reads).reversed() where leads[step.value] && step.operation != .stop {
      for operand in reads where operand.moves { for value in operand.values { leads[value] = true } }
    }
    self.leads = leads
    for value in values {
      for k in 0..<value.count {
        memory.lanes.initializeElement(at: value.lane + k, to: SIMD4(repeating: memory.base[value.place + k]))
      }
    }
    try decideAtBase()
  }

  /// The value that has a place, −1 for a number that no instruction makes.
  private static func value(at place: Int, _ values: ContiguousArray<Value>) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle].place + max(values[middle].count, 1) <= place { low = middle + 1 } else { high = middle }
    }
    return low < values.count && values[low].place <= place ? low : -1
  }

  private static func operand(_ place: Int32, _ count: Int, _ values: ContiguousArray<Value>) -> ProbeStep.Operand {
    var operand = ProbeStep.Operand(base: Int(place), count: count)
    let first = value(at: Int(place), values)
    guard first >= 0, count > 0 else { return operand }
    operand.lane = values[first].lane + Int(place) - values[first].place
    operand.shift = values[first].place - Int(place)
    var last = first + 1
    while last < values.count && values[last].place < Int(place) + count { last += 1 }
    operand.values = first..<last
    return operand
  }

  private static func step(
    _ instruction: PlanInstruction, _ payloads: ContiguousArray<PlanPayload>, _ values: ContiguousArray<Value>
  ) -> ProbeStep {
    let value = value(at: Int(instruction.destination), values)
    let count = Int(instruction.count)
    var step = ProbeStep(
      kind: .elementwise, operation: instruction.operation, value: value, base: Int(instruction.destination),
      lane: values[value].lane + Int(instruction.destination) - values[value].place, count: count,
      payload: Int(instruction.payload))
    guard instruction.kind != .elementwise else {
      var operands: [ProbeStep.Operand] = []
      for (i, place) in [instruction.a, instruction.b, instruction.c].enumerated() {
        let stride = Int(instruction.strides[i])
        var operand =
          i < instruction.operation.arity
          ? Probe.operand(place, stride == 0 ? 1 : count, values) : ProbeStep.Operand(base: Int(place))
        operand.stride = stride
        operands.append(operand)
      }
      (step.a, step.b, step.c) = (operands[0], operands[1], operands[2])
      let decides = instruction.operation.kink.deciding.contains { operands[$0].moves }
      step.decision = instruction.decision >= 0 && decides ? Int(instruction.decision) : -1
      return step
    }
    let payload = payloads[step.payload]
    switch instruction.kind {
    case .elementwise: break
    case .gather:
      step.kind = .gather
      step.a = operand(instruction.a, Int(payload.positions.max() ?? -1) + 1, values)
    case .accumulate:
      step.kind = .accumulate
      step.a = operand(instruction.a, payload.positions.count, values)
    case .sum:
      step.kind = .sum
      step.axes = payload.axes
      step.a = operand(instruction.a, payload.axes.map { $0.outer * $0.size * $0.inner } ?? 0, values)
    case .matrixProduct:
      step.kind = .product
      let extents = payload.extents
      step.a = operand(instruction.a, extents[0] * extents[1] * extents[2], values)
      step.b = operand(instruction.b, extents[0] * extents[2] * extents[3], values)
    case .structural:
      if let choice = payload.choice, let axes = payload.axes, axes.size > 0, let x = payload.operands.first {
        step.kind = .row(choice)
        step.axes = axes
        step.a = operand(x.offset, x.count, values)
      } else {
        step.kind = .structural
      }
    }
    return step
  }

  /// The steps that an input reaches and that reach the output, in order.
  mutating func followers(of input: Int) -> ContiguousArray<Int> {
    var reached = [Bool](repeating: false, count: values.count)
    guard inputValues[input] >= 0 else { return [] }
    reached[inputValues[input]] = true
    var result: ContiguousArray<Int> = []
    for (place, step) in steps.enumerated() where leads[step.value] && step.operation != .stop {
      guard reads[place].contains(where: { $0.moves && reached[$0.values].contains(true) }) else { continue }
      reached[step.value] = true
      result.append(place)
      if case .gather = step.kind, inverses[step.payload] == nil {
        inverses[step.payload] = InversePositions(payloads[step.payload].positions)
      }
    }
    return result
  }

  /// The steps that any of some inputs reaches; `nil` where one of these leads to another, which moves by itself then.
  func followers(of parts: [ContiguousArray<Int>], leadingTo inputs: [Int]) -> ContiguousArray<Int>? {
    let all = ContiguousArray(Set(parts.joined()).sorted())
    let given = Set(inputs.map { inputValues[$0] })
    return all.contains { given.contains(steps[$0].value) } ? nil : all
  }

  func present(_ place: Int) -> Double { memory.base[place] }
  /// The output at the base.
  var present: Double { memory.base[output] }

  /// The output at four points of one entry, and the bounds of its errors.
  ///
  /// - Parameter place: of the entry, within the input's place.
  mutating func run(
    _ followers: ContiguousArray<Int>, input: Int, place: Int, at points: SIMD4<Double>
  ) throws(EngineError) -> (values: SIMD4<Double>, errors: SIMD4<Double>) {
    crossedKink = false
    let value = inputValues[input]
    let entry = place - values[value].place
    memory.lanes[values[value].lane + entry] = points
    moved.add(entry, entry + 1, since: 0)
    moved.take(value, since: 0)
    return try follow(followers)
  }

  /// Entries of an input that move together.
  struct Movement {
    var input: Int
    var entries: Range<Int>
    /// By entry of the range, how far it goes in a step of 1.
    var direction: [Double]
  }

  /// The output at four points along a direction in which entries move together, of one input or of several that do not
  /// lead to each other, and the bounds of its errors.
  mutating func run(
    _ followers: ContiguousArray<Int>, moving parts: [Movement], steps: SIMD4<Double>
  ) throws(EngineError) -> (values: SIMD4<Double>, errors: SIMD4<Double>) {
    crossedKink = false
    for part in parts {
      let value = inputValues[part.input]
      guard value >= 0 else { continue }
      let first = Int(inputs[part.input].offset)
      let shift = first - values[value].place
      for (k, direction) in zip(part.entries, part.direction) {
        let point = SIMD4(repeating: memory.base[first + k]) + direction * steps
        memory.lanes[values[value].lane + shift + k] = point
        // The steps that were really taken differ from one entry to the next.
        memory.errors[values[value].lane + shift + k] = Probe.unit / 2 * point.magnitude
      }
      let before = moved.end
      moved.add(shift + part.entries.lowerBound, shift + part.entries.upperBound, since: before)
      moved.take(value, since: before)
    }
    return try follow(followers)
  }

  private mutating func follow(
    _ followers: ContiguousArray<Int>
  ) throws(EngineError) -> (values: SIMD4<Double>, errors: SIMD4<Double>) {
    for place in followers { try follow(place) }
    let result =
      outputLane < 0
      ? (SIMD4(repeating: memory.base[output]), SIMD4<Double>.zero)
      : (memory.lanes[outputLane], memory.errors[outputLane])
    restore()
    return result
  }

  private mutating func restore() {
    for value in moved.touched {
      let (lane, place) = (values[value].lane, values[value].place)
      for run in moved.place(value) {
        for k in moved.runs[run].start..<moved.runs[run].end {
          memory.lanes[lane + k] = SIMD4(repeating: memory.base[place + k])
          memory.errors[lane + k] = .zero
        }
      }
    }
    moved.clear()
  }

  private mutating func follow(_ place: Int) throws(EngineError) {
    switch steps[place].kind {
    case .elementwise: elementwise(steps[place])
    case .gather: gather(steps[place])
    case .accumulate: accumulate(steps[place])
    case .sum: sum(steps[place])
    case .product: product(steps[place])
    case .row(let choice): rows(steps[place], choice)
    case .structural: try structural(place)
    }
  }

  mutating func spend(_ operations: Int) { work &+= operations }

  /// The moved entries of an operand, counted from its beginning.
  @inline(__always)
  mutating func entries(_ operand: ProbeStep.Operand) -> Range<Int> {
    guard operand.moves else { return 0..<0 }
    if operand.values.count == 1 && operand.shift == 0 && values[operand.values.lowerBound].count == operand.count {
      return moved.place(operand.values.lowerBound)
    }
    let first = moved.end
    for value in operand.values {
      let shift = operand.shift + values[value].place - values[operand.values.lowerBound].place
      for run in moved.place(value) {
        let (start, end) = (moved.runs[run].start + shift, moved.runs[run].end + shift)
        moved.add(max(start, 0), min(end, operand.count), since: first)
      }
    }
    return first..<moved.end
  }
}
