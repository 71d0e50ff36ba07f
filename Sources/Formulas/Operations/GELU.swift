extension OperationDefinition {
  /// x Φ(x) with the exact normal distribution, PyTorch's default. (Hendrycks, Gimpel 2016.)
  static let gelu = composition(
    "gelu", ["x"], summary: "x Φ(x), Φ the standard normal distribution", example: .init(1, is: 0.8413447460685429)
  ) { x in x[0] * .unary(.normalCDF, x[0]) }
}
