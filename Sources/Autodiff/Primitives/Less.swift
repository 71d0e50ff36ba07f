import Formulas

extension PrimitiveDefinition {
  /// 1 where a is less than b, else 0; exact. `lt(2, 3)` is 1.
  ///
  /// Constant between its jumps, so its derivative is 0.
  static let less = elementwise(
    .less, "lt", [.init("a"), .init("b")], glyph: "<",
    summary: "1 where a is less than b, else 0",
    derivatives: [0, 0])
}
