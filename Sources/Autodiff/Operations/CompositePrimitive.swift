/// A structural primitive whose numbers, too, are written in other primitives. It stays one node, with a name and a
/// derivative of its own.
protocol CompositePrimitive: StructuralPrimitive {
  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value
}

extension CompositePrimitive {
  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .composed(self)
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    try compose(PlainAlgebra(precision: .double), operands, attributes).values
  }

  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float] {
    try compose(PlainAlgebra(precision: .single), operands, attributes).singles
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] {
    let pairs = zip(operands, errors).map { UncertainTensor(value: $0, error: $1) }
    return try compose(UncertainAlgebra(unit: unit), pairs, attributes).error.values
  }
}

/// Numbers of one precision without a graph.
struct PlainAlgebra: Algebra {
  var precision: Precision

  func constant(_ value: Tensor) -> Tensor { value.converted(to: precision) }
  func shape(_ value: Tensor) -> [Int] { value.shape }

  func apply(_ primitive: Primitive, _ operands: [Tensor], _ attributes: Attributes) throws(EngineError) -> Tensor {
    let shape = try primitive.shape(operands.map(\.shape), attributes)
    return try primitive.evaluate(operands, attributes, shape: shape, at: precision, unchecked: true)
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
  private let plain = PlainAlgebra(precision: .double)

  init(unit: Double) { self.unit = unit }

  func constant(_ value: Tensor) -> UncertainTensor { UncertainTensor(value: value, error: .zeros(value.shape)) }
  func shape(_ value: UncertainTensor) -> [Int] { value.value.shape }

  func apply(
    _ primitive: Primitive, _ operands: [UncertainTensor], _ attributes: Attributes
  ) throws(EngineError) -> UncertainTensor {
    let values = operands.map(\.value)
    let result = try plain.apply(primitive, values, attributes)
    let definition = primitive.definition
    if let structure = definition.structure {
      let errors = try structure.uncertainty(values, operands.map(\.error), result: result, attributes, unit: unit)
      return UncertainTensor(value: result, error: Tensor(shape: result.shape, values: errors))
    }
    var error = result.values.map { unit * $0.magnitude }
    for (i, operand) in operands.enumerated() where definition.derivatives[i] != 0 {
      let slope = try definition.derivatives[i].build(plain, operands: values, result: result)
      let slopes = Broadcasting.expand(slope, to: result.shape)
      let errors = Broadcasting.expand(operand.error, to: result.shape)
      for k in error.indices where errors[k] != 0 { error[k] += slopes[k].magnitude * errors[k] }
    }
    return UncertainTensor(value: result, error: Tensor(shape: result.shape, values: error))
  }
}
