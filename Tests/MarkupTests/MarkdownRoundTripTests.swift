import SourceText
import Testing

@testable import Markup
@testable import Reporting

/// Markdown that reports write, read by libcmark: text means itself, code is code, addresses lead where they said.
struct MarkdownRoundTripTests {
  private let report = Report(title: "T", path: "a", document: Document())

  private func html(_ markdown: String) -> String {
    String(decoding: referenceHTML(Array(markdown.utf8)), as: UTF8.self)
  }

  private func escaped(_ text: String) -> String { String(decoding: HTMLNode.text(text).bytes, as: UTF8.self) }

  private func check(
    _ inlines: [Inline], _ expected: String, _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    let markdown = InlineMarkdown.text(inlines, in: report)
    #expect(html(markdown) == "<p>\(expected)</p>\n", "\(markdown)", sourceLocation: location)
  }

  /// A word of signs that mean something somewhere, letters between them, no blank at its ends.
  private func word(_ random: inout SeededRandom) -> String {
    let pieces = [
      "a", "b", "한", " ", "*", "**", "_", "`", "``", "[", "]", "(", ")", "<", ">", "|", "$", "~~", "\\", "&", "&amp;",
      "&#42;", "!", "\"", "'", "#", "-", "+", "1.", "{", "}", "^", "https://a.b", "<b>",
    ]
    let middle = (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
    return "x" + middle.joined() + "y"
  }

  @Test func textMeansItself() {
    var random = SeededRandom(seed: 1)
    for _ in 0..<2_000 {
      let text = word(&random)
      check([.text(text)], escaped(text))
    }
  }

  @Test func textAtTheStartOfALine() {
    for start in ["# a", "> a", "- a", "+ a", "* a", "=", "===", "---", "1. a", "1) a", "12. a", "~~~ a", "``` a"] {
      check([.text(start)], escaped(start))
      check([.text("x"), .softBreak, .text(start)], "x\n" + escaped(start))
      check([.text("x"), .lineBreak, .text(start)], "x<br />\n" + escaped(start))
    }
    for text in ["1.5", "1984", "-1", "#7", "+x"] { check([.text(text)], escaped(text)) }
  }

  @Test func codeIsCode() {
    var random = SeededRandom(seed: 2)
    for text in ["a`b", "`", "``", "`a", "a`", "``a`b```", "a``b", " a ", "a\\", "<b>", "&amp;"] {
      check([.text("x "), .code(text), .text(" y")], "x <code>\(escaped(text))</code> y")
    }
    for _ in 0..<500 {
      let text = word(&random)
      check([.text("x "), .code(text)], "x <code>\(escaped(text))</code>")
      #expect(html("x " + MarkdownText.codeSpans("a `b|c` d")) == "<p>x a <code>b|c</code> d</p>\n")
    }
  }

  @Test func blocksOfCodeAreWhole() {
    for text in ["a", "```\nb\n```", "````", "a\n`````\n", "~~~", "\n\na", "    a"] {
      let shown = escaped(text.hasSuffix("\n") ? text : text + "\n")
      #expect(
        html(MarkdownText.fence(text, info: "text")) == "<pre><code class=\"language-text\">\(shown)</code></pre>\n")
    }
  }

  @Test func addressesAndTitles() {
    for (destination, title) in [
      ("a.md", ""), ("a(b.svg", ""), ("a)b.svg", "t"), ("a%20b.md#c", "A \"quoted\" title"),
      ("https://a.org/?b=c&d=e", ""),
      ("it's.md", "it's"), ("a.md", "back\\slash"), ("a.md", "ends in \\"), ("a&copy;b.md", ""),
      ("a.md", "&copy; & \\*"),
    ] {
      let href = String(
        decoding: HTMLNode.element(
          "a", [("href", LinkDestination.encoded(destination))] + (title.isEmpty ? [] : [("title", title)]),
          [.text("x")]
        ).bytes, as: UTF8.self)
      check([.link(Link(destination: destination, title: title, content: [.text("x")]))], href)
    }
  }

  @Test func emphasisAndItsLike() {
    check([.text("a "), .emphasis([.text("b*c")], needsTag: false)], "a <em>b*c</em>")
    check([.strong([.text("역전파(b)")], needsTag: true), .text("는")], "<strong>역전파(b)</strong>는")
  }

  /// Tables are GitHub's; they are read by our own parser.
  @Test func tables() {
    var pipes = PipeTable([("a", .none), ("b", .left), ("c", .center), ("d", .right)])
    pipes.append([MarkdownText.escaped("x|y"), MarkdownText.code("p|q").replacing("|", with: "\\|"), "", "1"])
    let blocks = parse(pipes.text + "\n").value.blocks
    #expect(outline(blocks) == "table(none:‹a› left:‹b› center:‹c› right:‹d› / ‹x|y› `p|q`  ‹1›)")
    #expect(pipes.text.hasSuffix("|  | 1 |"))
  }
}
