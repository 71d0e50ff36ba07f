extension Operation {
  /// Equality, exact: 1 where a = b, else 0. `equal(2, 3)` is 0.
  @inlinable public static var equal: Operation { Operation(.equal) }
}

extension OperationDefinition {
  /// 1 where a is equal to b, else 0; exact.
  ///
  /// Constant between its jumps, so its derivative is 0.
  static let equal = atom(
    .equal, "eq", ["a", "b"], .sign("==", .sum), summary: "1 where a is equal to b, else 0",
    example: .init(2, 3, is: 0),
    glyph: "=", word: "=", notation: .bracket,
    kink: .order, finiteness: .always(passing: []), bounds: .always(0, 1), code: .test("$0 === $1"),
    kinkPoints: [[1, 1]],
    derivatives: [0, 0])
}
