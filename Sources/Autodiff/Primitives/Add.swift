import Formulas

extension PrimitiveDefinition {
  /// a + b, broadcast. `add(2, 3)` is 5.
  ///
  /// Distributes its upstream gradient: the same to both.
  static let add = elementwise(
    .add, "add", [.init("a"), .init("b")], glyph: "+", pattern: .distributes,
    summary: "a + b",
    derivatives: [1, 1])
}
