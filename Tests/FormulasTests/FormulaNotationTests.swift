import Testing

@testable import Formulas

@Suite struct FormulaNotationTests {
  private func check(_ formula: ElementwiseFormula, _ names: [String], constants: [Double?] = [], _ expected: String) {
    let operands = names.map { Notation(name: $0) }
    #expect(formula.notation(operands: operands, result: Notation(name: "f"), constants: constants).text == expected)
  }

  @Test func printsLocalDerivatives() {
    check(.operand(1), ["x", "z"], "z")
    check(2 * .operand(0), ["t"], "2 t")
    check(.result * (1 - .result), ["t"], "f (1 − f)")
    check(1, ["t"], "1")
    check(-(.operand(0) / .unary(.square, .operand(1))), ["a", "x"], constants: [1, nil], "−1/x²")
    check(.binary(.powerSlope, .operand(0), .operand(1)), ["x", "n"], constants: [nil, 2], "2 x")
    check(.binary(.powerSlope, .operand(0), .operand(1)), ["x", "n"], constants: [nil, -1], "−1/x²")
    check(.binary(.powerSlope, .operand(0), .operand(1)), ["x", "n"], constants: [nil, 3], "3 x²")
    check(.binary(.powerSlope, .operand(0), .operand(1)), ["x", "n"], constants: [nil, 0.5], "1/(2 √x)")
  }

  /// Operands that are source text get brackets only where the formula would tear them apart.
  @Test(arguments: [
    ([Notation.Piece.name("W"), .plain(" @ "), .name("x")], "W @ x + b", "(W @ x) b"),
    ([.name("a"), .plain(" + "), .name("c")], "a + c + b", "(a + c) b"),
    ([.plain("−"), .name("a")], "(−a) + b", "(−a) b"),
    ([.name("a"), .plain(" < "), .name("c")], "(a < c) + b", "(a < c) b"),
    ([.plain("exp("), .name("a"), .plain(" + "), .name("c"), .plain(")")], "exp(a + c) + b", "exp(a + c) b"),
  ])
  func bracketsText(_ pieces: [Notation.Piece], _ sum: String, _ product: String) {
    let operands = [Notation(pieces), Notation(name: "b")]
    func text(_ formula: ElementwiseFormula) -> String {
      formula.notation(operands: operands, result: Notation(name: "f")).text
    }
    #expect(text(.operand(0) + .operand(1)) == sum)
    #expect(text(.operand(0) * .operand(1)) == product)
  }
}
