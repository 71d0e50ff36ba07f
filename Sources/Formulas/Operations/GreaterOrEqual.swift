extension Operation {
  /// Comparison, exact: 1 where a ≥ b, else 0. `greaterOrEqual(2, 3)` is 0.
  @inlinable public static var greaterOrEqual: Operation { Operation(.greaterOrEqual) }
}

extension OperationDefinition {
  /// 1 where a is at least b, else 0; exact.
  ///
  /// Constant between its jumps, so its derivative is 0.
  static let greaterOrEqual = atom(
    .greaterOrEqual, "ge", ["a", "b"], .sign(">=", .sum), summary: "1 where a is at least b, else 0",
    example: .init(2, 3, is: 0),
    glyph: "≥", word: "≥", notation: .bracket,
    kink: .order, finiteness: .always(passing: []), bounds: .always(0, 1), code: .test("$0 >= $1"),
    kinkPoints: [[1, 1]],
    derivatives: [0, 0])
}
