import Formulas

extension PrimitiveDefinition {
  /// The greatest whole number not above x. `floor(-1.5)` is −2.
  static let floor = elementwise(
    .floor, "floor", [.init("x")],
    summary: "the greatest whole number not above x",
    derivatives: [0])
}
