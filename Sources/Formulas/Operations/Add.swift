extension Operation {
  /// Sum a + b. `add(2, 3)` is 5.
  @inlinable public static var add: Operation { Operation(.add) }
}

extension OperationDefinition {
  /// a + b, broadcast.
  ///
  /// Distributes its upstream gradient: the same to both.
  static let add = atom(
    .add, "add", ["a", "b"], .sign("+", .sum), summary: "a + b",
    example: .init(2, 3, is: 5),
    glyph: "+",
    constants: .init(left: .signed("+"), right: .signed("+")),
    word: "+", notation: .sum,
    pattern: .distributes, kink: .none, finiteness: .partly(passing: [0, 1]), bounds: .sum, code: .infix("+"),
    derivatives: [1, 1])
}
