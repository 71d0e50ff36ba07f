extension Operation {
  /// The nearest whole number, halves to the even one. `round(2.5)` is 2.
  @inlinable public static var round: Operation { Operation(.round) }
}

extension OperationDefinition {
  /// The nearest whole number; halves go to the even one, as in NumPy.
  static let round = atom(
    .round, "round", ["x"], .call, summary: "the nearest whole number, halves to the even one",
    example: .init(2.5, is: 2),
    glyph: "round", word: "round", notation: .function,
    kink: .halves, finiteness: .always(passing: [0]), bounds: .rising,
    code: .init(
      javaScript: "roundToEven($0)", numPy: "np.round($0)", jax: "jnp.round($0)", pyTorch: "torch.round($0)",
      helpers: [
        .javaScript: """
        function roundToEven(x) {
          const nearest = Math.round(x);
          return nearest - x === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
        }
        """
      ]),
    kinkPoints: [[0.5]],
    derivatives: [0])
}
