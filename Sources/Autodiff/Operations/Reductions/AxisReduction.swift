/// A reduction: one number for all entries, or for those along an axis. `sum([[1, 2], [3, 4]], axis: 0)` is [4, 6].
protocol AxisReduction: StructuralPrimitive {}

extension AxisReduction {
  var parameters: [Primitive.Parameter] { [.init("x"), .init("axis", .axis, optional: true)] }
  var chapter: Primitive.Chapter { .reductions }
  var samples: [StructuralSample] { StructuralSample.reductions }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try Axes.reduced(name, shapes[0], axis: attributes.axis)
  }
}

/// A reduction that is piecewise constant, `argmax` or `all`: it has no derivative, and each of its numbers is a choice.
protocol StepReduction: AxisReduction {}

extension StepReduction {
  var isDifferentiable: Bool { false }
  var derivativeText: String { "0" }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? { nil }

  func choices(_ operands: [Tensor], _ attributes: Attributes) -> [Int] {
    ((try? forward(operands, attributes, shape: [])) ?? []).map { Int($0) }
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] { result.values.map { _ in 0 } }
}
