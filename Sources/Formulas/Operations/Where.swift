extension Operation {
  /// Choice: the second operand where the first is not 0, else the third. `select(0, 2, 3)` is 3.
  @inlinable public static var select: Operation { Operation(.select) }
}

extension OperationDefinition {
  /// a where the condition is non-zero, else b.
  ///
  /// Routes its upstream gradient to the chosen side.
  static let select = atom(
    .select, "where", ["condition", "a", "b"], .call, summary: "a where the condition is non-zero, else b",
    example: .init(0, 2, 3, is: 3),
    glyph: "where", word: "where", notation: .function,
    pattern: .routes, kink: .truth, finiteness: .always(passing: []), bounds: .either,
    code: .init(
      javaScript: "$0 !== 0 ? $1 : $2", numPy: "np.where($0 != 0, $1, $2)", jax: "jnp.where($0 != 0, $1, $2)",
      pyTorch: "torch.where($0 != 0, $1, $2)"),
    smooth: [.values([0, 1]), .between(-2, 2), .between(-2, 2)], kinkPoints: [[0, 1, 2]],
    derivatives: [0, .binary(.notEqual, .operand(0), 0), .binary(.equal, .operand(0), 0)])
}
