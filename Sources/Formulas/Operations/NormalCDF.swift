extension Operation {
  /// Standard normal distribution Φ. `normalCDF(0)` is 0.5.
  @inlinable public static var normalCDF: Operation { Operation(.normalCDF) }
}

extension OperationDefinition {
  /// Φ, the standard normal distribution: what gelu is made of.
  static let normalCDF = atom(
    .normalCDF, "normal_cdf", ["x"], .never("the slope of `gelu`"), summary: "the standard normal distribution",
    example: .init(0, is: 0.5),
    glyph: "Φ", word: "Φ", notation: .function,
    kink: .none, finiteness: .always(passing: []), bounds: .always(0, 1),
    code: .init(
      javaScript: "normalCDF($0)", numPy: "normal_cdf($0)", jax: "jax.scipy.special.ndtr($0)",
      pyTorch: "torch.special.ndtr($0)", helpers: [.javaScript: mills, .numPy: erfc]),
    derivatives: [.unary(.normalPDF, .operand(0))])

  /// Mills' ratio (1 − Φ)/φ by its continued fraction, near 0 by a series, both with a handful of roundings.
  private static let mills = """
    function normalCDF(x) {
      const size = Math.abs(x), density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
      if (size < 1.2) {
        let term = x, sum = x;
        for (let k = 3; k < 60; k += 2) sum += term *= x * x / k;
        return 0.5 + density * sum;
      }
      let ratio = size;
      for (let k = 400; k > 0; k--) ratio = size + k / ratio;
      return x < 0 ? density / ratio : 1 - density / ratio;
    }
    """

  private static let erfc = """
    import math

    normal_cdf = np.vectorize(lambda x: 0.5 * math.erfc(-x / math.sqrt(2)), otypes=[float])
    """
}
