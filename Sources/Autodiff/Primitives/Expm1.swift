import Formulas

extension PrimitiveDefinition {
  /// eˣ − 1 without loss near 0: what elu's derivatives are made of. `expm1(1e-20)` is 1e-20.
  static let expm1 = elementwise(
    .expm1, "expm1", [.init("x")], glyph: "exp−1",
    summary: "eˣ − 1", isInternal: true,
    derivatives: [.result + 1])
}
