import SourceText
import Testing

@testable import NNSyntax

/// What is on either side of a rule's border: lengths, limits, lines.
@Suite struct BorderCaseTests {
  private func excerpt(_ source: String) -> Excerpt {
    let file = SourceFile(path: "a.md", text: source)
    return Excerpt(file, 0..<file.bytes.count)
  }

  private func messages(_ source: String) -> [String] { parseProgram(excerpt(source)).diagnostics.map(\.message) }

  @Test func textsThatAreCut() {
    func check(_ source: String, _ limit: Int, _ expected: String) {
      #expect(canonicalText(excerpt(source), limit: limit) == expected, "\(source) to \(limit)")
    }
    check("x + y", 1, "x…")
    check("x + y", 2, "x +…")
    check("x + y", 3, "x + y")
    check("f(x)", 2, "f(…")
    check("alpha", 3, "alp…")
  }

  @Test func callsAndNames() {
    func check(_ source: String, _ expected: [HighlightedRun.Kind]) {
      #expect(highlight(source).map(\.kind) == expected)
    }
    check("f(x)", [.function, .name])
    check("f (x)", [.name, .name])
    check("for by in by..2 { by }", [.keyword, .name, .keyword, .name, .operator, .number, .name])
  }

  /// A block of nonsense gives a hundred messages and no more.
  @Test func messagesAreCounted() {
    #expect(messages(String(repeating: ")\n", count: 99)).count == 99)
    #expect(messages(String(repeating: ")\n", count: 300)).count == 100)
    #expect(messages(String(repeating: "$ x\n", count: 300)).count == 100)
  }

  @Test func whatIsFoundIsQuotedShortly() throws {
    func found(_ count: Int) throws -> String {
      let name = String(repeating: "a", count: count)
      return try #require(messages("f(1 \(name))").first)
    }
    #expect(try found(30).hasSuffix("found `\(String(repeating: "a", count: 30))`"))
    #expect(try found(31).hasSuffix("found `\(String(repeating: "a", count: 29))…`"))
  }

  @Test func nesting() {
    func array(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + "x" + String(repeating: "]", count: depth)
    }
    // A name is one level, each bracket another.
    #expect(messages(array(Expression.nestingLimit - 1)).isEmpty)
    #expect(!messages(array(Expression.nestingLimit)).isEmpty)
    #expect(messages("x" + String(repeating: ".T", count: Expression.nestingLimit - 1)).isEmpty)
    #expect(messages("x" + String(repeating: ".T", count: Expression.nestingLimit)).count == 1)
  }

  @Test func numbersAndNames() {
    for source in ["1_0", "1_000.000_1", "1e1_0"] { #expect(messages("x = \(source)") == [], "\(source)") }
    for source in ["1_", "1__0", "1._5", "1_.5", "1e_5", "1e999", "0x1F", "1e)", "a·b", "+1"] {
      #expect(!messages("x = \(source)").isEmpty, "\(source)")
    }
    #expect(messages("y = x[0].5") == ["expected a name, found `5`"])
    #expect(messages("x = (1e)") == ["the exponent of `1e` has no digits"])
    for source in ["x' = 1", "x'' = 1", "é = 1", "a_1 = 2"] { #expect(messages(source) == [], "\(source)") }
  }

  /// A text ends with its line, whatever its last sign.
  @Test func textsAndLines() throws {
    #expect(messages("s = \"a\\\nx = \"b\"").count == 1)
    let program = parseProgram(excerpt("print(\"a\\nb\\\\n\")"))
    #expect(program.diagnostics.isEmpty)
    #expect(dump(program.value) == "print(\"a\nb\\n\")")
  }

  /// What stands on the next line is a statement of its own, inside brackets a fault.
  @Test func lines() {
    #expect(messages("a = f\n(1, 2)") == [])
    #expect(dump(parseProgram(excerpt("a = x\n[0]")).value) == "(= a x) [0]")
    #expect(messages("m = [[1, 2]\n[3, 4]]").count == 1)
    #expect(messages("m = [x\n(1)]").count == 1)
    #expect(messages("p[0]\n-= 1").count == 1)
    #expect(!messages("h =\nrepeat 3 { x }").isEmpty)
    #expect(messages("f(x)\n= 3").count == 1)
  }

  /// A `)` never reaches past a `{`; a `}` leaves what was opened since unclosed.
  @Test func brackets() {
    func check(_ source: String, _ closers: [Int]) {
      var lexer = Lexer(excerpt(source))
      lexer.run()
      #expect(Brackets(lexer.tokens).closers == closers + [-1], "\(source)")
    }
    check("( [ ] )", [3, 2, -1, -1])
    check("( { ) }", [-1, 3, -1, -1])
    check("( [ ) ]", [2, -1, -1, -1])
    check("{ ( }", [2, -1, -1])
  }

  @Test func branchesOverLines() {
    #expect(
      canonicalText("if a {\n  if b { 1 }\n  else { 2 }\n  x\n}") == "if a { if b { 1 } else { 2 }; x }")
  }

  @Test func formats() {
    func isKnown(_ text: String) -> Bool { NumberFormatSpecification(Array(text.utf8)[...]) != nil }
    for text in [".0f", ".3f", ".17f", ".05e", ".1g", ".17g", "%", ".0%"] { #expect(isKnown(text), "\(text)") }
    for text in [".18f", ".99e", ".0g", "f", "3f", ".f", ".003f", ".3d", ".-1f", ""] {
      #expect(!isKnown(text), "\(text)")
    }
  }

  @Test func claimsAndTuples() {
    #expect(messages("expect a == b within 1e-3") == [])
    for source in [
      "expect a < b within 1", "expect a within 1", "(a, a) = t", "f(a: 1, 2)", "f(a: 1, b: 2, 3)", "x[::2]",
      "1 + not x",
      "a < b < c", "a == b == c", "expect", "x[]",
    ] { #expect(messages(source).count == 1, "\(source): \(messages(source))") }
    for source in ["(a, b) = t", "f(2, a: 1)", "x[:, 1:]", "not x and not y", "a < b and b < c", "(a,)"] {
      #expect(messages(source) == [], "\(source)")
    }
    #expect(
      dump(parseProgram(excerpt("(a,); (a); a - b + c; a / b * c; false; true")).value)
        == "(tuple a) a (a - b + c) (a / b * c) 0 1")
  }
}
