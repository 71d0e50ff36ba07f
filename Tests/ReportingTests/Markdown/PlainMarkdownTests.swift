import Testing

@testable import Reporting

/// Text that stays text on GitHub.
struct PlainMarkdownTests {
  private func check(_ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let written = PlainMarkdown(text, before: nil, after: nil).written()
    #expect(written == expected, sourceLocation: sourceLocation)
  }

  /// An address that is no link on the page, since its author escaped it, is none in the report either.
  @Test func addresses() {
    check("see https://a.org", "see https\\://a.org")
    check("HTTP://a.org, ftp://b", "HTTP\\://a.org, ftp\\://b")
    check("10:30, a: b, c://d, https: x", "10:30, a: b, c://d, https: x")
  }
}
