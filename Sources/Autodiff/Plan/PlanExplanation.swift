import Formulas

extension Plan {
  /// The first operation of a run whose result is not finite although its operands are; `nil` when all are finite.
  ///
  /// Goes instruction by instruction, each result rounded to its precision: slow, and asked for only where a run has
  /// failed.
  ///
  /// - Parameter values: of the inputs.
  func firstNonFinite(at values: [Tensor]) throws(EngineError) -> EngineError? {
    var row = numbers.row()
    for (input, value) in zip(inputs, values) {
      let numbers = value.values
      for k in numbers.indices { row[Int(input.offset) + k] = numbers[k] }
    }
    for instruction in instructions {
      try instruction.evaluate(payloads, &row)
      let entries = Int(instruction.destination)..<Int(instruction.destination + instruction.count)
      if !entries.isEmpty, numbers.place(at: instruction.destination).precision == .single {
        for k in entries { row[k] = Double(Float(row[k])) }
      }
      if instruction.isPart { continue }
      guard let bad = entries.first(where: { !row[$0].isFinite }) else { continue }
      return explanation(instruction, bad, row)
    }
    return nil
  }

  private func explanation(
    _ instruction: PlanInstruction, _ bad: Int, _ row: ContiguousArray<Double>
  ) -> EngineError {
    guard instruction.kind == .elementwise else {
      let payload = payloads[Int(instruction.payload)]
      return .nonFinite(
        operation: payload.primitive.name, operands: payload.operands.map { EngineError.operand(ofShape: $0.shape) },
        result: "\(row[bad])")
    }
    let k = Int32(bad) - instruction.destination
    if instruction.payload >= 0 {
      let payload = payloads[Int(instruction.payload)]
      return .nonFinite(
        operation: payload.primitive.name,
        operands: payload.operands.map { NumberFormat().ascii(row[Int($0.offset + ($0.count == 1 ? 0 : k))]) },
        result: "\(row[bad])")
    }
    let places = [
      instruction.a + k * instruction.strides[0], instruction.b + k * instruction.strides[1],
      instruction.c + k * instruction.strides[2],
    ]
    return .nonFinite(
      operation: Primitive.elementwise(Operation(instruction.operation)).name,
      operands: places.prefix(instruction.operation.arity).map { NumberFormat().ascii(row[Int($0)]) },
      result: "\(row[bad])")
  }
}
