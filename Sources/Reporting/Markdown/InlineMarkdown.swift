import Markup

/// Inlines written as Markdown, so that GitHub reads what the page shows.
struct InlineMarkdown {
  /// Where they stand.
  enum Place {
    /// Lines of a paragraph.
    case paragraph
    /// One line: a heading, a caption, an item of a list of works.
    case line
    /// A cell of a table, where a bar would end it.
    case cell
  }

  let report: Report
  let words: any Vocabulary
  let place: Place
  /// Inside a link's text: no links, no notes, brackets escaped.
  private var isLinkText = false
  private(set) var text = ""

  init(_ report: Report, _ place: Place = .paragraph) {
    self.report = report
    self.place = place
    words = report.language.words
  }

  static func text(_ inlines: [Inline], in report: Report) -> String { written(inlines, report, .paragraph) }
  static func line(_ inlines: [Inline], in report: Report) -> String { written(inlines, report, .line) }
  static func cell(_ inlines: [Inline], in report: Report) -> String { written(inlines, report, .cell) }

  private static func written(_ inlines: [Inline], _ report: Report, _ place: Place) -> String {
    var writer = InlineMarkdown(report, place)
    writer.append(inlines, behind: nil)
    return writer.text
  }

  /// - Parameter behind: the first character behind them.
  private mutating func append(_ inlines: [Inline], behind: Unicode.Scalar?) {
    for (position, inline) in inlines.enumerated() {
      let next = position + 1 < inlines.count ? first(of: inlines[position + 1]) : behind
      append(inline, before: next)
    }
  }

  private mutating func append(_ inline: Inline, before next: Unicode.Scalar?) {
    switch inline {
    case .text(let plain): append(plain: plain, before: next)
    case .softBreak: text += place == .paragraph ? "\n" : " "
    case .lineBreak: text += place == .paragraph ? "\\\n" : place == .cell ? "<br>" : " "
    case .code(let code): append(verbatim: MarkdownText.code(place == .paragraph ? code : oneLine(code)))
    case .html(let html, _):
      let written = report.markdownHTML[html] ?? html
      if report.options.rawHTML { text += place == .paragraph ? written : oneLine(written) }
    case .emphasis(let content, needsTag: let needsTag): wrap(content, "*", "em", needsTag, before: next)
    case .strong(let content, needsTag: let needsTag): wrap(content, "**", "strong", needsTag, before: next)
    case .strikethrough(let content): wrap(content, "~~", "del", false, before: next)
    case .lowered(let content): wrap(content, "", "sub", true, before: next)
    case .raised(let content): wrap(content, "", "sup", true, before: next)
    case .link(let link): append(link)
    case .image(let image): append(verbatim: self.image(image))
    case .formula(let formula): append(formula, before: next)
    case .expression(let index): append(verbatim: expression(index))
    case .answer: text += AnswerField.markdownBlank
    case .footnote(let reference): if !isLinkText { text += "[^" + reference.label + "]" }
    case .reference(let reference): append(reference)
    case .citation(let citation): append(citation)
    }
  }

  /// Appends Markdown that has its escapes for paragraphs; in a cell bars are escaped too.
  private mutating func append(verbatim part: String) {
    text += place == .cell ? MarkdownText.withoutBars(part) : part
  }

  private func oneLine(_ text: String) -> String { text.replacing("\n", with: " ") }

  // MARK: Emphasis

  /// Marks where CommonMark reads them as such, tags elsewhere: `<strong>기울기(gradient)</strong>는`.
  private mutating func wrap(
    _ content: [Inline], _ mark: String, _ tag: String, _ needsTag: Bool, before next: Unicode.Scalar?
  ) {
    var inner = InlineMarkdown(report, place)
    inner.isLinkText = isLinkText
    // Behind the mark a line does not start.
    inner.text = mark.isEmpty ? "<" : mark
    let start = inner.text
    inner.append(content, behind: mark.unicodeScalars.first ?? "<")
    let written = String(inner.text.dropFirst(start.count))
    let before = text.unicodeScalars.last
    let isMarked =
      !needsTag && Flanking.opens(before: before, after: written.unicodeScalars.first)
      && Flanking.closes(before: written.unicodeScalars.last, after: next)
      && before != mark.unicodeScalars.first && written.unicodeScalars.first != mark.unicodeScalars.first
      && next != mark.unicodeScalars.first && written.unicodeScalars.last != mark.unicodeScalars.first
    text += isMarked ? mark + written + mark : "<" + tag + ">" + written + "</" + tag + ">"
  }

  /// The first character that an inline becomes, as far as its neighbours need it.
  private func first(of inline: Inline) -> Unicode.Scalar? {
    switch inline {
    case .text(let plain): return plain.unicodeScalars.first
    case .softBreak, .lineBreak: return " "
    case .code: return "`"
    case .html: return "<"
    case .emphasis, .strong: return "*"
    case .strikethrough: return "~"
    case .lowered, .raised: return "<"
    case .link, .footnote, .reference: return "["
    case .image: return "!"
    case .formula: return "$"
    case .expression(let index): return expression(index).unicodeScalars.first
    case .answer: return AnswerField.markdownBlank.unicodeScalars.first
    case .citation(let citation): return citation.style == .narrative ? "[" : "("
    }
  }

  // MARK: Text

  private mutating func append(plain: String, before next: Unicode.Scalar?) {
    var writer = PlainMarkdown(plain, before: text.unicodeScalars.last, after: next)
    writer.startsLine = text.isEmpty || text.utf8.last == UInt8(ascii: "\n")
    writer.isCell = place == .cell
    writer.isLinkText = isLinkText
    let written = writer.written()
    text += place == .paragraph ? written : oneLine(written)
  }

  private mutating func append(_ link: Link) {
    if isLinkText || !report.allows(link) { return append(link.content, behind: nil) }
    if case .text(let plain)? = link.content.first, link.content.count == 1, link.title.isEmpty,
      Address.scheme(of: plain) != nil, link.destination == plain || link.destination == "mailto:" + plain
    {
      text += "<" + plain + ">"
      return
    }
    // `!` before the bracket would make an image of it.
    if text.utf8.last == UInt8(ascii: "!") { text = String(text.dropLast()) + "\\!" }
    text += "["
    isLinkText = true
    append(link.content, behind: "]")
    isLinkText = false
    append(verbatim: "](" + destination(link.destination, title: link.title) + ")")
  }

  func image(_ image: Image) -> String {
    let source = report.images[image.source] ?? image.source
    let alternative = image.alternative.map { MarkdownText.line($0) } ?? alternative(image)
    if !report.allows(image) { return alternative }
    guard image.media == .picture else {
      // GitHub shows no player for a file of a repository.
      let name = alternative.isEmpty ? words.video : alternative
      return isLinkText ? name : "[▶\u{A0}" + name + "](" + destination(source, title: image.title) + ")"
    }
    return "![" + alternative + "](" + destination(source, title: image.title) + ")"
  }

  private func alternative(_ image: Image) -> String {
    var writer = InlineMarkdown(report, .line)
    writer.text = "["
    writer.isLinkText = true
    writer.append(image.alt, behind: "]")
    return String(writer.text.dropFirst())
  }

  private func destination(_ destination: String, title: String) -> String {
    let encoded = MarkdownText.address(LinkDestination.encoded(destination))
    let isPlain = !encoded.isEmpty && !encoded.utf8.contains { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }
    let quoted = MarkdownText.address(title).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return (isPlain ? encoded : "<" + encoded + ">") + (title.isEmpty ? "" : " \"" + oneLine(quoted) + "\"")
  }

  // MARK: Formulas

  /// `$…$`, numbers in place of `\nn{…}`.
  ///
  /// GitHub takes dollars for a formula only between blanks and some signs, and reads Markdown's escapes and emphasis in
  /// it; the form with backquotes has neither trouble.
  private mutating func append(_ formula: Formula, before next: Unicode.Scalar?) {
    if formula.isDisplay {
      let labels = (formula.label.map { [$0] } ?? []) + formula.rowLabels
      for label in labels { text += MarkdownText.anchor(label) }
      return append(verbatim: "$$" + oneLine(trimmedLines(numbered(formula))) + "$$")
    }
    let tex = Typography.trimmed(oneLine(report.tex(formula)))
    let written = report.options.rawHTML ? tex : Self.withoutTags(tex)
    let isPlain =
      GitHubDollars.mayFollow(text.unicodeScalars.last) && GitHubDollars.mayPrecede(next)
      && !GitHubDollars.isMarkup(written)
    append(verbatim: isPlain || written.utf8.contains(UInt8(ascii: "`")) ? "$" + written + "$" : "$`" + written + "`$")
  }

  /// A display formula on lines of its own; in GitHub's fence where Markdown would read escapes in it.
  func display(_ formula: Formula) -> String {
    let tex = trimmedLines(numbered(formula))
    if GitHubDollars.isMarkup(tex) { return MarkdownText.fence(tex, info: "math") }
    return "$$\n" + (report.options.rawHTML ? tex : Self.withoutTags(tex)) + "\n$$"
  }

  private func numbered(_ formula: Formula) -> String {
    let tag = formula.label.flatMap { report.targets[$0] }.map { " \\tag{" + $0.text + "}" } ?? ""
    return trimmedLines(report.tex(formula)) + tag
  }

  /// `a<b` as `a< b`, the same to TeX, so that nobody who knows no formulas sees a tag in it.
  static func withoutTags(_ tex: String) -> String {
    guard tex.utf8.contains(UInt8(ascii: "<")) else { return tex }
    var bytes: [UInt8] = []
    for byte in tex.utf8 {
      if bytes.last == UInt8(ascii: "<"), byte > 0x20, byte != UInt8(ascii: "<") { bytes.append(UInt8(ascii: " ")) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func expression(_ index: Int) -> String {
    guard report.expressions.indices.contains(index) else { return "" }
    switch report.expressions[index] {
    case .value(let notation, tex: _): return notation.markdown
    case .failure(let diagnostic): return "**⚠ " + MarkdownText.escaped(report.shown(diagnostic).message) + "**"
    }
  }

  // MARK: References

  private mutating func append(_ reference: CrossReference) {
    guard let target = report.targets[reference.label] else {
      text += "**⚠ @" + MarkdownText.escaped(reference.label) + "**"
      return
    }
    let name = MarkdownText.line(words.reference(target, reference))
    text += isLinkText ? name : "[" + name + "](#" + LinkDestination.encoded(target.anchor) + ")"
  }

  private mutating func append(_ citation: Citation) {
    for part in report.parts(of: citation) {
      let name = MarkdownText.line(part.text)
      switch part.kind {
      case .text: text += name
      case .work(let key): text += isLinkText ? name : "[" + name + "](#" + LinkDestination.encoded("ref-" + key) + ")"
      case .unknown: text += "**⚠ " + name + "**"
      }
    }
  }
}
