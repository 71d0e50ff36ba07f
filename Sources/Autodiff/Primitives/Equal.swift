import Formulas

extension PrimitiveDefinition {
  /// 1 where a is equal to b, else 0; exact. `eq(2, 3)` is 0.
  ///
  /// Constant between its jumps, so its derivative is 0.
  static let equal = elementwise(
    .equal, "eq", [.init("a"), .init("b")], glyph: "=",
    summary: "1 where a is equal to b, else 0",
    derivatives: [0, 0])
}
