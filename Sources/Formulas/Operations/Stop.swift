extension Operation {
  /// x as a constant: its derivative is 0. `stop(2)` is 2.
  @inlinable public static var stop: Operation { Operation(.stop) }
}

extension OperationDefinition {
  /// x as a constant: no gradient flows through.
  static let stop = atom(
    .stop, "stop", ["x"], .call, summary: "x as a constant",
    example: .init(2, is: 2),
    glyph: "stop", word: "stop", notation: .function,
    kink: .none, finiteness: .always(passing: [0]), bounds: .same,
    code: .init(javaScript: "$0", numPy: "$0", jax: "jax.lax.stop_gradient($0)", pyTorch: "$0.detach()"),
    derivatives: [0])
}
