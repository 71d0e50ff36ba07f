import Formulas

extension PrimitiveDefinition {
  /// a × b, element by element, broadcast. `mul(2, 3)` is 6.
  ///
  /// Each side's gradient is scaled by the other side.
  static let multiply = elementwise(
    .multiply, "mul", [.init("a"), .init("b")], glyph: "×", pattern: .swaps,
    summary: "a × b, element by element",
    derivatives: [.operand(1), .operand(0)])
}
