extension Operation {
  /// Square root; NaN below 0. `sqrt(2)` is 1.4142135623730951.
  @inlinable public static var sqrt: Operation { Operation(.sqrt) }
}

extension OperationDefinition {
  /// The square root, correctly rounded. The derivative at 0 is infinite.
  static let sqrt = atom(
    .sqrt, "sqrt", ["x"], .call, summary: "the square root",
    example: .init(2, is: 1.4142135623730951),
    glyph: "√", word: "√", notation: .root,
    kink: .sign(of: 0), finiteness: .partly(passing: [0]), bounds: .risingFromZero(orAtLeast: 0),
    code: .function("sqrt"), smooth: [.between(0.3, 2)],
    finiteHint: { _, _ in "the square root takes numbers that are not negative" },
    derivatives: [1 / (2 * .result)])
}
