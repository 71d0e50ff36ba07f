extension Operation {
  /// Sine of x radians. `sin(1)` is 0.8414709848078965.
  @inlinable public static var sin: Operation { Operation(.sin) }
}

extension OperationDefinition {
  /// The sine of an angle in radians.
  static let sin = atom(
    .sin, "sin", ["x"], .call, summary: "the sine of x radians",
    example: .init(1, is: 0.8414709848078965),
    glyph: "sin", word: "sin", notation: .function,
    kink: .angle(poles: false), finiteness: .always(passing: [0]), bounds: .always(-1, 1), code: .function("sin"),
    derivatives: [.unary(.cos, .operand(0))])
}
