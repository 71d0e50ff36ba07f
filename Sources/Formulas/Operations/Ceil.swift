extension OperationDefinition {
  /// The least whole number not below x.
  static let ceil = composition(
    "ceil", ["x"], summary: "the least whole number not below x", example: .init(-1.5, is: -1),
    notation: .fences("⌈", "⌉"), kinkPoints: [[2]]
  ) { x in -.unary(.floor, -x[0]) }
}
