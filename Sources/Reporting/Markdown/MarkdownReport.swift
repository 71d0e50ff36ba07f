import Markup
import SourceText

/// The report as Markdown: the author's own text word by word, with results where the cells stand.
///
/// What reads well on GitHub stays as it is. Only what GitHub does not know is said otherwise, as an edit of the
/// source: cells, numbers, references, labels, divs.
struct MarkdownReport {
  let drawn: DrawnReport
  let words: any Vocabulary
  /// Labels that something refers to: only these need a place to jump to.
  let referenced: Set<String>

  var report: Report { drawn.report }

  init(_ drawn: DrawnReport) {
    self.drawn = drawn
    let report = drawn.report
    words = report.language.words
    var finder = ReferenceFinder()
    finder.visit(report.document.blocks)
    for footnote in report.document.footnotes { finder.visit(footnote.blocks) }
    for cell in report.cells { finder.visit(cell.caption ?? []) }
    referenced = finder.labels
  }

  func bytes() -> [UInt8] {
    var text = head()
    if let source = report.source ?? report.document.blocks.first?.range.file {
      var body = region(
        bodyRange(source), of: source, blocks: Array(report.bodyBlocks), footnotes: report.document.footnotes)
      body = trimmedLines(body)
      if !body.isEmpty { text += "\n" + body + "\n" }
    }
    if !report.references.isEmpty {
      text += "\n## " + words.references + "\n\n"
      for entry in report.references {
        text += "- " + MarkdownText.anchor("ref-" + entry.key) + MarkdownText.escaped(entry.full)
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
    var text = "# " + MarkdownText.escaped(report.title) + "\n"
    if let subtitle = report.subtitle { text += "\n*" + MarkdownText.escaped(subtitle) + "*\n" }
    var facts = [report.author, report.date].compactMap { $0 }.map { MarkdownText.escaped($0) }
    if let course = report.course {
      for language in Language.allCases where language != report.language {
        guard let other = course.translations[language] else { continue }
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
      links.append("← [" + MarkdownText.escaped(previous.title) + "](" + link(previous.path + ".md") + ")")
    }
    if let next = course.next {
      links.append("[" + MarkdownText.escaped(next.title) + "](" + link(next.path + ".md") + ") →")
    }
    return links.isEmpty ? nil : links.joined(separator: " · ")
  }

  private func link(_ path: String) -> String {
    MarkdownText.address(LinkDestination.address(from: report.path, to: path))
  }

  /// Behind the front matter, its closing line included.
  private func bodyRange(_ source: SourceFile) -> Range<Int> {
    var start = 0
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    if let matter = report.document.frontMatter {
      let closing = source.position(of: matter.range.bytes.upperBound).line
      // The excerpt ends with the last line's ending or before it; the closing dashes stand on the next line.
      var line = closing
      while line <= source.lineStarts.count, !source.text(source.lineRange(line)).hasPrefix("---") { line += 1 }
      start = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count
    }
    if report.repeatsTitle, let first = report.document.blocks.first, first.range.file == source {
      start = max(start, first.range.bytes.upperBound)
    }
    return start..<source.bytes.count
  }

  /// The text of a range of one file, in which these blocks stand; blocks of other files come from includes.
  func region(_ range: Range<Int>, of file: SourceFile, blocks: [Block], footnotes: [Footnote] = []) -> String {
    var collector = EditCollector(self, file: file)
    var position = range.lowerBound
    var foreign: [Block] = []
    for block in blocks {
      guard block.range.file == file else {
        foreign.append(block)
        continue
      }
      collector.placeIncludes(foreign, between: position, and: block.range.bytes.lowerBound)
      foreign = []
      collector.visit(block)
      position = max(position, block.range.bytes.upperBound)
    }
    collector.placeIncludes(foreign, between: position, and: range.upperBound)
    for footnote in footnotes {
      for block in footnote.blocks where block.range.file == file { collector.visit(block) }
    }
    return file.text(range, edits: collector.edits)
  }

  /// Included blocks as the text of their own file.
  func included(_ blocks: [Block]) -> String {
    guard let file = blocks.first?.range.file else { return "" }
    let own = blocks.filter { $0.range.file == file }
    let start = own.map(\.range.bytes.lowerBound).min() ?? 0
    let end = own.map(\.range.bytes.upperBound).max() ?? 0
    return region(file.lineStart(of: start)..<end, of: file, blocks: blocks)
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
