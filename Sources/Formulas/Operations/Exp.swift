extension Operation {
  /// Exponential function eˣ. `exp(1)` is 2.718281828459045.
  @inlinable public static var exp: Operation { Operation(.exp) }
}

extension OperationDefinition {
  /// eˣ. It is its own derivative.
  static let exp = atom(
    .exp, "exp", ["x"], .call, summary: "e to the power x",
    example: .init(1, is: 2.718281828459045),
    glyph: "exp", word: "exp", notation: .exponential,
    kink: .none, finiteness: .partly(passing: []), bounds: .rising, code: .function("exp"),
    finiteHint: { _, _ in "`exp` is finite below 709.78; a smaller argument, or `log_softmax`, may help" },
    derivatives: [.result])
}
