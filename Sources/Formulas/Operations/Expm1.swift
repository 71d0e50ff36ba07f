extension Operation {
  /// eˣ − 1, without loss near 0. `expm1(1e-20)` is 1e-20.
  @inlinable public static var expm1: Operation { Operation(.expm1) }
}

extension OperationDefinition {
  /// eˣ − 1 without loss near 0: what elu is made of.
  static let expm1 = atom(
    .expm1, "expm1", ["x"], .never("the slope of `elu`"), summary: "eˣ − 1",
    example: .init(1e-20, is: 1e-20),
    glyph: "exp−1", word: "expm1", notation: .function,
    kink: .none, finiteness: .partly(passing: []), bounds: .rising, code: .function("expm1"),
    derivatives: [.result + 1])
}
