extension Operation {
  /// Rectifier: x where positive, else 0. `relu(-2)` is 0.
  @inlinable public static var relu: Operation { Operation(.relu) }
}

extension OperationDefinition {
  /// x where positive, else 0. At the kink the derivative is 0.
  static let relu = atom(
    .relu, "relu", ["x"], .call, summary: "x where positive, else 0",
    example: .init(-2, is: 0),
    glyph: "relu", word: "relu", notation: .function,
    kink: .sign(of: 0), finiteness: .always(passing: []), bounds: .rising,
    code: .init(
      javaScript: "Math.max($0, 0)", numPy: "np.maximum($0, 0.0)", jax: "jax.nn.relu($0)", pyTorch: "torch.relu($0)"),
    kinkPoints: [[0]],
    derivatives: [.binary(.greater, .operand(0), 0)])
}
