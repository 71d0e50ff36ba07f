extension Operation {
  /// Comparison, exact: 1 where a ≤ b, else 0. `lessOrEqual(2, 3)` is 1.
  @inlinable public static var lessOrEqual: Operation { Operation(.lessOrEqual) }
}

extension OperationDefinition {
  /// 1 where a is at most b, else 0; exact.
  ///
  /// Constant between its jumps, so its derivative is 0.
  static let lessOrEqual = atom(
    .lessOrEqual, "le", ["a", "b"], .sign("<=", .sum), summary: "1 where a is at most b, else 0",
    example: .init(2, 3, is: 1),
    glyph: "≤", word: "≤", notation: .bracket,
    kink: .order, finiteness: .always(passing: []), bounds: .always(0, 1), code: .test("$0 <= $1"),
    kinkPoints: [[1, 1]],
    derivatives: [0, 0])
}
