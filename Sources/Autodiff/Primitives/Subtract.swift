import Formulas

extension PrimitiveDefinition {
  /// a − b, broadcast. `sub(2, 3)` is −1.
  ///
  /// Passes its upstream gradient to a, and with its sign flipped to b.
  static let subtract = elementwise(
    .subtract, "sub", [.init("a"), .init("b")], glyph: "−", pattern: .flips,
    summary: "a − b",
    derivatives: [1, -1])
}
