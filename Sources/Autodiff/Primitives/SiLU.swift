import Formulas

extension PrimitiveDefinition {
  /// x σ(x), also called swish. `silu(1)` is 0.7310585786300049.
  static let silu = elementwise(
    .silu, "silu", [.init("x")],
    summary: "x σ(x), also called swish",
    derivatives: [.unary(.sigmoid, .operand(0)) + .result * (1 - .unary(.sigmoid, .operand(0)))])
}
