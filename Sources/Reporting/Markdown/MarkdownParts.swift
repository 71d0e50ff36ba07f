import Artifacts
import Markup
import SourceText

extension MarkdownReport {
  // MARK: - Cells

  /// Source, then results, as blocks.
  func cell(_ index: Int) -> [String] {
    guard report.cells.indices.contains(index) else { return [] }
    let cell = report.cells[index]
    guard report.shows(cell) else { return [] }
    var parts: [String] = []
    if let label = cell.label, referenced.contains(label) { parts.append(MarkdownText.anchor(label)) }
    if cell.echo, cell.include, !cell.source.isEmpty {
      let source = MarkdownText.fence(trimmedLines(cell.source), info: "nn")
      parts += cell.folds ? folded(words.code, [source]) : [source]
    }
    if report.showsOutputs(of: cell) {
      parts += outputs(index)
      let isNumbered = cell.label.map { report.targets[$0] != nil } ?? false
      if cell.caption != nil || isNumbered { parts.append(caption(label: cell.label, cell.caption ?? [])) }
    }
    for failure in cell.failures { parts.append(self.failure(failure)) }
    if cell.isSkipped, cell.failures.isEmpty { parts.append("*" + words.skipped + "*") }
    return cell.isSolution && !parts.isEmpty ? folded(words.solution, parts) : parts
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
    case .table, .gradients, .backward, .graph, .gradcheck, .forward, .chart, .jacobian, .summary: return nil
    }
  }

  /// `**Figure 3.** The caption.`
  func caption(label: String?, _ caption: [Inline]) -> String {
    let text = InlineMarkdown.text(caption, in: report)
    guard let label, let target = report.targets[label] else { return text }
    return "**" + words.reference(target) + ".**" + (text.isEmpty ? "" : " " + text)
  }

  func figure(_ image: Image) -> [String] {
    var parts: [String] = []
    if let label = image.label, referenced.contains(label) { parts.append(MarkdownText.anchor(label)) }
    parts.append(InlineMarkdown(report).image(image))
    if !image.alt.isEmpty { parts.append(caption(label: image.label, image.alt)) }
    return parts
  }

  private func failure(_ failure: Failure) -> String {
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
        + MarkdownText.codeSpans(diagnostic.message),
      MarkdownText.fence(excerpt, info: "text"),
    ]
    if let hint = diagnostic.hint { parts.append("**\(words.hint)** " + MarkdownText.codeSpans(hint)) }
    let alert = failure.isExpected ? "[!NOTE]" : "[!CAUTION]"
    return prefixed(alert + "\n" + parts.joined(separator: "\n\n"), with: "> ", first: "> ")
  }

  // MARK: - Divs

  /// An alert that GitHub knows, or a fold for one that folds.
  func callout(_ callout: Callout, file: SourceFile) -> String {
    let title = callout.title.map { InlineMarkdown.text($0, in: report) }
    var content = content(callout.blocks, of: file)
    if content.utf8.starts(with: "[!".utf8) {
      // The first paragraph of an alert begins with the line that names its kind.
      let rest = content.utf8.drop { $0 != UInt8(ascii: "\n") }
      content = trimmedLines(String(Substring(rest)))
    }
    if callout.isCollapsed != nil {
      // Within the tag Markdown means nothing, and a code span would be markup.
      let summary = callout.title.map { PlainText.of($0, in: report) } ?? words.word(for: callout.kind)
      return folded(summary, [content]).joined(separator: "\n\n")
    }
    let alert: String
    switch callout.kind {
    case .note: alert = "NOTE"
    case .tip: alert = "TIP"
    case .important, .exercise: alert = "IMPORTANT"
    case .warning: alert = "WARNING"
    case .caution: alert = "CAUTION"
    }
    var text = "[!\(alert)]\n"
    if callout.kind == .exercise {
      text += "**" + words.exercise + (title.map { ": " + $0 } ?? "") + "**\n\n"
    } else if let title {
      text += "**" + title + "**\n\n"
    }
    return prefixed(text + content, with: "> ", first: "> ")
  }

  private func folded(_ title: String, _ parts: [String]) -> [String] {
    var summary: [UInt8] = []
    summary.appendEscaped(title)
    return ["<details>\n<summary>" + String(decoding: summary, as: UTF8.self) + "</summary>"] + parts + ["</details>"]
  }

  /// The blocks inside a container as Markdown without the container's own prefix.
  func content(_ blocks: [Block], of file: SourceFile) -> String {
    guard let first = blocks.first else { return "" }
    guard first.range.file == file, let last = blocks.last(where: { $0.range.file == file }) else {
      return included(blocks)
    }
    let start = first.range.bytes.lowerBound
    let text = region(start..<max(start, last.range.bytes.upperBound), of: file, blocks: blocks)
    return trimmedLines(withoutPrefix(text, file.containerPrefix(at: start)))
  }

  /// Takes from each line but the first as much of the prefix as it has.
  private func withoutPrefix(_ text: String, _ prefix: String) -> String {
    guard !prefix.isEmpty else { return text }
    let pattern = Array(prefix.utf8)
    var result = ""
    for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if index == 0 {
        result += String(Substring(line))
        continue
      }
      var rest = line
      var position = 0
      while position < pattern.count, rest.first == pattern[position] {
        rest = rest.dropFirst()
        position += 1
      }
      result += "\n" + String(Substring(rest))
    }
    return result
  }
}
