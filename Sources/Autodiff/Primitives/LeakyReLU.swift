import Formulas

extension PrimitiveDefinition {
  /// x above 0, `slope` times x elsewhere. `leaky_relu(-2)` is −0.02.
  ///
  /// At the kink the derivative is the slope.
  static let leakyReLU = elementwise(
    .leakyReLU, "leaky_relu", [.init("x"), .init("slope", default: 0.01)],
    summary: "x above 0, slope times x elsewhere",
    derivatives: [
      .binary(.greater, .operand(0), 0) + .operand(1) * .binary(.lessOrEqual, .operand(0), 0),
      .operand(0) * .binary(.lessOrEqual, .operand(0), 0),
    ])
}
