extension OperationDefinition {
  /// x σ(x), also called swish.
  static let silu = composition(
    "silu", ["x"], summary: "x σ(x), also called swish", example: .init(1, is: 0.7310585786300049),
    derivatives: [.unary(.sigmoid, .operand(0)) + .result * (1 - .unary(.sigmoid, .operand(0)))]
  ) { x in x[0] * .unary(.sigmoid, x[0]) }
}
