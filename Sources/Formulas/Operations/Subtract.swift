extension Operation {
  /// Difference a − b. `subtract(2, 3)` is −1.
  @inlinable public static var subtract: Operation { Operation(.subtract) }
}

extension OperationDefinition {
  /// a − b, broadcast.
  ///
  /// Passes its upstream gradient to a, and with its sign flipped to b.
  static let subtract = atom(
    .subtract, "sub", ["a", "b"], .sign("-", .sum), summary: "a − b",
    example: .init(2, 3, is: -1),
    glyph: "−",
    constants: .init(left: .between("", "−x", brackets: false), right: .between("−", "", brackets: true)),
    word: "−", notation: .difference,
    pattern: .flips, kink: .none, finiteness: .partly(passing: [0, 1]), bounds: .difference, code: .infix("-"),
    derivatives: [1, -1])
}
