import Testing

@testable import Formulas

/// Where brackets, signs and dots stand in a printed formula, and where they do not.
@Suite struct FormulaBracketTests {
  private let a = ElementwiseFormula.operand(0)
  private let b = ElementwiseFormula.operand(1)
  private let c = ElementwiseFormula.operand(2)

  private func check(_ formula: ElementwiseFormula, _ expected: String, _ location: SourceLocation = #_sourceLocation) {
    let operands = ["a", "b", "c"].map { Notation(name: $0) }
    #expect(
      formula.notation(operands: operands, result: Notation(name: "f")).text == expected, sourceLocation: location)
  }

  @Test func sumsAndProducts() {
    check(a - (b + c), "a − (b + c)")
    check(a - (b - c), "a − (b − c)")
    check(a - b * c, "a − b c")
    check((a - b) - c, "a − b − c")
    check(a / (b * c), "a/(b c)")
    check(a / b / c, "(a/b)/c")
    check(a * (b + c), "a (b + c)")
    check(-a + b, "(−a) + b")
    check(-(a + b), "−(a + b)")
  }

  @Test func numbers() {
    check(2 * .binary(.power, 3, a), "2 · 3^a")
    check(2 * a, "2 a")
    check(a * 2, "2 a")
    check(1e-7 / a, "(1×10⁻⁷)/a")
    check(1e-7 * a, "1×10⁻⁷ a")
    check(0.5 * a, "½ a")
    check(.constant(1) / .constant(3), "1/3")
    check(.constant(1) / .constant(4), "0.25")
  }

  @Test func powers() {
    check(.unary(.exp, -a), "e^(−a)")
    check(.unary(.exp, a), "e^a")
    check(.unary(.square, a + b), "(a + b)²")
    check(.unary(.sqrt, a * b), "√(a b)")
  }

  @Test func signs() {
    check(0 - a, "−a")
    check(-(a - b), "b − a")
    check(-(-a), "a")
    check(a - -b, "a + b")
    check(a + -b, "a − b")
    check(-a * -b, "a b")
    check(-a / b, "−a/b")
  }

  @Test func words() {
    let both = Notation([.name("a"), .plain(" "), .name("and"), .plain(" "), .name("c")])
    let formula = ElementwiseFormula.operand(0) * .operand(1)
    #expect(
      formula.notation(operands: [both, Notation(name: "b")], result: Notation(name: "f")).text == "(a and c) b")
    let called = Notation([.plain("f("), .name("a"), .plain(" "), .name("and"), .plain(" "), .name("c"), .plain(")")])
    #expect(
      formula.notation(operands: [called, Notation(name: "b")], result: Notation(name: "f")).text == "f(a and c) b")
  }

  @Test func shortestNumbers() {
    let cases: [(Double, String)] = [
      (9_007_199_254_740_991, "9007199254740991"), (9_007_199_254_740_992, "9007199254740992"),
      (9_007_199_254_740_994, "9.007199254740994e+15"), (-9_007_199_254_740_992, "-9007199254740992"),
      (1e15, "1000000000000000"),
      (0.3, "0.3"), (1e-7, "1e-07"),
    ]
    for (value, text) in cases { #expect(value.shortest == text) }
  }
}
