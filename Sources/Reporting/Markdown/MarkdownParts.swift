import Artifacts
import Markup
import SourceText

extension MarkdownReport {
  // MARK: - Cells

  /// Source, then results, as blocks.
  func cell(_ index: Int, isNested: Bool = false) -> [String] {
    guard report.cells.indices.contains(index) else { return [] }
    let cell = report.cells[index]
    guard report.shows(cell) else { return [] }
    var parts: [String] = []
    if let label = cell.label { parts += place([label]) }
    if cell.echo, cell.include, !cell.source.isEmpty {
      let source = MarkdownText.fence(trimmedLines(cell.source), info: "nn")
      parts += cell.folds ? folded(words.code, [source]) : [source]
    }
    if report.showsOutputs(of: cell) {
      parts += outputs(index)
      let isNumbered = cell.label.map { report.targets[$0] != nil } ?? false
      if cell.caption != nil || isNumbered { parts.append(caption(label: cell.label, cell.caption ?? [])) }
    }
    for failure in cell.failures { parts.append(self.failure(report.shown(failure, of: cell), isNested: isNested)) }
    if cell.isSkipped, cell.failures.isEmpty { parts.append("*" + words.skipped + "*") }
    if cell.answer != nil { parts.append(words.answers.yours + " " + AnswerField.markdownBlank) }
    return cell.isSolution && !isInSolution && !parts.isEmpty ? folded(words.solution, parts) : parts
  }

  /// Values that follow one another share a block of code, as on a terminal.
  private func outputs(_ index: Int) -> [String] {
    let context = ArtifactContext(words: words, base: report.path)
    var parts: [String] = []
    var lines = ""
    for output in drawn.outputs[index] {
      if let text = plainLines(output.artifact) {
        lines += text
        continue
      }
      if !lines.isEmpty { parts.append(MarkdownText.fence(lines, info: "text")) }
      lines = ""
      parts += context.markdown(output)
    }
    if !lines.isEmpty { parts.append(MarkdownText.fence(lines, info: "text")) }
    return parts
  }

  /// Values and texts as lines of a terminal; `nil` for everything that has a form of its own.
  private func plainLines(_ artifact: Artifact) -> String? {
    switch artifact {
    case .value(let value): return value.plainText(words) + "\n"
    case .text(let text): return text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
    case .tuple(let items):
      var lines = ""
      for item in items {
        guard let text = plainLines(item) else { return nil }
        lines += text
      }
      return lines
    case .table, .gradients, .backward, .graph, .gradcheck, .forward, .chart, .jacobian, .summary, .slider: return nil
    }
  }

  /// `**Figure 3.** The caption.`
  func caption(label: String?, _ caption: [Inline]) -> String {
    let text = InlineMarkdown.line(caption, in: report)
    guard let label, let target = report.targets[label] else { return text }
    return "**" + words.reference(target) + ".**" + (text.isEmpty ? "" : " " + text)
  }

  func figure(_ image: Image) -> [String] {
    var parts = place(image.label.map { [$0] } ?? [])
    parts.append(InlineMarkdown(report).image(image))
    let isNumbered = image.label.map { report.targets[$0] != nil } ?? false
    // A film is a link, which says what the caption would.
    if isNumbered || image.media == .picture && !image.alt.isEmpty {
      parts.append(caption(label: image.label, image.alt))
    }
    return parts
  }

  private func failure(_ failure: Failure, isNested: Bool) -> String {
    let diagnostic = failure.diagnostic
    let line = ExcerptLine(diagnostic.range)
    let number = String(diagnostic.range.start.line)
    let margin = String(repeating: " ", count: number.utf8.count)
    let blanks = String(repeating: " ", count: line.indent)
    let caret = String(repeating: "^", count: line.width)
    let excerpt = "\(number) | \(line.text)\n\(margin) | \(blanks)\(caret)"
    var parts = [
      "**\(failure.isExpected ? words.expectedError : words.error)** `\(diagnostic.id.rawValue)` "
        + (words.fault(diagnostic.id).map { MarkdownText.codeSpans($0) + ": " } ?? "")
        + MarkdownText.codeSpans(diagnostic.message)
    ]
    if failure.showsPlace { parts.append(MarkdownText.fence(excerpt, info: "text")) }
    if let hint = diagnostic.hint { parts.append("**\(words.hint)** " + MarkdownText.codeSpans(hint)) }
    let alert = isNested ? "" : failure.isExpected ? "[!NOTE]\n" : "[!CAUTION]\n"
    return prefixed(alert + parts.joined(separator: "\n\n"), with: "> ", first: "> ")
  }

  // MARK: - Divs

  /// An alert that GitHub knows, a fold for one that folds, or a quote: alerts stand outside all containers alone.
  func callout(_ callout: Callout, isNested: Bool) -> String {
    guard report.shows(callout) else { return "" }
    var inner = self
    if callout.kind == .solution { inner.isInSolution = true }
    let place = self.place([callout.label, callout.titleLabel].compactMap(\.self))
    let number = callout.label.flatMap { report.targets[$0] }.map { words.reference($0) }
    if callout.isCollapsed != nil {
      // Within the tag Markdown means nothing, and a code span would be markup.
      let title = callout.title.map { title in
        let words = title.filter { if case .html = $0 { false } else { true } }
        return PlainText.of(words, in: report)
      }
      let name = number ?? words.word(for: callout.kind)
      let isNamed = number != nil || !Callout.Kind.alerts.contains(callout.kind)
      let summary = title.map { isNamed ? name + " (" + $0 + ")" : $0 } ?? name
      return (place + folded(summary, [inner.blocks(callout.blocks, isNested: isNested)])).joined(separator: "\n\n")
    }
    let title = callout.title.map { InlineMarkdown.line(Inline.withoutStrong($0), in: report) }
    let content = inner.blocks(callout.blocks, isNested: true)
    let name = number ?? words.word(for: callout.kind)
    let alert = isNested ? nil : Self.alert(callout.kind)
    var head: [String] = []
    switch callout.kind {
    case .note, .tip, .important, .warning, .caution:
      if let number {
        head = ["**" + number + (title.map { " (" + $0 + ")" } ?? "") + "**"]
      } else if let title {
        head = ["**" + title + "**"]
      } else if alert == nil {
        head = ["**" + name + "**"]
      }
    case .exercise, .solution, .hint, .theorem, .lemma, .corollary, .proposition, .conjecture, .definition, .example,
      .remark, .proof:
      head = [
        "**" + name + (title.map { callout.kind == .exercise && number == nil ? ": " + $0 : " (" + $0 + ")" } ?? "")
          + "**"
      ]
    }
    // Behind the marker GitHub reads on as in a paragraph: what is none of its lines begins after a blank one.
    let opensProse = if case .paragraph? = callout.blocks.first?.kind { true } else { !head.isEmpty }
    let marker = alert.map { "[!" + $0 + "]\n" + (opensProse ? "" : "\n") } ?? ""
    let text = (head + (content.isEmpty ? [] : [content])).joined(separator: "\n\n")
    return (place + [prefixed(marker + text, with: "> ", first: "> ")])
      .joined(separator: "\n\n")
  }

  private static func alert(_ kind: Callout.Kind) -> String? {
    switch kind {
    case .note: "NOTE"
    case .tip: "TIP"
    case .important, .exercise: "IMPORTANT"
    case .warning: "WARNING"
    case .caution: "CAUTION"
    case .solution, .hint, .theorem, .lemma, .corollary, .proposition, .conjecture, .definition, .example, .remark,
      .proof:
      nil
    }
  }

  private func folded(_ title: String, _ parts: [String]) -> [String] {
    var summary: [UInt8] = []
    summary.appendEscaped(title)
    return ["<details>\n<summary>" + String(decoding: summary, as: UTF8.self) + "</summary>"] + parts + ["</details>"]
  }
}
