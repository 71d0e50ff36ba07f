extension Operation {
  /// Disjunction: 1 where either operand is not 0, else 0. `or(1, 0)` is 1.
  @inlinable public static var or: Operation { Operation(.or) }
}

extension OperationDefinition {
  /// 1 where either is non-zero, else 0.
  static let or = atom(
    .or, "or", ["a", "b"], .sign("or", .sum), summary: "1 where either is non-zero, else 0",
    example: .init(1, 0, is: 1),
    glyph: "or", word: "or", notation: .bracket,
    kink: .truths, finiteness: .always(passing: []), bounds: .always(0, 1),
    code: .test(javaScript: "$0 !== 0 || $1 !== 0", python: "($0 != 0) | ($1 != 0)"), kinkPoints: [[1, 0]],
    derivatives: [0, 0])
}
