import Formulas

/// Runs instructions.
enum PlanMachine {
  /// Entries of a chain that stay in the fastest cache together.
  private static let block = 512

  static func run(
    _ instructions: ContiguousArray<PlanInstruction>, _ payloads: ContiguousArray<PlanPayload>,
    _ values: inout ContiguousArray<Double>
  ) throws(EngineError) {
    var next = 0
    while next < instructions.count {
      let instruction = instructions[next]
      guard instruction.kind == .elementwise else {
        try structural(instruction, payloads[Int(instruction.payload)], &values)
        next += 1
        continue
      }
      if instruction.count == 1 {
        scalar(instruction, &values)
        next += 1
        continue
      }
      // A chain of one size depends entry by entry on itself, so it may go block by block.
      var end = next + 1
      while end < instructions.count, instructions[end].kind == .elementwise,
        instructions[end].count == instruction.count
      {
        end += 1
      }
      var start = 0
      while start < Int(instruction.count) {
        let stop = min(start + block, Int(instruction.count))
        for i in next..<end { entries(instructions[i], start, stop, &values) }
        start = stop
      }
      next = end
    }
  }

  @inline(__always)
  static func scalar(_ instruction: PlanInstruction, _ values: inout ContiguousArray<Double>) {
    let (x, y) = (values[Int(instruction.a)], values[Int(instruction.b)])
    let result: Double
    switch instruction.operation {
    case .add: result = x + y
    case .subtract: result = x - y
    case .multiply: result = x * y
    case .divide: result = x / y
    default: result = instruction.operation(x, y, values[Int(instruction.c)])
    }
    values[Int(instruction.destination)] = result
  }

  private static func entries(
    _ instruction: PlanInstruction, _ start: Int, _ stop: Int, _ values: inout ContiguousArray<Double>
  ) {
    switch instruction.operation {
    case .add: loop(instruction, start, stop, &values) { x, y, _ in x + y }
    case .subtract: loop(instruction, start, stop, &values) { x, y, _ in x - y }
    case .multiply: loop(instruction, start, stop, &values) { x, y, _ in x * y }
    case .divide: loop(instruction, start, stop, &values) { x, y, _ in x / y }
    default:
      let operation = instruction.operation
      loop(instruction, start, stop, &values) { operation($0, $1, $2) }
    }
  }

  @inline(__always)
  private static func loop(
    _ instruction: PlanInstruction, _ start: Int, _ stop: Int, _ values: inout ContiguousArray<Double>,
    _ combine: (Double, Double, Double) -> Double
  ) {
    let (sa, sb, sc) = (Int(instruction.strides[0]), Int(instruction.strides[1]), Int(instruction.strides[2]))
    var a = Int(instruction.a) + start * sa
    var b = Int(instruction.b) + start * sb
    var c = Int(instruction.c) + start * sc
    for k in start..<stop {
      values[Int(instruction.destination) + k] = combine(values[a], values[b], values[c])
      a += sa
      b += sb
      c += sc
    }
  }

  static func structural(
    _ instruction: PlanInstruction, _ payload: PlanPayload, _ values: inout ContiguousArray<Double>
  ) throws(EngineError) {
    let to = Int(instruction.destination)
    let from = Int(instruction.a)
    switch instruction.kind {
    case .elementwise: break
    case .gather:
      for (k, position) in payload.positions.enumerated() { values[to + k] = values[from + Int(position)] }
    case .accumulate:
      for k in 0..<Int(instruction.count) { values[to + k] = 0 }
      for (k, position) in payload.positions.enumerated() { values[to + Int(position)] += values[from + k] }
    case .sum:
      guard let axes = payload.axes else { return }
      for block in 0..<axes.outer {
        for offset in 0..<axes.inner {
          let start = from + block * axes.size * axes.inner + offset
          values[to + block * axes.inner + offset] = Summation.sum(
            values, from: start, count: axes.size, stride: axes.inner)
        }
      }
    case .matrixProduct:
      product(payload.extents, from, Int(instruction.b), to, &values)
    case .structural:
      let operands = payload.operands.map { operand in
        let start = Int(operand.offset)
        return Tensor(shape: operand.shape, values: Array(values[start..<(start + operand.count)]))
      }
      let structure = payload.primitive.definition.structure
      let result = try structure?.forward(operands, payload.attributes, shape: payload.shape) ?? []
      for (k, value) in result.enumerated() { values[to + k] = value }
    }
  }

  /// The same chains of fused multiply-adds as ``MatrixProduct``.
  private static func product(
    _ extents: [Int], _ a: Int, _ b: Int, _ c: Int, _ values: inout ContiguousArray<Double>
  ) {
    let (batches, m, k, n) = (extents[0], extents[1], extents[2], extents[3])
    for i in 0..<(batches * m * n) { values[c + i] = 0 }
    for batch in 0..<batches {
      for i in 0..<m {
        let row = c + (batch * m + i) * n
        for p in 0..<k {
          let factor = values[a + (batch * m + i) * k + p]
          let other = b + (batch * k + p) * n
          for j in 0..<n { values[row + j] = values[row + j].addingProduct(factor, values[other + j]) }
        }
      }
    }
  }
}
