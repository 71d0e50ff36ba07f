extension Operation {
  /// Hyperbolic tangent. `tanh(1)` is 0.7615941559557649.
  @inlinable public static var tanh: Operation { Operation(.tanh) }
}

extension OperationDefinition {
  /// The hyperbolic tangent.
  static let tanh = atom(
    .tanh, "tanh", ["x"], .call, summary: "the hyperbolic tangent",
    example: .init(1, is: 0.7615941559557649),
    glyph: "tanh", word: "tanh", notation: .function,
    kink: .none, finiteness: .always(passing: []), bounds: .always(-1, 1), code: .function("tanh"),
    derivatives: [1 - .unary(.square, .result)])
}
