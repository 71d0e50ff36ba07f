import Markup
import SourceText
import Testing

@testable import Reporting

/// What a stranger's reader makes of a report where authors are not trusted: no tag and no address of theirs.
@Suite struct MarkdownGuardTests {
  private func markdown(_ text: String, rawHTML: Bool = false) -> String {
    let file = SourceFile(path: "a.md", text: text)
    let document = parseDocument(file) { _, range throws(Diagnostic) in throw Diagnostic(.fileMissing, "no", at: range)
    }
    .value
    var report = Report(title: "T", path: "a", source: file, document: document)
    report.options.rawHTML = rawHTML
    return report.markdown
  }

  private func foreign(_ markdown: String) -> [String] {
    PlainReading(Array(markdown.utf8)).blocks.flatMap { block in
      block.html.filter { !MarkdownGuard.isOwn($0) }
        + (block.links + block.images).filter { !Address.isAllowed($0, as: .link) }
    }
  }

  @Test(arguments: [
    "<script>x</script>", "<script >\na\n\n</script>\n\ntext", "<script >x</script >\n\n<SCRIPT>y</SCRIPT>\n\ntext",
    "<script><!--\nx\n//--></script>", "<pre>\n\n<b>\n</pre>\n<i>x</i>", "<!-- a\n\n--> <b>x</b>", "<?a\n\n?><b>x</b>",
    "<![CDATA[\n\n]]><img src=x onerror=y>", "$<img src=x onerror=y>$", "$$\n<img src=x onerror=y>\n$$",
    "\\(<b>x</b>\\)",
    "$[x](javascript:y)$", "$a$ $<javascript:x>$ [b](javascript:z)", "{{< <img src=x onerror=y> >}}",
    "> [!NOTE] `a`<b>\n> x", "::: {.callout-note collapse=true title=\"`<img src=x onerror=y>`\"}\nx\n:::",
    "[^1]\n\n[^1]: $<b>$ x", "| `a | <img src=x onerror=y> ` |\n|---|---|\n| b | c |", "@fig-<b> [@<b>]",
    "[x]\n\n[x]: javascript:y", "![$<b>x</b>$](a.png)", "# $<b>$\n\n## <b>x</b>", "- <b>\n- $<i>$\n\n  <u>",
    "![x]($javascript:y$)", "<a id=\"x\" onclick=\"y\"></a>", "<a id=\"<b>\"></a>", "<details open ontoggle=x>",
    "<em onclick=x>", "<sub\nonclick=x>",
  ])
  func nothingOfTheAuthors(_ text: String) {
    let found = foreign(markdown(text))
    #expect(found == [], "\(text) became \(markdown(text))")
  }

  @Test(arguments: [
    "$a < b$ and $a<2$", "Text with `<b>` and [x](https://a.org), [y](b.md#c) <https://a.org>.", "```html\n<b>\n```",
    "| `<b>` | c |\n|---|---|\n| d | e |", "![x](p.png)\n\n1. a\n   - b", "a < b > c", "&lt;b&gt;",
  ])
  func theRestStays(_ text: String) {
    #expect(markdown(text) == markdown(text, rawHTML: true).replacing("a<2", with: "a< 2"))
  }

  @Test func itsOwnTagsStay() {
    for text in ["<a id=\"sec-a\"></a>", "<details>\n<summary>x &lt;b&gt;</summary>", "</details>", "w<sub>1</sub>"] {
      #expect(MarkdownGuard.isOwn(text))
      #expect(MarkdownGuard(report: Report(title: "", path: "", document: Document())).guarded(text) == text)
    }
  }

  @Test func namesOfFilesHaveNoEntities() {
    let entry = CourseIndex.Entry(title: "A", path: "data&colon;text,x/a")
    let index = renderIndex(CourseIndex(title: "T", lessons: [(language: .en, entries: [entry])]))
    #expect(PlainReading(index.markdown.bytes).blocks.flatMap(\.links) == ["data&colon;text,x/a.md"])
    #expect(MarkdownText.address("a?b=c&d=e") == "a?b=c&d=e")
  }

  @Test func messagesAreText() {
    #expect(MarkdownText.codeSpans("no `a` in [b](c) <d>") == "no `a` in \\[b\\](c) &lt;d>")
    #expect(MarkdownText.codeSpans("no ```<b>`` x") == "no `<b>`` x`")
    #expect(MarkdownText.anchor("a\"><b>") == "<a id=\"a&quot;&gt;&lt;b&gt;\"></a>")
  }
}
