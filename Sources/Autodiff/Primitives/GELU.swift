import Formulas

extension PrimitiveDefinition {
  /// x Φ(x) with the exact normal distribution, PyTorch's default. `gelu(1)` is 0.8413447460685429. (Hendrycks, Gimpel
  /// 2016.)
  static let gelu = elementwise(
    .gelu, "gelu", [.init("x")],
    summary: "x Φ(x), Φ the standard normal distribution",
    derivatives: [.unary(.normalCDF, .operand(0)) + .operand(0) * .unary(.normalPDF, .operand(0))])
}
