import Formulas

extension PrimitiveDefinition {
  /// x itself: the gradient of something linear can turn out to be a node that exists already.
  static let identity = elementwise(
    .identity, "same", [.init("x")], glyph: "=", pattern: .passes,
    summary: "x itself", isInternal: true,
    derivatives: [1])
}
