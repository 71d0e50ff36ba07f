import Checksums
import Formulas

extension CompiledPlan {
  /// Bytes of the numbers that a key of this plan goes over: constants, buffers, data sets.
  var keyedBytes: Int {
    plan.numbers.tensors.reduce(0) { $0 + 8 * $1.tensor.count }
      + inputs.reduce(0) { sum, input in
        switch input.source {
        case .buffer(let buffer): sum + 8 * buffer.count
        case .rows(let data): sum + 8 * data.count
        }
      }
  }

  /// Adds all that the results of a run follow from, but for the number of steps and their rows: instructions,
  /// constants, the numbers that the inputs' buffers hold now, and the data sets that rows are taken from.
  ///
  /// Threads and vector instructions are not among it: they change no bit.
  func describe(to key: inout KeyBytes) {
    key.add(plan)
    key.add(inputs.count)
    for input in inputs {
      switch input.source {
      case .buffer(let buffer):
        key.add(false)
        key.add(buffer.tensor)
      case .rows(let data):
        key.add(true)
        key.add(input.node.shape)
        key.add(data)
      }
    }
    key.add(updated.map { buffer in inputs.firstIndex { $0.isFrom(buffer) } ?? -1 })
    key.add([recordWidth, batch])
  }
}

extension KeyBytes {
  /// Shape, precision and bits.
  mutating func add(_ tensor: Tensor) {
    add(tensor.shape)
    switch tensor.storage {
    case .double(let values):
      add(false)
      add(values)
    case .single(let values):
      add(true)
      add(values)
    }
  }

  fileprivate mutating func add(_ plan: Plan) {
    add(plan.instructions.count)
    for instruction in plan.instructions { add(instruction) }
    add(plan.payloads.count)
    for payload in plan.payloads { add(payload) }
    add(plan.numbers.places.count)
    for place in plan.numbers.places { add([Int(place.start), Int(place.count), Int(place.precision.size)]) }
    add(plan.numbers.tensors.count)
    for (place, tensor) in plan.numbers.tensors {
      add(place)
      add(tensor)
    }
    for tensors in [plan.inputs, plan.outputs, plan.observed] { add(tensors) }
  }

  private mutating func add(_ instruction: PlanInstruction) {
    add(instruction.kind.rawValue)
    add(instruction.operation.rawValue)
    for number in [
      instruction.destination, instruction.a, instruction.b, instruction.c, instruction.strides.x,
      instruction.strides.y, instruction.strides.z, instruction.count, instruction.payload,
    ] { add(Int(number)) }
    add(instruction.isPart)
  }

  private mutating func add(_ payload: PlanPayload) {
    add(payload.primitive.name)
    add(payload.positions.map(Int.init))
    add(payload.axes.map { [$0.outer, $0.size, $0.inner] } ?? [])
    switch payload.choice {
    case nil: add("")
    case .extremum(let isGreatest): add("extremum \(isGreatest)")
    case .position(let isGreatest): add("position \(isGreatest)")
    case .quantifier(let isUniversal): add("quantifier \(isUniversal)")
    }
    add(payload.extents)
    add(payload.operands)
    add(payload.attributes)
    add(payload.shape)
  }

  private mutating func add(_ tensors: [PlanTensor]) {
    add(tensors.count)
    for tensor in tensors {
      add(Int(tensor.offset))
      add(tensor.shape)
      add(tensor.precision.size)
      add(tensor.isWeak)
    }
  }

  private mutating func add(_ attributes: Attributes) {
    for whole in [attributes.axis, attributes.whole] { add(optional: whole) }
    for list in [attributes.shape, attributes.axes] {
      add(list != nil)
      add(list ?? [])
    }
    add(attributes.indices.count)
    for index in attributes.indices {
      switch index {
      case .at(let place):
        add("at")
        add(place)
      case .range(let start, let end):
        add("range")
        add(optional: start)
        add(optional: end)
      case .gather(let places):
        add("gather")
        add(places)
      }
    }
  }

  private mutating func add(optional number: Int?) {
    add(number != nil)
    add(number ?? 0)
  }
}
