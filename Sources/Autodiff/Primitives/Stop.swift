import Formulas

extension PrimitiveDefinition {
  /// x as a constant: no gradient flows through. `stop(2)` is 2.
  static let stop = elementwise(
    .stop, "stop", [.init("x")],
    summary: "x as a constant",
    derivatives: [0])
}
