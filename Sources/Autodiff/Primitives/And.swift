import Formulas

extension PrimitiveDefinition {
  /// 1 where both are non-zero, else 0. `and(1, 0)` is 0.
  static let and = elementwise(
    .and, "and", [.init("a"), .init("b")],
    summary: "1 where both are non-zero, else 0",
    derivatives: [0, 0])
}
