import Formulas

extension PrimitiveDefinition {
  /// x where positive, else 0. `relu(-2)` is 0. At the kink the derivative is 0.
  static let relu = elementwise(
    .relu, "relu", [.init("x")],
    summary: "x where positive, else 0",
    derivatives: [.binary(.greater, .operand(0), 0)])
}
