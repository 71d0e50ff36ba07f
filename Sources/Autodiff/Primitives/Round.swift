import Formulas

extension PrimitiveDefinition {
  /// The nearest whole number; halves go to the even one, as in NumPy. `round(2.5)` is 2.
  static let round = elementwise(
    .round, "round", [.init("x")],
    summary: "the nearest whole number, halves to the even one",
    derivatives: [0])
}
