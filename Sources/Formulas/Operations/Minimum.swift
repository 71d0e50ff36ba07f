extension Operation {
  /// The smaller of two operands; NaN where either is. `minimum(2, 3)` is 2.
  @inlinable public static var minimum: Operation { Operation(.minimum) }
}

extension OperationDefinition {
  /// The smaller of two, element by element.
  ///
  /// Routes its upstream gradient to the smaller side; a tie shares equally.
  static let minimum = atom(
    .minimum, "min", ["a", "b"], .sharedCall, summary: "the smaller of a and b, element by element",
    example: .init(2, 3, is: 2),
    glyph: "min", word: "min", notation: .function,
    pattern: .routes, kink: .order, finiteness: .always(passing: []), bounds: .lesser,
    code: .init(
      javaScript: "Math.min($0, $1)", numPy: "np.minimum($0, $1)", jax: "jnp.minimum($0, $1)",
      pyTorch: "torch.minimum($0, $1)"),
    kinkPoints: [[1, 1]],
    derivatives: [
      .binary(.less, .operand(0), .operand(1)) + 0.5 * .binary(.equal, .operand(0), .operand(1)),
      .binary(.less, .operand(1), .operand(0)) + 0.5 * .binary(.equal, .operand(0), .operand(1)),
    ])
}
