extension Operation {
  /// Sign: −1, 0 or 1; NaN of NaN. `sign(-2)` is −1.
  @inlinable public static var sign: Operation { Operation(.sign) }
}

extension OperationDefinition {
  /// −1, 0 or 1.
  static let sign = atom(
    .sign, "sign", ["x"], .call, summary: "−1, 0 or 1, by the sign of x",
    example: .init(-2, is: -1),
    glyph: "sign", word: "sign", notation: .function,
    kink: .sign(of: 0), finiteness: .always(passing: []), bounds: .always(-1, 1), code: .function("sign"),
    kinkPoints: [[0]],
    derivatives: [0])
}
