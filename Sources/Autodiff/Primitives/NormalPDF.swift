import Formulas

extension PrimitiveDefinition {
  /// φ, the density of the standard normal distribution. `normal_pdf(0)` is 0.3989422804014327.
  static let normalPDF = elementwise(
    .normalPDF, "normal_pdf", [.init("x")], glyph: "φ",
    summary: "the standard normal density", isInternal: true,
    derivatives: [-(.operand(0) * .result)])
}
