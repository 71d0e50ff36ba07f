extension Operation {
  /// Logistic function 1 / (1 + e⁻ˣ). `sigmoid(1)` is 0.7310585786300049.
  @inlinable public static var sigmoid: Operation { Operation(.sigmoid) }
}

extension OperationDefinition {
  /// The logistic function 1 / (1 + e⁻ˣ).
  static let sigmoid = atom(
    .sigmoid, "sigmoid", ["x"], .call, summary: "the logistic function 1 / (1 + e⁻ˣ)",
    example: .init(1, is: 0.7310585786300049),
    glyph: "σ", word: "σ", notation: .function,
    kink: .none, finiteness: .always(passing: []), bounds: .always(0, 1),
    code: .init(
      javaScript: "1 / (1 + Math.exp(-$0))", numPy: "1 / (1 + np.exp(-$0))", jax: "jax.nn.sigmoid($0)",
      pyTorch: "torch.sigmoid($0)"),
    derivatives: [.result * (1 - .result)])
}
