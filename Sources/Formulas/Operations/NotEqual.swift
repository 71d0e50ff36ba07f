extension Operation {
  /// Inequality, exact: 1 where a ≠ b, else 0. `notEqual(2, 3)` is 1.
  @inlinable public static var notEqual: Operation { Operation(.notEqual) }
}

extension OperationDefinition {
  /// 1 where a is different from b, else 0; exact.
  ///
  /// Constant between its jumps, so its derivative is 0.
  static let notEqual = atom(
    .notEqual, "ne", ["a", "b"], .sign("!=", .sum), summary: "1 where a is different from b, else 0",
    example: .init(2, 3, is: 1),
    glyph: "≠", word: "≠", notation: .bracket,
    kink: .order, finiteness: .always(passing: []), bounds: .always(0, 1), code: .test("$0 !== $1"),
    kinkPoints: [[1, 1]],
    derivatives: [0, 0])
}
