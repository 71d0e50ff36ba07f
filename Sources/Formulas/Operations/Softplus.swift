extension Operation {
  /// ln(1 + eˣ), a smooth rectifier. `softplus(0)` is 0.6931471805599453.
  @inlinable public static var softplus: Operation { Operation(.softplus) }
}

extension OperationDefinition {
  /// ln(1 + eˣ), a smooth relu.
  static let softplus = atom(
    .softplus, "softplus", ["x"], .call, summary: "ln(1 + eˣ), a smooth relu",
    example: .init(0, is: 0.6931471805599453),
    glyph: "softplus", word: "softplus", notation: .function,
    kink: .none, finiteness: .always(passing: []), bounds: .always(0, .infinity),
    code: .init(
      javaScript: "Math.max($0, 0) + Math.log1p(Math.exp(-Math.abs($0)))", numPy: "np.logaddexp($0, 0.0)",
      jax: "jnp.logaddexp($0, 0.0)", pyTorch: "torch.logaddexp($0, torch.zeros_like($0))"),
    derivatives: [.unary(.sigmoid, .operand(0))])
}
