extension Operation {
  /// Absolute value |x|; at the kink, 0, its derivative is 0. `abs(-2)` is 2.
  @inlinable public static var abs: Operation { Operation(.abs) }
}

extension OperationDefinition {
  /// The absolute value. At the kink the derivative is 0.
  static let abs = atom(
    .abs, "abs", ["x"], .call, summary: "the absolute value",
    example: .init(-2, is: 2),
    glyph: "|x|", word: "abs", notation: .fences("|", "|"),
    kink: .sign(of: 0), finiteness: .always(passing: [0]), bounds: .risingWithSize, code: .function("abs"),
    kinkPoints: [[0]],
    derivatives: [.unary(.sign, .operand(0))])
}
