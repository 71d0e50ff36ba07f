import Testing

@testable import Markup

/// Where links and images stand.
struct LinkPlaceTests {
  private func check(
    _ text: String, _ expected: [String], _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    var found: [String] = []
    func walk(_ inlines: [Inline]) {
      for inline in inlines {
        if case .link(let link) = inline {
          walk(link.content)
          found.append(link.range.map { "\($0.start.line):\($0.start.column) \($0.text)" } ?? "nil")
        } else if case .image(let image) = inline {
          found.append(image.range.map { "\($0.start.line):\($0.start.column) \($0.text)" } ?? "nil")
        } else if case .emphasis(let content, needsTag: _) = inline {
          walk(content)
        }
      }
    }
    func walk(_ blocks: [Block]) {
      for block in blocks {
        if case .paragraph(let content) = block.kind { walk(content) }
        if case .figure(let image) = block.kind { walk([.image(image)]) }
        if case .quote(let inner) = block.kind { walk(inner) }
      }
    }
    walk(parse(text).value.blocks)
    #expect(found == expected, "\(text.debugDescription)", sourceLocation: location)
  }

  @Test func places() {
    check("글 [a](b) *[c [d]](<e f> \"t\")*\n", ["1:5 [a](b)", "1:13 [c [d]](<e f> \"t\")"])
    check("> x\n> ![a](b){#fig-a} <http://a.b>\n", ["2:3 ![a](b)", "2:19 <http://a.b>"])
    check("[![a](b)](b)\n", ["1:2 ![a](b)", "1:1 [![a](b)](b)"])
    check("$x$ [a](b)\n\n[a](b)\n", ["1:5 [a](b)", "3:1 [a](b)"])
    check("![A](a.svg){#fig-a}\n", ["1:1 ![A](a.svg)"])
    check("[a][r] [b](c\\_d)\n\n[r]: u\n", ["3:6 u", "nil"])
  }
}
