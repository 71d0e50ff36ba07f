extension Operation {
  /// Tangent of x radians. `tan(1)` is 1.5574077246549023.
  @inlinable public static var tan: Operation { Operation(.tan) }
}

extension OperationDefinition {
  /// The tangent of an angle in radians.
  ///
  /// An atom and no composition: the quotient of a rounded sine and a rounded cosine is not the tangent rounded once.
  static let tan = atom(
    .tan, "tan", ["x"], .call, summary: "the tangent of x radians",
    example: .init(1, is: 1.5574077246549023),
    glyph: "tan", word: "tan", notation: .function,
    kink: .angle(poles: true), finiteness: .always(passing: [0]), bounds: .unknown, code: .function("tan"),
    smooth: [.between(-1, 1)],
    derivatives: [1 + .unary(.square, .result)])
}
