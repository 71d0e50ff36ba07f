import SourceText
import Testing

@testable import NNSyntax

/// Where statements, expressions and parts of chains stand.
@Suite struct RangeTests {
  @Test func statements() {
    let source = "a = 1; b = (2)\n# note\nrepeat 3 {\n  expect a == b within 1\n}\nf(x) = {\n x }"
    let file = SourceFile(path: "a.md", text: source)
    let program = parseProgram(Excerpt(file, 0..<file.bytes.count)).value
    #expect(
      program.statements.map(\.range.text) == [
        "a = 1", "b = (2)", "repeat 3 {\n  expect a == b within 1\n}", "f(x) = {\n x }",
      ])
    guard case .expression(let line) = program.statements[2].kind, case .loop(let loop) = line.kind else {
      Issue.record("no loop")
      return
    }
    #expect(loop.body.map(\.range.text) == ["expect a == b within 1"])
  }

  @Test func chains() {
    let source = "y = (a + b) * 값.T - (c)"
    let file = SourceFile(path: "a.md", text: source)
    let program = parseProgram(Excerpt(file, 0..<file.bytes.count)).value
    guard case .binding(let name, let value) = program.statements[0].kind,
      case .chain(let product, let difference) = value.kind, case .chain(let sum, let factors) = product.kind
    else {
      Issue.record("not the expected tree: \(dump(program))")
      return
    }
    #expect(name.range.text == "y")
    #expect(value.range.text == "(a + b) * 값.T - (c)")
    #expect(product.range.text == "(a + b) * 값.T")
    #expect(sum.range.text == "a + b")
    #expect(factors.map(\.operand.range.text) == ["값.T"])
    #expect(factors.map(\.operatorRange.text) == ["*"])
    #expect(difference.map(\.operand.range.text) == ["c"])
    #expect(difference.map(\.range.text) == ["(a + b) * 값.T - (c)"])
  }

  @Test func piecesOfAQuote() {
    let file = SourceFile(path: "a.md", text: "> x = 1\n> y = $\n")
    var excerpt = Excerpt(file: file, at: 2)
    excerpt.append(file.bytes[2..<8], from: file, at: 2)
    excerpt.append(file.bytes[10..<16], from: file, at: 10)
    let fault = parseProgram(excerpt).diagnostics.first
    #expect(fault?.range.start.line == 2)
    #expect(fault?.range.start.column == 7)
  }
}
