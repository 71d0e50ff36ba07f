import Formulas

extension PrimitiveDefinition {
  /// ln(1 + eˣ), a smooth relu. `softplus(0)` is 0.6931471805599453.
  static let softplus = elementwise(
    .softplus, "softplus", [.init("x")],
    summary: "ln(1 + eˣ), a smooth relu",
    derivatives: [.unary(.sigmoid, .operand(0))])
}
