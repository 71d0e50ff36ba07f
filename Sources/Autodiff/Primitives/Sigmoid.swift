import Formulas

extension PrimitiveDefinition {
  /// The logistic function 1 / (1 + e⁻ˣ). `sigmoid(1)` is 0.7310585786300049.
  static let sigmoid = elementwise(
    .sigmoid, "sigmoid", [.init("x")], glyph: "σ",
    summary: "the logistic function 1 / (1 + e⁻ˣ)",
    derivatives: [.result * (1 - .result)])
}
