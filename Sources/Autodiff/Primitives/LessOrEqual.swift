import Formulas

extension PrimitiveDefinition {
  /// 1 where a is at most b, else 0; exact. `le(2, 3)` is 1.
  ///
  /// Constant between its jumps, so its derivative is 0.
  static let lessOrEqual = elementwise(
    .lessOrEqual, "le", [.init("a"), .init("b")], glyph: "≤",
    summary: "1 where a is at most b, else 0",
    derivatives: [0, 0])
}
