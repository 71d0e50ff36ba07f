extension OperationDefinition {
  /// x Φ(x) with the exact normal distribution, PyTorch's default. (Hendrycks, Gimpel 2016.)
  static let gelu = composition(
    "gelu", ["x"], summary: "x Φ(x), Φ the standard normal distribution", example: .init(1, is: 0.8413447460685429),
    derivatives: [.unary(.normalCDF, .operand(0)) + .operand(0) * .unary(.normalPDF, .operand(0))]
  ) { x in x[0] * .unary(.normalCDF, x[0]) }
}
