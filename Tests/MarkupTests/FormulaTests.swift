import Testing

@testable import Markup

/// What is a formula and what is not.
struct FormulaTests {
  private func check(
    _ text: String, _ expected: String, _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(outline(parse(text).value.blocks) == expected, "\(text.debugDescription)", sourceLocation: location)
  }

  @Test func dollars() {
    check("$x*y*z$\n", "p($x*y*z$)")
    check("$5 and $6\n", "p(‹$5 and $6›)")
    check("\\$x\\$ and $y$\n", "p(‹$x$ and ›$y$)")
    check("$20,000 or $30\n", "p(‹$20,000 or $30›)")
    check("$ x$ $x $\n", "p(‹$ x$ $x $›)")
    check("$a\nb$\n", "p($a\nb$)")
    check("a $\\text{\\$5}$\n", "p(‹a ›$\\text{\\$5}$)")
    check("`$x$` $y$\n", "p(`$x$`‹ ›$y$)")
    check("[$x$](/u) *$y$*\n", "p(link($x$)→/u‹ ›em($y$))")
    check("a$x$b\n", "p(‹a›$x$‹b›)")
  }

  @Test func otherDelimiters() {
    check("\\(x_1\\) \\\\(y\\\\)\n", "p($x_1$‹ \\(y\\)›)")
    check("\\[a\\\\b\\]\n", "$$a\\\\b$$")
    check("\\(\\) \\[\\]\n", "p(‹() []›)")
    check("$$x$$\n", "$$x$$")
    check("a $$x$$ b\n", "p(‹a ›$$x$$‹ b›)")
    check("$$x\n\ny$$\n", "p(‹$$x›) p(‹y$$›)")
  }

  @Test func linesThatLookLikeBlocks() {
    check("$$\na\n- b\n+ c\n= d\n> e\n# f\n$$\ng\n", "p($$\na\n- b\n+ c\n= d\n> e\n# f\n$$⏎‹g›)")
    check("> $$\n> a\n> - b\n> $$\n", "quote($$\na\n- b\n$$)")
    check("- $$\n  a\n  - b\n  $$\n- c\n", "ul($$\na\n- b\n$$ | p(‹c›))")
    check("\\[\n- a\n\\]\n", "$$\n- a\n$$")
    check("$$\na\n\n- b\n$$\n", "p(‹$$›⏎‹a›) ul(p(‹b›⏎‹$$›))")
  }

  @Test func notInCodeAndHTML() {
    check("```\n$x$ $$\n- y$$\n```\n", "code:($x$ $$\n- y$$\n)")
    check("    $x$\n    $$a\n    b$$\n", "code:($x$\n$$a\nb$$\n)")
    check("<div>$x$</div>\n", "html(<div>$x$</div>\n)")
    check("a <b title=\"$x$\">\n", "p(‹a ›html(<b title=\"$x$\">))")
    check("[a](/$x$ \"$y$\")\n", "p(link(‹a›)→/$x$ t=$y$)")
    check("``` $x$ $y$\nz\n```\n", "code:$x$ $y$(z\n)")
    check("[a]: /$x$\n\n[a]\n", "p(link(‹a›)→/$x$)")
  }

  @Test func places() throws {
    let document = parse("글 $x$\n\n> $$\n> y\n> $$\n").value
    var found: [String] = []
    func walk(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .paragraph(let inlines):
          for case .formula(let formula) in inlines { found.append("\(formula.source.range.start)") }
        case .formula(let formula): found.append("\(formula.source.range.start)")
        case .quote(let inner): walk(inner)
        default: break
        }
      }
    }
    walk(document.blocks)
    #expect(found == ["(line: 1, column: 6)", "(line: 3, column: 5)"])
  }
}
