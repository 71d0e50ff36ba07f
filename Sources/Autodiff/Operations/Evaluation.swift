import Formulas

extension Primitive {
  /// The result's shape, for operands of these shapes.
  public func shape(_ shapes: [[Int]], _ attributes: Attributes = Attributes()) throws(EngineError) -> [Int] {
    if let structure = definition.structure { return try structure.shape(shapes, attributes) }
    return try Broadcasting.shape(name, shapes)
  }

  /// The result's precision; `nil` among the operands' is a plain number's.
  func precision(_ operands: [Precision?], _ shapes: [[Int]]) -> Precision {
    definition.structure?.precision(operands, shapes) ?? .joint(operands)
  }

  /// The operation on numbers alone: what a node of it would hold.
  ///
  /// - Parameter precision: the result's; operands are converted to it first.
  /// - Throws: the first NaN or infinity as ``EngineError/nonFinite(operation:operands:result:)`` unless `unchecked`.
  func evaluate(
    _ operands: [Tensor], _ attributes: Attributes, shape: [Int], at precision: Precision, unchecked: Bool = false
  ) throws(EngineError) -> Tensor {
    if precision == .single || operands.contains(where: { $0.precision == .single }) {
      return try evaluate(converting: operands, attributes, shape: shape, at: precision, unchecked: unchecked)
    }
    let definition = self.definition
    let values: [Double]
    if let structure = definition.structure {
      values = try structure.forward(operands, attributes, shape: shape)
    } else if let operation = definition.operation {
      values = Elementwise.evaluate(operation, operands, shape: shape)
    } else {
      values = []
    }
    let result = Tensor(shape: shape, values: values)
    if !unchecked, let position = values.firstIndex(where: { !$0.isFinite }) {
      try refuseNew(operands, result, at: position)
    }
    return result
  }

  private func evaluate(
    converting operands: [Tensor], _ attributes: Attributes, shape: [Int], at precision: Precision, unchecked: Bool
  ) throws(EngineError) -> Tensor {
    let converted = operands.map { $0.converted(to: precision) }
    guard precision == .single else {
      return try evaluate(converted, attributes, shape: shape, at: .double, unchecked: unchecked)
    }
    let definition = self.definition
    let values: [Float]
    if let structure = definition.structure {
      values = try structure.single(converted, attributes, shape: shape)
    } else if let operation = definition.operation {
      values = Elementwise.single(operation, converted, shape: shape)
    } else {
      values = []
    }
    let result = Tensor(shape: shape, single: values)
    // Beside the operands as they were: 1e300 is finite, and no 32-bit float.
    if !unchecked, let position = values.firstIndex(where: { !$0.isFinite }) {
      try refuseNew(operands, result, at: position)
    }
    return result
  }

  private func refuseNew(_ operands: [Tensor], _ result: Tensor, at first: Int) throws(EngineError) {
    guard operation != nil else {
      let isNaN = result.values.contains { $0.isNaN }
      guard operands.allSatisfy({ $0.values.allSatisfy { isNaN ? !$0.isNaN : $0.isFinite } }) else { return }
      throw .nonFinite(
        operation: name, operands: operands.map { EngineError.operand(ofShape: $0.shape) },
        result: "\(result.values[first])")
    }
    let parts = operands.map { Broadcasting.expand($0, to: result.shape) }
    for position in first..<result.count where !result.values[position].isFinite {
      let numbers = parts.map { $0[position] }
      let isNaN = result.values[position].isNaN
      guard numbers.allSatisfy({ isNaN ? !$0.isNaN : $0.isFinite }) else { continue }
      throw .nonFinite(
        operation: name, operands: numbers.map { NumberFormat().ascii($0) }, result: "\(result.values[position])")
    }
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int {
    definition.structure?.work(shapes, result: result, attributes) ?? result.reduce(1, *)
  }
}
