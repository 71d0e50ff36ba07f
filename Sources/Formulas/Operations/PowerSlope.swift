extension Operation {
  /// Slope of a power, b aᵇ⁻¹, and 0 where b is 0. `powerSlope(3, 2)` is 6.
  @inlinable public static var powerSlope: Operation { Operation(.powerSlope) }
}

extension OperationDefinition {
  /// b a^(b − 1), and 0 where b is 0: the slope of a power, with a name of its own because 0 · a⁻¹ is not 0 at a = 0.
  ///
  /// Its own slope counts the exponent down no further than 0, so that a power whose derivatives have come to 0 has
  /// only zeros after that: 0 · 0⁻² would be none.
  ///
  /// An atom and no composition, since each sweep back through a power of scalars would go five steps in place of one.
  static let powerSlope = atom(
    .powerSlope, "power_slope", ["a", "b"], .never("the slope of `^`"), summary: "the slope of a power",
    example: .init(3, 2, is: 6),
    glyph: "power_slope", word: "power_slope", notation: .rewritten { a, b in b * .binary(.power, a, b - 1) },
    kink: .power, finiteness: .partly(passing: []), bounds: .unknown,
    code: .init(
      javaScript: "$1 === 0 ? 0 : $1 * Math.pow($0, $1 - 1)",
      numPy: "np.where($1 == 0, 0.0, $1 * np.power($0, $1 - 1))",
      jax: "jnp.where($1 == 0, 0.0, $1 * jnp.power($0, $1 - 1))",
      pyTorch: "torch.where($1 == 0, 0.0, $1 * torch.pow($0, $1 - 1))"),
    smooth: [.between(0.4, 2), .between(1.2, 2.8)],
    simplification: { operands in
      let a = operands[0]
      guard case .constant(let n) = operands[1] else { return nil }
      // A negative power's slope is read as a fraction: −1/x².
      if n == 0.5 { return 1 / (2 * .unary(.sqrt, a)) }
      if n < 1 { return .constant(n) / .binary(.power, a, .constant(1 - n)) }
      return .constant(n) * .binary(.power, a, .constant(n - 1))
    },
    derivatives: [
      .operand(1)
        * .binary(.powerSlope, .operand(0), .operand(1) - .binary(.notEqual, .operand(1), 0)),
      .binary(.power, .operand(0), .operand(1) - 1) + .result * .unary(.log, .operand(0)),
    ])
}
