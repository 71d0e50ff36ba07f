import SourceText
import Testing

@testable import NNSyntax

@Suite struct InlineTests {
  /// `expression | style digits`, or the faults.
  func check(_ source: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let file = SourceFile(path: "a.md", text: source)
    let parsed = parseInlineProgram(Excerpt(file, 0..<file.bytes.count))
    var found = parsed.diagnostics.map { diagnostic in
      "\(diagnostic.id.rawValue) \(diagnostic.range.start.column)-\(diagnostic.range.end.column) \(diagnostic.message)"
    }
    if let program = parsed.value {
      let format = program.format.map { " | \($0.style) \($0.digits.map(String.init) ?? "-")" } ?? ""
      found.append(dump(program.expression) + format)
    }
    #expect(found.joined(separator: "; ") == expected, sourceLocation: sourceLocation)
  }

  @Test func formats() {
    check(" x", "x")
    check("grad(f, x):.2f", "grad(f, x) | fixed 2")
    check("loss : .3f ", "loss | fixed 3")
    check("a:.2e", "a | exponential 2")
    check("a:.4g", "a | general 4")
    check("a:%", "a | percent -")
    check("a:.1%", "a | percent 1")
    check("x[1:3]", "x[1:3]")
    check("f(a: 1)", "f(a: 1)")
    check("f(a: 1):.1f", "f(a: 1) | fixed 1")
    check("x +\n y", "(+ x y)")
  }

  @Test func faults() {
    check("a:.3q", "NN-bad-format 3-6 unknown format `.3q`")
    check("a:f", "NN-bad-format 3-4 unknown format `f`")
    check("a:.0g", "NN-bad-format 3-6 unknown format `.0g`")
    check("a:.99f", "NN-bad-format 3-7 unknown format `.99f`")
    check("a:", "NN-bad-format 2-3 a format is missing behind `:`")
    check("", "NN-unexpected-token 1-1 an inline expression is empty")
    check(":.3f", "NN-unexpected-token 1-5 an inline expression is empty")
    check("x = 3", "NN-unexpected-token 3-4 an inline expression binds nothing")
    check("x; y", "NN-unexpected-token 2-3 an inline expression is a single one")
    check("x y", "NN-unexpected-token 3-4 unexpected `y`")
    check("x +", "NN-unexpected-token 3-4 a value is missing behind `+`")
    check("f(x", "NN-unclosed-bracket 2-3 this `(` is not closed")
  }
}
