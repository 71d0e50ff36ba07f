extension Operation {
  /// Logical negation: 1 where x is 0, else 0. `not(0)` is 1.
  @inlinable public static var not: Operation { Operation(.not) }
}

extension OperationDefinition {
  /// 1 where x is 0, else 0.
  static let not = atom(
    .not, "not", ["x"], .sign("not", .sum), summary: "1 where x is 0, else 0",
    example: .init(0, is: 1),
    glyph: "not", word: "not", notation: .rewritten { x, _ in .binary(.equal, x, 0) },
    kink: .truth, finiteness: .always(passing: []), bounds: .always(0, 1), code: .test("$0 === 0"), kinkPoints: [[0]],
    derivatives: [0])
}
