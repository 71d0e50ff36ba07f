import Formulas

extension PrimitiveDefinition {
  /// The sine of an angle in radians. `sin(1)` is 0.8414709848078965.
  static let sin = elementwise(
    .sin, "sin", [.init("x")],
    summary: "the sine of x radians",
    derivatives: [.unary(.cos, .operand(0))])
}
