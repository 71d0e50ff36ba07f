extension Operation {
  /// Identity: x itself. `identity(2)` is 2.
  @inlinable public static var identity: Operation { Operation(.identity) }
}

extension OperationDefinition {
  /// x itself: the gradient of something linear can turn out to be a node that exists already.
  static let identity = atom(
    .identity, "same", ["x"], .never("`same`"), summary: "x itself",
    example: .init(2, is: 2),
    glyph: "=", word: "same", notation: .rewritten { x, _ in x },
    pattern: .passes, kink: .none, finiteness: .always(passing: [0]), bounds: .same,
    code: .init(javaScript: "$0", numPy: "$0", jax: "$0", pyTorch: "$0"),
    derivatives: [1])
}
