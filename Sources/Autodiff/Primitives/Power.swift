import Formulas

extension PrimitiveDefinition {
  /// a to the power b, broadcast. `pow(2, 10)` is 1024, `pow(0, 0)` is 1.
  ///
  /// A constant exponent gets no gradient. The gradient of a named one at a base ≤ 0 is undefined (NaN), unless the base is
  /// 0 and stays 0 for every exponent nearby: it is never a failed check.
  static let power = elementwise(
    .power, "pow", [.init("a"), .init("b")], glyph: "^",
    summary: "a to the power b",
    derivatives: [.binary(.powerSlope, .operand(0), .operand(1)), .result * .unary(.log, .operand(0))])
}
