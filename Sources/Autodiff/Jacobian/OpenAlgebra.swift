/// Derivatives worked out for an upstream gradient that is not known yet: a value is either numbers, or a map that says
/// how it depends on the upstream gradient. Derivatives are linear in it, so every step of a rule is a product or a sum
/// of maps.
struct OpenAlgebra: Algebra {
  let arithmetic: MapArithmetic

  enum Value {
    case closed(Tensor)
    /// The map from the upstream gradient, and the value's shape.
    case open(LinearMap, [Int])
  }

  func constant(_ value: Tensor) -> Value { .closed(value) }

  func shape(_ value: Value) -> [Int] {
    switch value {
    case .closed(let tensor): tensor.shape
    case .open(_, let shape): shape
    }
  }

  func apply(_ primitive: Primitive, _ operands: [Value], _ attributes: Attributes) throws(EngineError) -> Value {
    let shapes = operands.map { shape($0) }
    let result = try primitive.shape(shapes, attributes)
    // In the place of what is open stand zeros: no slope of a linear step mentions them.
    var numbers: [Tensor] = []
    var isOpen = false
    for (operand, shape) in zip(operands, shapes) {
      if case .closed(let tensor) = operand {
        numbers.append(tensor)
      } else {
        isOpen = true
        numbers.append(Tensor(shape: shape, values: [Double](repeating: 0, count: shape.reduce(1, *))))
      }
    }
    guard isOpen else {
      return .closed(try NumberAlgebra(graph: arithmetic.graph).apply(primitive, numbers, attributes))
    }
    let placeholder = Tensor(shape: result, values: [Double](repeating: 0, count: result.reduce(1, *)))
    var sum: LinearMap?
    for (i, operand) in operands.enumerated() {
      guard case .open(let map, _) = operand else { continue }
      let local = try arithmetic.local(primitive, numbers, result: placeholder, attributes, operand: i)
      let part = try arithmetic.product(local, map)
      if let others = sum {
        sum = try arithmetic.sum(others, part)
      } else {
        sum = part
      }
    }
    return .open(sum ?? .zero(rows: placeholder.count, columns: 0), result)
  }
}
