import SourceText
import Testing

@testable import Markup

/// Inline expressions and `\nn{…}`, their text and their place.
struct ExpressionTests {
  private func check(
    _ text: String, _ expected: [(source: String, line: Int, column: Int, whole: String)],
    _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    let found = parse(text).value.expressions.map {
      "\($0.source.string) \($0.source.range.start) \($0.range.text)"
    }
    #expect(
      found == expected.map { "\($0.source) \((line: $0.line, column: $0.column)) \($0.whole)" },
      sourceLocation: location)
  }

  @Test func places() {
    check("the slope is `{nn} grad(f, x)`.\n", [("grad(f, x)", 1, 20, "`{nn} grad(f, x)`")])
    check("> 한글 ``{nn}x:.3f ``\n", [("x:.3f", 1, 16, "``{nn}x:.3f ``")])
    check("- a\n\n  # h `{nn} x`\n", [("x", 3, 13, "`{nn} x`")])
    check("*a `{nn} x`* [b `{nn} y`](c)\n", [("x", 1, 10, "`{nn} x`"), ("y", 1, 23, "`{nn} y`")])
    check("$a = \\nn{x} + \\nn{ y }$\n", [("x", 1, 10, "\\nn{x}"), ("y", 1, 20, "\\nn{ y }")])
    check("> $$\n> a\n> = \\nn{x[{1}]:.3f}\n> $$\n", [("x[{1}]:.3f", 3, 9, "\\nn{x[{1}]:.3f}")])
    check("`{nn} a +\nb`\n", [("a +\nb", 1, 7, "`{nn} a +\nb`")])
    check("```\n`{nn} x`\n```\n", [])
    check("    `{nn} x`\n", [])
    check("\\`{nn} x`\n", [])
    check("<div>\n`{nn} x`\n</div>\n", [])
  }

  @Test func orderWithCells() {
    let document = parse("`{nn} a`\n\n```nn\nb\n```\n\n$\\nn{c}$ `{nn} d`\n\n```nn\ne\n```\n").value
    #expect(document.expressions.map(\.source.string) == ["a", "c", "d"])
    #expect(document.cells.map(\.expressionsBefore) == [1, 3])
  }

  @Test func inlinesOnTheirOwn() {
    let file = SourceFile(path: "a.md", text: "xx - **a** $b$ `{nn} c` # ")
    var expressions: [InlineExpression] = []
    let parsed = parseInlines(Excerpt(file, 3..<file.bytes.count), expressions: &expressions)
    #expect(outline(parsed.value) == "‹- ›strong(‹a›)‹ ›$b$‹ ›nn0‹ #›")
    #expect(expressions.map(\.source.range.start.column) == [22])
    #expect(parseInlines(Excerpt(file: file), expressions: &expressions).value.isEmpty)
  }
}
