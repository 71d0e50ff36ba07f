import Formulas

extension PrimitiveDefinition {
  /// a − b ⌊a/b⌋: the remainder with the sign of b, as Python's `%`. `mod(-1, 3)` is 2.
  ///
  /// Kinks (jumps) at whole multiples of b.
  static let modulo = elementwise(
    .modulo, "mod", [.init("a"), .init("b")],
    summary: "the remainder of a / b, with the sign of b",
    derivatives: [1, -.unary(.floor, .operand(0) / .operand(1))])
}
