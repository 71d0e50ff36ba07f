extension OperationDefinition {
  /// x above 0, `alpha` (eˣ − 1) elsewhere.
  ///
  /// Smooth at 0 when alpha is 1; otherwise the derivative at 0 is alpha. (Clevert, Unterthiner, Hochreiter 2016.)
  static let elu = composition(
    "elu", ["x", .init("alpha", default: 1)], summary: "x above 0, alpha (eˣ − 1) elsewhere",
    example: .init(-1, 1, is: -0.6321205588285577), kinkPoints: [[0, 0.5]],
    derivatives: [
      .binary(.greater, .operand(0), 0) + .binary(.lessOrEqual, .operand(0), 0) * (.result + .operand(1)),
      // Above 0, where it is not the slope, expm1(x) may be infinite.
      .unary(.expm1, .operand(0) * .binary(.lessOrEqual, .operand(0), 0)),
    ]
  ) { operands in
    let (x, alpha) = (operands[0], operands[1])
    return .select(.binary(.greater, x, 0), x, alpha * .unary(.expm1, x))
  }
}
