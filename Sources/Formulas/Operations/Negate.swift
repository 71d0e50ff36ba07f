extension Operation {
  /// Negation −x. `negate(2)` is −2.
  @inlinable public static var negate: Operation { Operation(.negate) }
}

extension OperationDefinition {
  /// −x.
  static let negate = atom(
    .negate, "neg", ["x"], .sign("-", .sum), summary: "−x",
    example: .init(2, is: -2),
    glyph: "×−1", word: "−", notation: .negation,
    pattern: .flips, kink: .none, finiteness: .always(passing: [0]), bounds: .negation,
    code: .init(javaScript: "-$0", numPy: "-$0", jax: "-$0", pyTorch: "-$0"),
    derivatives: [-1])
}
