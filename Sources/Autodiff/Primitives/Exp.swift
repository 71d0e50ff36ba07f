import Formulas

extension PrimitiveDefinition {
  /// eˣ. `exp(1)` is 2.718281828459045. It is its own derivative.
  static let exp = elementwise(
    .exp, "exp", [.init("x")],
    summary: "e to the power x",
    derivatives: [.result])
}
