extension Operation {
  /// x kept between two bounds, low and high. `clip(5, 0, 1)` is 1.
  @inlinable public static var clip: Operation { Operation(.clip) }
}

extension OperationDefinition {
  /// x kept between two bounds.
  ///
  /// At the bounds the derivative is 0, as outside them; a bound that holds x back gets the gradient. Of bounds that
  /// cross the upper one holds, whatever x is, as in NumPy, JAX and PyTorch: `clip(3, 5, 2)` is 2.
  static let clip = atom(
    .clip, "clip", ["x", "low", "high"], .call, summary: "x kept between low and high",
    example: .init(5, 0, 1, is: 1),
    glyph: "clip", word: "clip", notation: .function,
    kink: .range, finiteness: .always(passing: []), bounds: .clamped,
    code: .init(
      javaScript: "($0 < $1 ? $1 : $0) > $2 ? $2 : $0 < $1 ? $1 : $0", numPy: "np.clip($0, $1, $2)",
      jax: "jnp.clip($0, $1, $2)",
      pyTorch: "torch.clamp($0, $1, $2)"),
    smooth: [.between(-3, 3), .values([-1.01]), .values([1.02])], kinkPoints: [[-1, -1, 1], [1, -1, 1]],
    derivatives: [
      .binary(.greater, .operand(0), .operand(1)) * .binary(.less, .operand(0), .operand(2)),
      .binary(.less, .operand(0), .operand(1)) * .binary(.lessOrEqual, .operand(1), .operand(2)),
      .binary(.greater, .binary(.maximum, .operand(0), .operand(1)), .operand(2)),
    ])
}
