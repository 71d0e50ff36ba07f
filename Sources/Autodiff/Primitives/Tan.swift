import Formulas

extension PrimitiveDefinition {
  /// The tangent of an angle in radians. `tan(1)` is 1.5574077246549023.
  static let tan = elementwise(
    .tan, "tan", [.init("x")],
    summary: "the tangent of x radians",
    derivatives: [1 + .unary(.square, .result)])
}
