import Formulas

extension PrimitiveDefinition {
  /// 1 where a is at least b, else 0; exact. `ge(2, 3)` is 0.
  ///
  /// Constant between its jumps, so its derivative is 0.
  static let greaterOrEqual = elementwise(
    .greaterOrEqual, "ge", [.init("a"), .init("b")], glyph: "≥",
    summary: "1 where a is at least b, else 0",
    derivatives: [0, 0])
}
