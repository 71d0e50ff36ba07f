import Formulas

extension PrimitiveDefinition {
  /// b a^(b − 1), and 0 where b is 0: the slope of a power, with a name of its own because 0 · a⁻¹ is not 0 at a = 0.
  /// `power_slope(3, 2)` is 6.
  ///
  /// Its own slope counts the exponent down no further than 0, so that a power whose derivatives have come to 0 has
  /// only zeros after that: 0 · 0⁻² would be none.
  static let powerSlope = elementwise(
    .powerSlope, "power_slope", [.init("a"), .init("b")],
    summary: "the slope of a power", isInternal: true,
    derivatives: [
      .operand(1)
        * .binary(.powerSlope, .operand(0), .operand(1) - .binary(.notEqual, .operand(1), 0)),
      .binary(.power, .operand(0), .operand(1) - 1) + .result * .unary(.log, .operand(0)),
    ])
}
