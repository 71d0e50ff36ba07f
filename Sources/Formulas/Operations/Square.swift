extension Operation {
  /// Square x². `square(3)` is 9.
  @inlinable public static var square: Operation { Operation(.square) }
}

extension OperationDefinition {
  /// x times x.
  static let square = atom(
    .square, "square", ["x"], .call, summary: "x times x",
    example: .init(3, is: 9),
    glyph: "x²", word: "square", notation: .rewritten { x, _ in .binary(.power, x, 2) },
    kink: .none, finiteness: .partly(passing: [0]), bounds: .risingWithSize,
    code: .init(javaScript: "$0 * $0", numPy: "np.square($0)", jax: "jnp.square($0)", pyTorch: "torch.square($0)"),
    derivatives: [2 * .operand(0)])
}
