extension Operation {
  /// Conjunction: 1 where both operands are not 0, else 0. `and(1, 0)` is 0.
  @inlinable public static var and: Operation { Operation(.and) }
}

extension OperationDefinition {
  /// 1 where both are non-zero, else 0.
  static let and = atom(
    .and, "and", ["a", "b"], .sign("and", .sum), summary: "1 where both are non-zero, else 0",
    example: .init(1, 0, is: 0),
    glyph: "and", word: "and", notation: .bracket,
    kink: .truths, finiteness: .always(passing: []), bounds: .always(0, 1),
    code: .test(javaScript: "$0 !== 0 && $1 !== 0", python: "($0 != 0) & ($1 != 0)"), kinkPoints: [[1, 0]],
    derivatives: [0, 0])
}
