/// A structural primitive whose numbers, too, are written in other primitives. It stays one node, with a name and a
/// derivative of its own.
protocol CompositePrimitive: StructuralPrimitive {
  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value
}

extension CompositePrimitive {
  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    try compose(PlainAlgebra(), operands, attributes).values
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] {
    let pairs = zip(operands, errors).map { UncertainTensor(value: $0, error: $1) }
    return try compose(UncertainAlgebra(unit: unit), pairs, attributes).error.values
  }
}

/// Numbers without a graph.
struct PlainAlgebra: Algebra {
  func constant(_ value: Tensor) -> Tensor { value }
  func shape(_ value: Tensor) -> [Int] { value.shape }

  func apply(_ primitive: Primitive, _ operands: [Tensor], _ attributes: Attributes) throws(EngineError) -> Tensor {
    let shape = try primitive.shape(operands.map(\.shape), attributes)
    return try primitive.evaluate(operands, attributes, shape: shape, unchecked: true)
  }
}

/// A number and how far rounding may have moved it.
struct UncertainTensor {
  var value: Tensor
  var error: Tensor
}

/// Numbers with a running bound of their rounding errors, to first order: what a numeric derivative is judged by.
struct UncertainAlgebra: Algebra {
  /// The relative rounding error of one operation.
  var unit: Double

  func constant(_ value: Tensor) -> UncertainTensor { UncertainTensor(value: value, error: .zeros(value.shape)) }
  func shape(_ value: UncertainTensor) -> [Int] { value.value.shape }

  func apply(
    _ primitive: Primitive, _ operands: [UncertainTensor], _ attributes: Attributes
  ) throws(EngineError) -> UncertainTensor {
    let values = operands.map(\.value)
    let result = try PlainAlgebra().apply(primitive, values, attributes)
    let definition = primitive.definition
    if let structure = definition.structure {
      let errors = try structure.uncertainty(values, operands.map(\.error), result: result, attributes, unit: unit)
      return UncertainTensor(value: result, error: Tensor(shape: result.shape, values: errors))
    }
    var error = result.values.map { unit * $0.magnitude }
    for (i, operand) in operands.enumerated() where definition.derivatives[i] != 0 {
      let slope = try definition.derivatives[i].build(PlainAlgebra(), operands: values, result: result)
      let slopes = Broadcasting.expand(slope, to: result.shape)
      let errors = Broadcasting.expand(operand.error, to: result.shape)
      for k in error.indices where errors[k] != 0 { error[k] += slopes[k].magnitude * errors[k] }
    }
    return UncertainTensor(value: result, error: Tensor(shape: result.shape, values: error))
  }
}
