import Formulas

/// Single instructions by the kernels that evaluate nodes: for the point where a gradient check begins, and for finding
/// the operation that failed in a run. What runs many times is a ``CompiledPlan``.
extension PlanInstruction {
  /// Puts an instruction's numbers into the row that holds its operands.
  func evaluate(_ payloads: ContiguousArray<PlanPayload>, _ row: inout ContiguousArray<Double>) throws(EngineError) {
    if kind == .elementwise && count == 1 {
      row[Int(destination)] = operation(row[Int(a)], row[Int(b)], row[Int(c)])
      return
    }
    let numbers = try numbers(payloads, row)
    row.replaceSubrange(Int(destination)..<(Int(destination) + numbers.count), with: numbers)
  }

  private func numbers(
    _ payloads: ContiguousArray<PlanPayload>, _ row: ContiguousArray<Double>
  ) throws(EngineError) -> [Double] {
    func read(_ place: Int32, _ count: Int) -> [Double] { Array(row[Int(place)..<(Int(place) + count)]) }
    guard kind != .elementwise else {
      let operands = zip([a, b, c], [strides.x, strides.y, strides.z]).prefix(operation.arity).map { place, stride in
        read(place, stride == 0 ? 1 : Int(count))
      }
      return MapKernel.values(
        operation, operands[0], operands.count > 1 ? operands[1] : [], operands.count > 2 ? operands[2] : [],
        count: Int(count))
    }
    let payload = payloads[Int(self.payload)]
    switch kind {
    case .elementwise: return []
    case .gather: return payload.positions.map { row[Int(a) + Int($0)] }
    case .accumulate:
      var sums = [Double](repeating: 0, count: Int(count))
      for (k, position) in payload.positions.enumerated() { sums[Int(position)] += row[Int(a) + k] }
      return sums
    case .sum:
      guard let axes = payload.axes else { return [] }
      return SumKernel.values(
        read(a, axes.outer * axes.size * axes.inner), outer: axes.outer, size: axes.size, inner: axes.inner)
    case .matrixProduct:
      let (batches, rows, inner, columns) = (
        payload.extents[0], payload.extents[1], payload.extents[2], payload.extents[3]
      )
      return ProductKernel.values(
        read(a, batches * rows * inner), read(b, batches * inner * columns), rows: rows, inner: inner,
        columns: columns, starts: (0..<batches).map { ($0 * rows * inner, $0 * inner * columns) })
    case .structural:
      let operands = payload.operands.map { Tensor(shape: $0.shape, values: read($0.offset, $0.count)) }
      return try payload.primitive.definition.structure?.forward(operands, payload.attributes, shape: payload.shape)
        ?? []
    }
  }
}
