import Formulas

extension PrimitiveDefinition {
  /// The greater of two, element by element. `max(2, 3)` is 3.
  ///
  /// Routes its upstream gradient to the greater side; a tie shares equally.
  static let maximum = elementwise(
    .maximum, "max", [.init("a"), .init("b")], glyph: "max", pattern: .routes,
    summary: "the greater of a and b, element by element",
    derivatives: [
      .binary(.greater, .operand(0), .operand(1)) + 0.5 * .binary(.equal, .operand(0), .operand(1)),
      .binary(.greater, .operand(1), .operand(0)) + 0.5 * .binary(.equal, .operand(0), .operand(1)),
    ])
}
