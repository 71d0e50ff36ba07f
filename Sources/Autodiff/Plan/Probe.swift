import Formulas

/// A plan that is run at points near its base: each run also bounds how far rounding may have moved the numbers, and
/// notices when an operation came to the other side of a kink.
struct Probe {
  private let instructions: ContiguousArray<PlanInstruction>
  private let payloads: ContiguousArray<PlanPayload>
  private let base: ContiguousArray<Double>
  private var values: ContiguousArray<Double>
  /// Bounds of absolute errors.
  private var errors: ContiguousArray<Double>
  private var decisions: ContiguousArray<Double>
  private var choices: [Int: [Int]] = [:]
  private var row: ContiguousArray<Double>
  private let slopes = Slope.table
  let inputs: [PlanValue]
  private let output: Int
  /// Set when a run decided otherwise than the base.
  private(set) var crossedKink = false

  /// What one operation may be off by, relative to its result.
  static let unit = 0x1p-52

  init(_ plan: Plan) throws(EngineError) {
    instructions = plan.instructions
    payloads = plan.payloads
    inputs = plan.inputs
    output = Int(plan.outputs[0].offset)
    values = plan.values
    errors = ContiguousArray(repeating: 0, count: values.count)
    decisions = ContiguousArray(repeating: 0, count: plan.decisionCount)
    row = ContiguousArray(repeating: 0, count: Slope.longestRow)
    try PlanMachine.run(instructions, payloads, &values)
    base = values
    for instruction in instructions { try decide(instruction, isBase: true) }
  }

  /// Instructions that follow from an input, in order.
  func followers(of input: Int) -> ContiguousArray<Int32> {
    var moved = [Bool](repeating: false, count: values.count)
    mark(inputs[input], &moved)
    var result: ContiguousArray<Int32> = []
    for (i, instruction) in instructions.enumerated() where reads(instruction, moved) {
      result.append(Int32(i))
      let start = Int(instruction.destination)
      for k in start..<(start + Int(instruction.count)) { moved[k] = true }
    }
    return result
  }

  /// Scalar operations of one run.
  func work(of followers: ContiguousArray<Int32>) -> Int {
    followers.reduce(0) { total, place in
      let instruction = instructions[Int(place)]
      switch instruction.kind {
      case .elementwise, .gather: return total + Int(instruction.count)
      case .accumulate: return total + payloads[Int(instruction.payload)].positions.count
      case .sum:
        guard let axes = payloads[Int(instruction.payload)].axes else { return total }
        return total + axes.outer * axes.size * axes.inner
      case .matrixProduct: return total + payloads[Int(instruction.payload)].extents.reduce(1, *)
      case .structural:
        let payload = payloads[Int(instruction.payload)]
        return total
          + payload.primitive.work(payload.operands.map(\.shape), result: payload.shape, payload.attributes)
      }
    }
  }

  private func mark(_ value: PlanValue, _ moved: inout [Bool]) {
    for k in Int(value.offset)..<(Int(value.offset) + value.count) { moved[k] = true }
  }

  private func reads(_ instruction: PlanInstruction, _ moved: [Bool]) -> Bool {
    func any(_ start: Int32, _ count: Int) -> Bool {
      for k in Int(start)..<(Int(start) + count) where moved[k] { return true }
      return false
    }
    let count = Int(instruction.count)
    switch instruction.kind {
    case .elementwise:
      let arity = instruction.operation.arity
      return any(instruction.a, instruction.strides[0] == 0 ? 1 : count)
        || arity > 1 && any(instruction.b, instruction.strides[1] == 0 ? 1 : count)
        || arity > 2 && any(instruction.c, instruction.strides[2] == 0 ? 1 : count)
    case .gather:
      return payloads[Int(instruction.payload)].positions.contains { moved[Int(instruction.a) + Int($0)] }
    case .accumulate: return any(instruction.a, payloads[Int(instruction.payload)].positions.count)
    case .sum:
      guard let axes = payloads[Int(instruction.payload)].axes else { return false }
      return any(instruction.a, axes.outer * axes.size * axes.inner)
    case .matrixProduct:
      let extents = payloads[Int(instruction.payload)].extents
      return any(instruction.a, extents[0] * extents[1] * extents[2])
        || any(instruction.b, extents[0] * extents[2] * extents[3])
    case .structural:
      return payloads[Int(instruction.payload)].operands.contains { any($0.offset, $0.count) }
    }
  }

  /// The output with one entry of an input moved, and the bound of its error.
  mutating func run(
    _ followers: ContiguousArray<Int32>, entry: Int, at point: Double
  ) throws(EngineError) -> (value: Double, error: Double) {
    let old = values[entry]
    values[entry] = point
    for i in followers { try step(instructions[Int(i)]) }
    let result = (values[output], errors[output])
    values[entry] = old
    return result
  }

  func present(_ entry: Int) -> Double { base[entry] }

  mutating func forgetKink() { crossedKink = false }

  /// Back to the base, for another input.
  mutating func restore(_ followers: ContiguousArray<Int32>) {
    for i in followers {
      let start = Int(instructions[Int(i)].destination)
      for k in start..<(start + Int(instructions[Int(i)].count)) {
        values[k] = base[k]
        errors[k] = 0
      }
    }
  }

  // MARK: One instruction with its error

  private mutating func step(_ instruction: PlanInstruction) throws(EngineError) {
    guard instruction.kind == .elementwise else {
      try PlanMachine.structural(instruction, payloads[Int(instruction.payload)], &values)
      try structuralError(instruction)
      if instruction.kind == .structural { try decide(instruction, isBase: false) }
      return
    }
    let first = 3 * Int(instruction.operation.rawValue)
    let strides = instruction.strides
    for k in 0..<instruction.count {
      let (a, b, c) = (
        Int(instruction.a + k * strides[0]), Int(instruction.b + k * strides[1]), Int(instruction.c + k * strides[2])
      )
      let result = instruction.operation(values[a], values[b], values[c])
      var error = Probe.unit * result.magnitude
      if errors[a] != 0 { error += errors[a] * slope(slopes[first], a, b, c, result).magnitude }
      if instruction.operation.arity > 1 {
        if errors[b] != 0 { error += errors[b] * slope(slopes[first + 1], a, b, c, result).magnitude }
        if instruction.operation.arity > 2, errors[c] != 0 {
          error += errors[c] * slope(slopes[first + 2], a, b, c, result).magnitude
        }
      }
      if instruction.decision >= 0 {
        let decision = instruction.operation.decision(values[a], values[b], values[c])
        let distance = (decision - decisions[Int(instruction.decision + k)]).magnitude
        if !(distance <= instruction.operation.decisionTolerance) { crossedKink = true }
      }
      let to = Int(instruction.destination + k)
      values[to] = result
      errors[to] = error
    }
  }

  @inline(__always)
  private mutating func slope(_ slope: Slope, _ a: Int, _ b: Int, _ c: Int, _ result: Double) -> Double {
    switch slope {
    case .zero: return 0
    case .one, .minusOne: return 1
    case .operand(let i): return values[i == 0 ? a : i == 1 ? b : c]
    case .result: return result
    case .program(let program):
      row[0] = values[a]
      row[1] = values[b]
      row[2] = values[c]
      row[3] = result
      return program.run(&row)
    }
  }

  private mutating func structuralError(_ instruction: PlanInstruction) throws(EngineError) {
    let payload = payloads[Int(instruction.payload)]
    let (to, from) = (Int(instruction.destination), Int(instruction.a))
    switch instruction.kind {
    case .elementwise: break
    case .gather:
      for (k, position) in payload.positions.enumerated() { errors[to + k] = errors[from + Int(position)] }
    case .accumulate:
      for k in 0..<Int(instruction.count) { errors[to + k] = 0 }
      for (k, position) in payload.positions.enumerated() {
        errors[to + Int(position)] += errors[from + k] + 4 * Probe.unit * values[from + k].magnitude
      }
    case .sum:
      guard let axes = payload.axes else { return }
      for k in 0..<Int(instruction.count) {
        let start = from + k / axes.inner * axes.size * axes.inner + k % axes.inner
        var total = 0.0
        for i in 0..<axes.size {
          let place = start + i * axes.inner
          total += errors[place] + 4 * Probe.unit * values[place].magnitude
        }
        errors[to + k] = total
      }
    case .matrixProduct:
      let (batches, m, inner, n) = (payload.extents[0], payload.extents[1], payload.extents[2], payload.extents[3])
      let other = Int(instruction.b)
      for k in 0..<(batches * m * n) { errors[to + k] = 0 }
      // Along the rows of the right side, as they stand in memory.
      for row in 0..<(batches * m) {
        for p in 0..<inner {
          let (x, start) = (from + row * inner + p, other + (row / m * inner + p) * n)
          let (size, error) = (values[x].magnitude, errors[x] + 4 * Probe.unit * values[x].magnitude)
          for j in 0..<n { errors[to + row * n + j] += error * values[start + j].magnitude + size * errors[start + j] }
        }
      }
    case .structural:
      func tensor(_ operand: PlanValue, _ numbers: ContiguousArray<Double>) -> Tensor {
        let start = Int(operand.offset)
        return Tensor(shape: operand.shape, values: Array(numbers[start..<(start + operand.count)]))
      }
      let operands = payload.operands.map { tensor($0, values) }
      let result = Tensor(shape: payload.shape, values: Array(values[to..<(to + Int(instruction.count))]))
      let bounds =
        try payload.primitive.definition.structure?.uncertainty(
          operands, payload.operands.map { tensor($0, errors) }, result: result, payload.attributes, unit: Probe.unit)
        ?? []
      for (k, bound) in bounds.enumerated() { errors[to + k] = bound }
    }
  }

  private mutating func decide(_ instruction: PlanInstruction, isBase: Bool) throws(EngineError) {
    if instruction.kind == .structural {
      let payload = payloads[Int(instruction.payload)]
      let operands = payload.operands.map { operand in
        let start = Int(operand.offset)
        return Tensor(shape: operand.shape, values: Array(values[start..<(start + operand.count)]))
      }
      let found = payload.primitive.definition.structure?.choices(operands, payload.attributes) ?? []
      let key = Int(instruction.destination)
      if isBase {
        choices[key] = found
      } else if choices[key] != found {
        crossedKink = true
      }
    } else if isBase && instruction.decision >= 0 {
      let strides = instruction.strides
      for k in 0..<instruction.count {
        decisions[Int(instruction.decision + k)] = instruction.operation.decision(
          values[Int(instruction.a + k * strides[0])], values[Int(instruction.b + k * strides[1])],
          values[Int(instruction.c + k * strides[2])])
      }
    }
  }
}
