import Formulas

extension PrimitiveDefinition {
  /// −1, 0 or 1. `sign(-2)` is −1.
  static let sign = elementwise(
    .sign, "sign", [.init("x")],
    summary: "−1, 0 or 1, by the sign of x",
    derivatives: [0])
}
