import Formulas

extension PrimitiveDefinition {
  /// The natural logarithm. `log(2)` is 0.6931471805599453.
  static let log = elementwise(
    .log, "log", [.init("x")],
    summary: "the natural logarithm",
    derivatives: [1 / .operand(0)])
}
