import Markup

/// Inlines written as Markdown again: captions and titles, and text whose source cannot stay as it is.
struct InlineMarkdown {
  let report: Report
  let words: Vocabulary
  private(set) var text = ""

  init(_ report: Report) {
    self.report = report
    words = Vocabulary.of(report.language)
  }

  static func text(_ inlines: [Inline], in report: Report) -> String {
    var writer = InlineMarkdown(report)
    writer.append(inlines)
    return writer.text
  }

  mutating func append(_ inlines: [Inline]) {
    for inline in inlines { append(inline) }
  }

  private mutating func append(_ inline: Inline) {
    switch inline {
    case .text(let plain): append(plain: plain)
    case .softBreak: text += "\n"
    case .lineBreak: text += "\\\n"
    case .code(let code): text += MarkdownText.code(code)
    case .html(let html): if report.options.rawHTML { text += html }
    case .emphasis(let content, needsTag: let needsTag): wrap(content, needsTag ? ("<em>", "</em>") : ("*", "*"))
    case .strong(let content, needsTag: let needsTag):
      wrap(content, needsTag ? ("<strong>", "</strong>") : ("**", "**"))
    case .strikethrough(let content): wrap(content, ("~~", "~~"))
    case .link(let link):
      if !report.allows(link) { return append(link.content) }
      wrap(link.content, ("[", "](" + destination(link.destination, title: link.title) + ")"))
    case .image(let image): text += self.image(image)
    case .formula(let formula): text += self.formula(formula)
    case .expression(let index): text += expression(index)
    case .footnote(let reference): text += "[^" + reference.label + "]"
    case .reference(let reference): text += self.reference(reference)
    case .citation(let citation): text += self.citation(citation)
    }
  }

  private mutating func wrap(_ content: [Inline], _ marks: (String, String)) {
    text += marks.0
    append(content)
    text += marks.1
  }

  private mutating func append(plain: String) {
    let startsLine = text.isEmpty || text.utf8.last == UInt8(ascii: "\n")
    if startsLine, let first = plain.utf8.first {
      switch first {
      case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="),
        UInt8(ascii: ":"):
        text += "\\"
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let rest = plain.utf8.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        if let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") {
          text += String(Substring(plain.utf8.prefix(plain.utf8.count - rest.count))) + "\\"
          text += MarkdownText.escaped(String(Substring(rest)))
          return
        }
      default: break
      }
    }
    text += MarkdownText.escaped(plain)
  }

  func image(_ image: Image) -> String {
    let source = report.images[image.source] ?? image.source
    let alternative = image.alternative.map(MarkdownText.escaped) ?? InlineMarkdown.text(image.alt, in: report)
    if !report.allows(image) { return alternative }
    return "![" + alternative + "](" + destination(source, title: image.title) + ")"
  }

  private func destination(_ destination: String, title: String) -> String {
    let encoded = MarkdownText.address(LinkDestination.encoded(destination))
    let isPlain = !encoded.utf8.contains { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }
    let quoted = MarkdownText.address(title).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return (isPlain ? encoded : "<" + encoded + ">") + (title.isEmpty ? "" : " \"" + quoted + "\"")
  }

  /// `$…$`, numbers in place of `\nn{…}`.
  func formula(_ formula: Formula) -> String {
    let tex = report.options.rawHTML ? tex(formula) : Self.withoutTags(tex(formula))
    return formula.isDisplay ? "$$" + tex + "$$" : "$" + tex + "$"
  }

  func tex(_ formula: Formula) -> String {
    var tex = ""
    for piece in formula.pieces {
      switch piece {
      case .tex(let text): tex += text
      case .expression(let index): tex += self.tex(expression: index)
      }
    }
    return tex
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

  func tex(expression index: Int) -> String {
    guard report.expressions.indices.contains(index) else { return "" }
    switch report.expressions[index] {
    case .value(_, let tex): return tex
    case .failure: return "\\text{⚠}"
    }
  }

  func expression(_ index: Int) -> String {
    guard report.expressions.indices.contains(index) else { return "" }
    switch report.expressions[index] {
    case .value(let notation, tex: _): return notation.markdown
    case .failure(let diagnostic): return "**⚠ " + MarkdownText.escaped(diagnostic.message) + "**"
    }
  }

  func reference(_ reference: CrossReference) -> String {
    guard let target = report.targets[reference.label] else {
      return "**⚠ @" + MarkdownText.escaped(reference.label) + "**"
    }
    return "[" + MarkdownText.escaped(words.reference(target)) + "](#" + LinkDestination.encoded(target.anchor) + ")"
  }

  func citation(_ citation: Citation) -> String {
    let items = citation.items.map { item -> String in
      let entry = report.reference(item.key)
      let link =
        entry.map { "[" + MarkdownText.escaped($0.short) + "](#" + LinkDestination.encoded("ref-" + item.key) + ")" }
        ?? "**⚠ @" + MarkdownText.escaped(item.key) + "**"
      let prefix = Typography.trimmed(item.prefix)
      let suffix = Typography.trimmed(item.suffix)
      return (prefix.isEmpty ? "" : MarkdownText.escaped(prefix) + " ") + link
        + (suffix.isEmpty
          ? "" : (suffix.utf8.first == UInt8(ascii: ",") ? "" : ", ") + MarkdownText.escaped(suffix))
    }
    return "(" + items.joined(separator: "; ") + ")"
  }
}
