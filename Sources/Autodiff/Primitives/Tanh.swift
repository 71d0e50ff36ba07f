import Formulas

extension PrimitiveDefinition {
  /// The hyperbolic tangent. `tanh(1)` is 0.7615941559557649.
  static let tanh = elementwise(
    .tanh, "tanh", [.init("x")],
    summary: "the hyperbolic tangent",
    derivatives: [1 - .unary(.square, .result)])
}
