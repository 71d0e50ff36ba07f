import Formulas

extension PrimitiveDefinition {
  /// The cosine of an angle in radians. `cos(1)` is 0.5403023058681398.
  static let cos = elementwise(
    .cos, "cos", [.init("x")],
    summary: "the cosine of x radians",
    derivatives: [-.unary(.sin, .operand(0))])
}
