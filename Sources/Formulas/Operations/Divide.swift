extension Operation {
  /// Quotient a / b. `divide(1, 4)` is 0.25.
  @inlinable public static var divide: Operation { Operation(.divide) }
}

extension OperationDefinition {
  /// a / b, broadcast.
  static let divide = atom(
    .divide, "div", ["a", "b"], .sign("/", .product), summary: "a / b",
    example: .init(1, 4, is: 0.25),
    glyph: "÷",
    constants: .init(left: .between("", "/x", brackets: false), right: .between("÷", "", brackets: true)),
    word: "/", notation: .fraction,
    kink: .sign(of: 1), finiteness: .partly(passing: [0]), bounds: .quotient, code: .infix("/"),
    smooth: [.between(-2, 2), .between(0.5, 2)],
    finiteHint: { _, _ in "is the divisor meant to be 0?" },
    derivatives: [1 / .operand(1), -(.operand(0) / .unary(.square, .operand(1)))])
}
