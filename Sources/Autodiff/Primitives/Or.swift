import Formulas

extension PrimitiveDefinition {
  /// 1 where either is non-zero, else 0. `or(1, 0)` is 1.
  static let or = elementwise(
    .or, "or", [.init("a"), .init("b")],
    summary: "1 where either is non-zero, else 0",
    derivatives: [0, 0])
}
