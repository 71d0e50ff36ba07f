import Formulas

extension PrimitiveDefinition {
  /// The absolute value. `abs(-2)` is 2. At the kink the derivative is 0.
  static let abs = elementwise(
    .abs, "abs", [.init("x")], glyph: "|x|",
    summary: "the absolute value",
    derivatives: [.unary(.sign, .operand(0))])
}
