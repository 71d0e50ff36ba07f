extension Operation {
  /// The greater of two operands; NaN where either is. `maximum(2, 3)` is 3.
  @inlinable public static var maximum: Operation { Operation(.maximum) }
}

extension OperationDefinition {
  /// The greater of two, element by element.
  ///
  /// Routes its upstream gradient to the greater side; a tie shares equally.
  static let maximum = atom(
    .maximum, "max", ["a", "b"], .sharedCall, summary: "the greater of a and b, element by element",
    example: .init(2, 3, is: 3),
    glyph: "max", word: "max", notation: .function,
    pattern: .routes, kink: .order, finiteness: .always(passing: []), bounds: .greater,
    code: .init(
      javaScript: "Math.max($0, $1)", numPy: "np.maximum($0, $1)", jax: "jnp.maximum($0, $1)",
      pyTorch: "torch.maximum($0, $1)"),
    kinkPoints: [[1, 1]],
    derivatives: [
      .binary(.greater, .operand(0), .operand(1)) + 0.5 * .binary(.equal, .operand(0), .operand(1)),
      .binary(.greater, .operand(1), .operand(0)) + 0.5 * .binary(.equal, .operand(0), .operand(1)),
    ])
}
