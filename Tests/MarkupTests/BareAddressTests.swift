import SourceText
import Testing

@testable import Markup

/// Addresses that stand in a sentence as they are.
struct BareAddressTests {
  /// Text with each link in angle brackets, and where it leads behind it if that is something else.
  private func check(_ source: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let file = SourceFile(path: "a.md", text: source)
    let document = parseDocument(file) { (path, range) throws(Diagnostic) in
      throw Diagnostic(.fileMissing, path, at: range)
    }.value
    func text(_ inlines: [Inline]) -> String {
      inlines.map { inline in
        switch inline {
        case .text(let text), .html(let text, _): return text
        case .code(let code): return "`\(code)`"
        case .link(let link):
          let content = text(link.content)
          return "<\(content)\(link.destination == content ? "" : " → " + link.destination)>"
        case .softBreak: return "\n"
        default: return text(inline.content)
        }
      }.joined()
    }
    let written = document.blocks.flatMap(\.parts).map { part in
      if case .text(let inlines) = part { text(inlines) } else { "" }
    }.joined(separator: "|")
    #expect(written == expected, sourceLocation: sourceLocation)
  }

  @Test func inSentences() {
    check("See https://a.org/b_c_d?q=1&r=2#f now.", "See <https://a.org/b_c_d?q=1&r=2#f> now.")
    check("https://a.org", "<https://a.org>")
    check("(https://a.org/b_(c)), http://localhost:8000!", "(<https://a.org/b_(c)>), <http://localhost:8000>!")
    check("Two: https://a.org, https://b.org.", "Two: <https://a.org>, <https://b.org>.")
    check("www.a.org/x and www.", "<www.a.org/x → http://www.a.org/x> and www.")
    check("*https://a.org* and **see http://b.org**", "<https://a.org> and see <http://b.org>")
    check("\"https://a.org/~me/\"", "\"<https://a.org/~me/>\"")
    check("HTTPS://A.ORG", "<HTTPS://A.ORG>")
    check("\\<https://a.org>", "<<https://a.org>>")
  }

  @Test func mail() {
    check("Ask roe.lee+x@a-b.org.", "Ask <roe.lee+x@a-b.org → mailto:roe.lee+x@a-b.org>.")
    check("(a@b.org), c_d@e.org!", "(<a@b.org → mailto:a@b.org>), <c_d@e.org → mailto:c_d@e.org>!")
    check("mailto:a@b.org and <a@b.org>", "<mailto:a@b.org> and <a@b.org → mailto:a@b.org>")
    check("a@b.org은", "<a@b.org → mailto:a@b.org>은")
  }

  @Test func besideHangul() {
    check("주소는 https://a.org에서, https://a.org/b에 있다.", "주소는 <https://a.org>에서, <https://a.org/b>에 있다.")
    check("https://ko.wikipedia.org/wiki/미분_계수", "<https://ko.wikipedia.org/wiki/미분_계수>")
    check("가https://a.org", "가<https://a.org>")
  }

  @Test func whatIsNone() {
    check("xhttps://a.org", "xhttps://a.org")
    check("https:// and https://_ and https://a_b", "https:// and https://_ and https://a_b")
    check("`https://a.org`", "`https://a.org`")
    check("https\\://a.org", "https://a.org")
    check("<a href=\"x\">https://a.org</a> https://b.org", "<a href=\"x\">https://a.org</a> <https://b.org>")
    check("[https://a.org](b.md)", "<https://a.org → b.md>")
    check("<https://a.org>", "<https://a.org>")
    check("a@b, a@b@c.org, a@.org, ftp:x, http.", "a@b, a@b@c.org, a@.org, ftp:x, http.")
    check("`a@b.org`, [a@b.org](c.md)", "`a@b.org`, <a@b.org → c.md>")
  }

  @Test func inTablesAndHeadings() {
    check("# At https://a.org", "At <https://a.org>")
    check("| a |\n|---|\n| https://a.org |", "a|<https://a.org>")
  }

  /// A paragraph of nothing else takes time in proportion to its length.
  @Test func many() {
    let count = 20_000
    let file = SourceFile(path: "a.md", text: String(repeating: "https://a.org/x ", count: count))
    let document = parseDocument(file) { (path, range) throws(Diagnostic) in
      throw Diagnostic(.fileMissing, path, at: range)
    }.value
    guard case .paragraph(let inlines)? = document.blocks.first?.kind else {
      Issue.record("no paragraph")
      return
    }
    #expect(inlines.count { if case .link = $0 { true } else { false } } == count)
  }
}
