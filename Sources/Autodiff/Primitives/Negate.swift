import Formulas

extension PrimitiveDefinition {
  /// −x. `neg(2)` is −2.
  static let negate = elementwise(
    .negate, "neg", [.init("x")], glyph: "−", pattern: .flips,
    summary: "−x",
    derivatives: [-1])
}
