/// A loss of scores `[…, classes]` against a ``ClassTarget``: one number, the mean over the samples.
///
/// Class indices are checked where numbers are computed, and do not decide the result's precision.
protocol ClassLoss: CompositePrimitive {}

extension ClassLoss {
  var readsClasses: Bool { true }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try ClassTarget.check(name, shapes[0], shapes[1])
    return []
  }

  func precision(_ operands: [Precision?], _ shapes: [[Int]]) -> Precision {
    ClassTarget.isIndices(shapes[0], shapes[1]) ? .joint([operands[0]]) : .joint(operands)
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    try ClassTarget.checkIndices(operands[0].shape, operands[1])
    return try compose(PlainAlgebra(precision: .double), operands, attributes).values
  }

  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float] {
    try ClassTarget.checkIndices(operands[0].shape, operands[1])
    return try compose(PlainAlgebra(precision: .single), operands, attributes).singles
  }
}

extension Primitive {
  /// Whether its last operand may be indices of classes, which are checked where numbers are computed, and not in
  /// compiled steps.
  public var readsClasses: Bool { definition.structure?.readsClasses ?? false }
}
