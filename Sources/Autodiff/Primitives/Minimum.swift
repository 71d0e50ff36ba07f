import Formulas

extension PrimitiveDefinition {
  /// The smaller of two, element by element. `min(2, 3)` is 2.
  ///
  /// Routes its upstream gradient to the smaller side; a tie shares equally.
  static let minimum = elementwise(
    .minimum, "min", [.init("a"), .init("b")], glyph: "min", pattern: .routes,
    summary: "the smaller of a and b, element by element",
    derivatives: [
      .binary(.less, .operand(0), .operand(1)) + 0.5 * .binary(.equal, .operand(0), .operand(1)),
      .binary(.less, .operand(1), .operand(0)) + 0.5 * .binary(.equal, .operand(0), .operand(1)),
    ])
}
