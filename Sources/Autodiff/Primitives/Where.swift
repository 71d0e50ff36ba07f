import Formulas

extension PrimitiveDefinition {
  /// a where the condition is non-zero, else b. `where(0, 2, 3)` is 3.
  ///
  /// Routes its upstream gradient to the chosen side.
  static let select = elementwise(
    .select, "where", [.init("condition"), .init("a"), .init("b")], glyph: "where", pattern: .routes,
    summary: "a where the condition is non-zero, else b",
    derivatives: [0, .binary(.notEqual, .operand(0), 0), .binary(.equal, .operand(0), 0)])
}
