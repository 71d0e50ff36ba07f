extension Operation {
  /// Product a × b. `multiply(2, 3)` is 6.
  @inlinable public static var multiply: Operation { Operation(.multiply) }
}

extension OperationDefinition {
  /// a × b, element by element, broadcast.
  ///
  /// Each side's gradient is scaled by the other side.
  static let multiply = atom(
    .multiply, "mul", ["a", "b"], .sign("*", .product), summary: "a × b, element by element",
    example: .init(2, 3, is: 6),
    glyph: "×",
    constants: .init(left: .between("×", "", brackets: false), right: .between("×", "", brackets: false)),
    word: "×", notation: .product,
    pattern: .swaps, kink: .none, finiteness: .partly(passing: [0, 1]), bounds: .product, code: .infix("*"),
    derivatives: [.operand(1), .operand(0)])
}
