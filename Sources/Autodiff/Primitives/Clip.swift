import Formulas

extension PrimitiveDefinition {
  /// x kept between two bounds. `clip(5, 0, 1)` is 1.
  ///
  /// At the bounds the derivative is 0, as outside them; a bound that holds x back gets the gradient.
  static let clip = elementwise(
    .clip, "clip", [.init("x"), .init("low"), .init("high")],
    summary: "x kept between low and high",
    derivatives: [
      .binary(.greater, .operand(0), .operand(1)) * .binary(.less, .operand(0), .operand(2)),
      .binary(.less, .operand(0), .operand(1)), .binary(.greater, .operand(0), .operand(2)),
    ])
}
