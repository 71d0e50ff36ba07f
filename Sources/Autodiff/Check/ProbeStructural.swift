extension Probe {
  /// An operation by its own rule, whole, at one point after the other.
  mutating func structural(_ place: Int) throws(EngineError) {
    guard reads[place].contains(where: { operand in operand.values.contains { !moved.place($0).isEmpty } }) else {
      return
    }
    let step = steps[place]
    let payload = payloads[step.payload]
    guard let structure = payload.primitive.definition.structure else { return }
    for lane in 0..<4 {
      let operands = tensors(place, lane: lane)
      let result = try structure.forward(operands, payload.attributes, shape: payload.shape)
      let bounds = try structure.uncertainty(
        operands,
        reads[place].map { error($0, lane) }.enumerated().map {
          Tensor(shape: payload.operands[$0].shape, values: $1)
        }, result: Tensor(shape: payload.shape, values: result), payload.attributes, unit: Probe.unit)
      for k in 0..<step.count {
        memory.lanes[step.lane + k][lane] = result[k]
        memory.errors[step.lane + k][lane] = bounds[k]
      }
      if structure.choices(operands, payload.attributes) != choices[place] { crossedKink = true }
    }
    spend(4 * payload.primitive.work(payload.operands.map(\.shape), result: payload.shape, payload.attributes))
    let first = moved.end
    moved.add(0, step.count, since: first)
    moved.take(step.value, since: first)
  }

  /// The operands of a structural step at one of the four points, `nil` for the base.
  func tensors(_ place: Int, lane: Int?) -> [Tensor] {
    zip(payloads[steps[place].payload].operands, reads[place]).map { value, operand in
      let numbers = (0..<operand.count).map { k in
        if let lane, operand.moves { return memory.lanes[operand.lane + k][lane] }
        return memory.base[operand.base + k]
      }
      return Tensor(shape: value.shape, values: numbers)
    }
  }

  private func error(_ operand: ProbeStep.Operand, _ lane: Int) -> [Double] {
    (0..<operand.count).map { operand.moves ? memory.errors[operand.lane + $0][lane] : 0 }
  }
}
