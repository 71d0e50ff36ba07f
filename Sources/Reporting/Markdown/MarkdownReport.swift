import Markup
import SourceText

/// The report as Markdown that reads well on GitHub.
///
/// Written from the document, as the page is, so that includes, containers, captions and attributes are right by the way
/// they are made, and the two say the same. A text of the author's own that GitHub knows keeps its words and its lines.
struct MarkdownReport {
  let drawn: DrawnReport
  let words: any Vocabulary
  /// Labels that something refers to: only these need a place to jump to.
  let referenced: Set<String>
  /// Inside a solution, which is folded as a whole.
  var isInSolution = false

  var report: Report { drawn.report }

  init(_ drawn: DrawnReport) {
    self.drawn = drawn
    let report = drawn.report
    words = report.language.words
    var finder = ReferenceFinder()
    finder.visit(report.document.blocks)
    for footnote in report.document.footnotes { finder.visit(footnote.blocks) }
    for cell in report.cells { finder.visit(cell.caption ?? []) }
    referenced = finder.labels.union(report.linkedAnchors)
  }

  func bytes() -> [UInt8] {
    var text = head()
    let body = blocks(report.bodyBlocks)
    if !body.isEmpty { text += "\n" + body + "\n" }
    let notes = report.document.footnotes.map { footnote in
      let content = blocks(footnote.blocks, isNested: true)
      return prefixed(content, with: "    ", first: "[^" + footnote.label + "]: ")
    }
    if !notes.isEmpty { text += "\n" + notes.joined(separator: "\n\n") + "\n" }
    if !report.references.isEmpty {
      text += "\n## " + words.references + "\n\n"
      for entry in report.references {
        text += "- " + MarkdownText.anchor("ref-" + entry.key) + InlineMarkdown.line(entry.full, in: report)
        if let url = entry.url {
          let isLink = Address.scheme(of: url) != nil && Address.isAllowed(url, as: .link)
          text += " " + (isLink ? "<\(MarkdownText.address(LinkDestination.encoded(url)))>" : MarkdownText.escaped(url))
        }
        text += "\n"
      }
    }
    if let links = neighbours() { text += "\n---\n\n" + links + "\n" }
    if !report.options.rawHTML { text = MarkdownGuard(report: report).guarded(text) }
    return Array(text.utf8)
  }

  /// Title, subtitle, author and date, the other languages.
  private func head() -> String {
    var text = ""
    if let anchor = report.titleAnchor, referenced.contains(anchor) { text += MarkdownText.anchor(anchor) + "\n\n" }
    text += "# " + InlineMarkdown.line(report.heading, in: report) + "\n"
    if let subtitle = report.subtitle { text += "\n*" + MarkdownText.line(subtitle) + "*\n" }
    var facts = [report.author, report.date].compactMap { $0 }.map { MarkdownText.line($0) }
    if let course = report.course {
      for (language, other) in course.translationsInOrder where language != report.language {
        facts.append("[" + language.name + "](" + link(other.path + ".md") + ")")
      }
    }
    if !facts.isEmpty { text += "\n" + facts.joined(separator: " · ") + "\n" }
    return text
  }

  private func neighbours() -> String? {
    guard let course = report.course else { return nil }
    var links: [String] = []
    if let previous = course.previous {
      links.append("← [" + MarkdownText.line(previous.title) + "](" + link(previous.path + ".md") + ")")
    }
    if let next = course.next {
      links.append("[" + MarkdownText.line(next.title) + "](" + link(next.path + ".md") + ") →")
    }
    return links.isEmpty ? nil : links.joined(separator: " · ")
  }

  private func link(_ path: String) -> String {
    MarkdownText.address(LinkDestination.address(from: report.path, to: path))
  }
}

/// Without blank lines at either end.
func trimmedLines(_ text: String) -> String {
  var utf8 = Substring(text).utf8
  while let first = utf8.first, first == UInt8(ascii: "\n") || first == UInt8(ascii: "\r") { utf8 = utf8.dropFirst() }
  while let last = utf8.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") || last == UInt8(ascii: " ") {
    utf8 = utf8.dropLast()
  }
  return String(Substring(utf8))
}
