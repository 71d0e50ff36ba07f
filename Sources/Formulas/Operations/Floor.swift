extension Operation {
  /// The greatest whole number not above x. `floor(-1.5)` is −2.
  @inlinable public static var floor: Operation { Operation(.floor) }
}

extension OperationDefinition {
  /// The greatest whole number not above x.
  static let floor = atom(
    .floor, "floor", ["x"], .call, summary: "the greatest whole number not above x",
    example: .init(-1.5, is: -2),
    glyph: "floor", word: "floor", notation: .fences("⌊", "⌋"),
    kink: .whole, finiteness: .always(passing: [0]), bounds: .rising, code: .function("floor"), kinkPoints: [[2]],
    derivatives: [0])
}
