import Formulas

extension PrimitiveDefinition {
  /// 1 where a is greater than b, else 0; exact. `gt(2, 3)` is 0.
  ///
  /// Constant between its jumps, so its derivative is 0.
  static let greater = elementwise(
    .greater, "gt", [.init("a"), .init("b")], glyph: ">",
    summary: "1 where a is greater than b, else 0",
    derivatives: [0, 0])
}
