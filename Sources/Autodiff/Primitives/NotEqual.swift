import Formulas

extension PrimitiveDefinition {
  /// 1 where a is different from b, else 0; exact. `ne(2, 3)` is 1.
  ///
  /// Constant between its jumps, so its derivative is 0.
  static let notEqual = elementwise(
    .notEqual, "ne", [.init("a"), .init("b")], glyph: "≠",
    summary: "1 where a is different from b, else 0",
    derivatives: [0, 0])
}
