import Formulas

extension PrimitiveDefinition {
  /// Φ, the standard normal distribution: what gelu's derivative is made of. `normal_cdf(0)` is 0.5.
  static let normalCDF = elementwise(
    .normalCDF, "normal_cdf", [.init("x")], glyph: "Φ",
    summary: "the standard normal distribution", isInternal: true,
    derivatives: [.unary(.normalPDF, .operand(0))])
}
