import Formulas

extension PrimitiveDefinition {
  /// x times x. `square(3)` is 9.
  static let square = elementwise(
    .square, "square", [.init("x")], glyph: "x²",
    summary: "x times x",
    derivatives: [2 * .operand(0)])
}
