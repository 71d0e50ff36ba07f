import Formulas

extension PrimitiveDefinition {
  /// x above 0, `alpha` (eˣ − 1) elsewhere. `elu(-1)` is −0.6321205588285577.
  ///
  /// Smooth at 0 when alpha is 1; otherwise the derivative at 0 is alpha. (Clevert, Unterthiner, Hochreiter 2016.)
  static let elu = elementwise(
    .elu, "elu", [.init("x"), .init("alpha", default: 1)],
    summary: "x above 0, alpha (eˣ − 1) elsewhere",
    derivatives: [
      .binary(.greater, .operand(0), 0) + .binary(.lessOrEqual, .operand(0), 0) * (.result + .operand(1)),
      // Above 0, where it is not the slope, expm1(x) may be infinite.
      .unary(.expm1, .operand(0) * .binary(.lessOrEqual, .operand(0), 0)),
    ])
}
