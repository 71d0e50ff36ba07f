import Formulas

extension PrimitiveDefinition {
  /// 1 where x is 0, else 0. `not(0)` is 1.
  static let not = elementwise(
    .not, "not", [.init("x")],
    summary: "1 where x is 0, else 0",
    derivatives: [0])
}
