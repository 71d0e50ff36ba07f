extension Operation {
  /// Remainder a − b ⌊a/b⌋, with the sign of b. `modulo(-1, 3)` is 2.
  @inlinable public static var modulo: Operation { Operation(.modulo) }
}

extension OperationDefinition {
  /// a − b ⌊a/b⌋: the remainder with the sign of b, as Python's `%`.
  ///
  /// Kinks (jumps) at whole multiples of b.
  static let modulo = atom(
    .modulo, "mod", ["a", "b"], .sign("%", .product, isAlsoCalled: true),
    summary: "the remainder of a / b, with the sign of b",
    example: .init(-1, 3, is: 2),
    glyph: "mod", word: "mod", notation: .function,
    kink: .quotient, finiteness: .partly(passing: [0]), bounds: .remainder,
    code: .init(
      // As exact as the remainder is: nothing is added to one that has the sign already.
      javaScript: "$0 % $1 === 0 || $0 % $1 < 0 === $1 < 0 ? $0 % $1 : $0 % $1 + $1", numPy: "np.mod($0, $1)",
      jax: "jnp.mod($0, $1)",
      pyTorch: "torch.remainder($0, $1)"),
    smooth: [.between(0.1, 0.9), .between(1.1, 1.9)], kinkPoints: [[3, 1.5]],
    derivatives: [1, -.unary(.floor, .operand(0) / .operand(1))])
}
