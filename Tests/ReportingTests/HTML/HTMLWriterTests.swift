import Testing

@testable import Reporting

@Suite struct HTMLWriterTests {
  private func check(_ node: HTMLNode, _ expected: String, at location: SourceLocation = #_sourceLocation) {
    #expect(String(decoding: node.bytes, as: UTF8.self) == expected, sourceLocation: location)
  }

  @Test func escapesTextsAndAttributesOnce() {
    check(.text("a < b & \"c\" > 'd'"), "a &lt; b &amp; &quot;c&quot; &gt; 'd'")
    check(.element("a", [("title", "\"<&>\"")], [.text("가")]), "<a title=\"&quot;&lt;&amp;&gt;&quot;\">가</a>")
    check(.raw("<b>&amp;</b>"), "<b>&amp;</b>")
    check(.element("a", [("title", "\u{0}")], [.text("a\u{0}b")]), "<a title=\"\u{FFFD}\">a\u{FFFD}b</a>")
  }

  @Test func writesVoidElementsAsOneTag() {
    check(.element("br"), "<br />")
    check(.element("img", [("src", "a.svg"), ("alt", "")]), "<img src=\"a.svg\" alt=\"\" />")
    check(.element("svg", [], [.element("path", [("d", "M0,0")])]), "<svg><path d=\"M0,0\" /></svg>")
    check(.element("td"), "<td></td>")
  }

  @Test func startsALineOnlyWhereNoneStarts() {
    check(
      .fragment([.freshLine, .element("p", [], [.text("a")]), .freshLine, .freshLine, .element("p")]),
      "<p>a</p>\n<p></p>")
    check(.element("li", [], [.freshLine, .fragment([.text("a\n"), .freshLine])]), "<li>\na\n</li>")
  }

  @Test func writesAnyDepth() {
    var node = HTMLNode.text("x")
    for _ in 0..<2_000 { node = .element("b", [], [node]) }
    let text = String(decoding: node.bytes, as: UTF8.self)
    #expect(text.hasPrefix("<b><b>") && text.hasSuffix("</b></b>"))
    #expect(text.utf8.count == 2_000 * 7 + 1)
  }
}
