import Formulas

extension PrimitiveDefinition {
  /// a / b, broadcast. `div(1, 4)` is 0.25.
  static let divide = elementwise(
    .divide, "div", [.init("a"), .init("b")], glyph: "÷",
    summary: "a / b",
    derivatives: [1 / .operand(1), -(.operand(0) / .unary(.square, .operand(1)))])
}
