extension Operation {
  /// Power aᵇ; negative bases take whole exponents alone. `power(2, 10)` is 1024.
  @inlinable public static var power: Operation { Operation(.power) }
}

extension OperationDefinition {
  /// a to the power b, broadcast. `pow(0, 0)` is 1.
  ///
  /// A constant exponent gets no gradient. The gradient of a named one at a base ≤ 0 is undefined (NaN), unless the
  /// base is 0 and stays 0 for every exponent nearby: it is never a failed check.
  static let power = atom(
    .power, "pow", ["a", "b"], .sign("^", .power), summary: "a to the power b",
    example: .init(2, 10, is: 1024),
    glyph: "^",
    constants: .init(left: .between("", "ˣ", brackets: true), right: .raised("x")),
    word: "^", notation: .power,
    kink: .power, finiteness: .partly(passing: []), bounds: .power,
    code: .init(
      javaScript: "Math.pow($0, $1)", numPy: "np.power($0, $1)", jax: "jnp.power($0, $1)", pyTorch: "torch.pow($0, $1)"),
    smooth: [.between(0.4, 2), .between(1.2, 2.8)],
    finiteHint: { operands, result in
      if result.hasSuffix("nan") { return "a negative base takes whole exponents only" }
      return ["0", "0.0"].contains(operands.first) ? "0 takes no exponent below 0" : nil
    },
    derivatives: [.binary(.powerSlope, .operand(0), .operand(1)), .result * .unary(.log, .operand(0))])
}
