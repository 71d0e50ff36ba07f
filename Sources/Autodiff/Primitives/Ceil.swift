import Formulas

extension PrimitiveDefinition {
  /// The least whole number not below x. `ceil(-1.5)` is −1.
  static let ceil = elementwise(
    .ceil, "ceil", [.init("x")],
    summary: "the least whole number not below x",
    derivatives: [0])
}
