extension Operation {
  /// Density φ of the standard normal distribution. `normalPDF(0)` is 0.3989422804014327.
  @inlinable public static var normalPDF: Operation { Operation(.normalPDF) }
}

extension OperationDefinition {
  /// φ, the density of the standard normal distribution.
  static let normalPDF = atom(
    .normalPDF, "normal_pdf", ["x"], .never("the slope of `gelu`"), summary: "the standard normal density",
    example: .init(0, is: 0.3989422804014327),
    glyph: "φ", word: "φ", notation: .function,
    kink: .none, finiteness: .always(passing: []), bounds: .always(0, .infinity),
    code: .init(
      javaScript: "Math.exp(-0.5 * $0 * $0) / Math.sqrt(2 * Math.PI)",
      numPy: "np.exp(-0.5 * $0 * $0) / np.sqrt(2 * np.pi)", jax: "jnp.exp(-0.5 * $0 * $0) / jnp.sqrt(2 * jnp.pi)",
      pyTorch: "torch.exp(-0.5 * $0 * $0) / (2 * torch.pi) ** 0.5"),
    derivatives: [-(.operand(0) * .result)])
}
