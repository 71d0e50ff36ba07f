import Formulas

extension PrimitiveDefinition {
  /// The square root, correctly rounded. `sqrt(2)` is 1.4142135623730951. The derivative at 0 is infinite.
  static let sqrt = elementwise(
    .sqrt, "sqrt", [.init("x")], glyph: "√",
    summary: "the square root",
    derivatives: [1 / (2 * .result)])
}
