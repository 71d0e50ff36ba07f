extension Operation {
  /// Cosine of x radians. `cos(1)` is 0.5403023058681398.
  @inlinable public static var cos: Operation { Operation(.cos) }
}

extension OperationDefinition {
  /// The cosine of an angle in radians.
  static let cos = atom(
    .cos, "cos", ["x"], .call, summary: "the cosine of x radians",
    example: .init(1, is: 0.5403023058681398),
    glyph: "cos", word: "cos", notation: .function,
    kink: .angle(poles: false), finiteness: .always(passing: [0]), bounds: .always(-1, 1), code: .function("cos"),
    derivatives: [-.unary(.sin, .operand(0))])
}
