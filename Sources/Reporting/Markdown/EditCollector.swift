import Markup
import SourceText

/// Finds what a Markdown report has to say otherwise than the lesson's source does.
struct EditCollector {
  let report: MarkdownReport
  let file: SourceFile
  let inlines: InlineMarkdown
  private(set) var edits: [SourceEdit] = []

  init(_ report: MarkdownReport, file: SourceFile) {
    self.report = report
    self.file = file
    inlines = InlineMarkdown(report.report)
  }

  mutating func visit(_ block: Block) {
    guard block.range.file == file else { return }
    switch block.kind {
    case .paragraph(let content): prose(content, in: block)
    case .heading(let heading): self.heading(heading, block)
    case .quote(let blocks): for inner in blocks { visit(inner) }
    case .list(let list): for item in list.items { for inner in item.blocks { visit(inner) } }
    case .code(let info, literal: _):
      if info == "nn" || info == "{{nn}}" { replaceInLine(of: block, "{{nn}}", by: "nn") }
    case .cell(let index): replace(block, by: report.cell(index))
    case .html: if !report.report.options.rawHTML { replace(block, by: []) }
    case .rule: break
    case .table(let table): self.table(table, block)
    case .formula(let formula): self.formula(formula, block)
    case .figure(let image): replace(block, by: report.figure(image))
    case .callout(let callout): self.callout(callout, block)
    case .tabset(let tabs): self.tabset(tabs, block)
    }
  }

  mutating func add(_ range: SourceRange, _ replacement: String) {
    guard range.file == file else { return }
    edits.append(SourceEdit(range: range.bytes, replacement: replacement))
  }

  /// Puts what was included in the place of the directives, in their order.
  mutating func placeIncludes(_ blocks: [Block], between start: Int, and end: Int) {
    guard !blocks.isEmpty, start <= end else { return }
    var line = file.position(of: start).line
    let text = report.included(blocks)
    while line <= file.lineStarts.count, file.lineStarts[line - 1] <= end {
      let range = file.lineRange(line)
      if Typography.trimmed(file.text(range)).hasPrefix("{{<") {
        edits.append(SourceEdit(range: range, replacement: prefixed(text, with: "")))
        return
      }
      line += 1
    }
    edits.append(SourceEdit(range: end..<end, replacement: text + "\n\n"))
  }

  // MARK: - Blocks

  /// Blocks of Markdown in the place of one, behind the prefix of the containers it stands in.
  mutating func replace(_ block: Block, by parts: [String]) {
    let prefix = file.containerPrefix(at: block.range.bytes.lowerBound)
    edits.append(
      SourceEdit(
        range: block.range.bytes, replacement: prefixed(parts.joined(separator: "\n\n"), with: prefix)))
  }

  private mutating func heading(_ heading: Heading, _ block: Block) {
    let isReferred = heading.isLabelled && report.referenced.contains(heading.anchor)
    let anchor = isReferred ? [MarkdownText.anchor(heading.anchor)] : []
    guard !mustBeRewritten(heading.content) else {
      let marks = String(repeating: "#", count: heading.level) + " "
      return replace(block, by: anchor + [marks + oneLine(heading.content)])
    }
    visit(heading.content)
    guard heading.isLabelled else { return }
    for definition in report.report.document.labels where definition.label == heading.anchor {
      removeAttributes(around: definition.range)
    }
    if isReferred {
      let start = block.range.bytes.lowerBound
      let prefix = file.containerPrefix(at: start)
      edits.append(
        SourceEdit(range: start..<start, replacement: prefixed(anchor[0] + "\n", with: prefix) + "\n" + prefix))
    }
  }

  private mutating func table(_ table: Table, _ block: Block) {
    let cells = table.header + table.rows.joined()
    guard table.caption != nil || !report.report.options.rawHTML && cells.contains(where: mustBeRewritten) else {
      for cell in table.header { visit(cell) }
      for row in table.rows { for cell in row { visit(cell) } }
      return
    }
    var pipes = PipeTable(
      table.header.enumerated().map {
        (oneLine($1), table.alignments.indices.contains($0) ? table.alignments[$0] : .none)
      })
    for row in table.rows { pipes.append(row.map { oneLine($0) }) }
    let label = table.label.flatMap { report.referenced.contains($0) ? $0 : nil }
    let anchor = label.map { [MarkdownText.anchor($0)] } ?? []
    let caption = table.caption.map { [report.caption(label: table.label, $0)] } ?? []
    replace(block, by: anchor + caption + [pipes.text])
  }

  private func oneLine(_ inlines: [Inline]) -> String {
    InlineMarkdown.text(inlines, in: report.report)
  }

  /// A labelled formula gets its number; one between `\[` and `\]` gets dollars, which GitHub knows.
  private mutating func formula(_ formula: Formula, _ block: Block) {
    guard let label = formula.label, let target = report.report.targets[label] else {
      return visit([.formula(formula)])
    }
    let anchor = report.referenced.contains(label) ? [MarkdownText.anchor(label)] : []
    var tex = trimmedLines(inlines.tex(formula))
    if !report.report.options.rawHTML { tex = InlineMarkdown.withoutTags(tex) }
    replace(block, by: anchor + ["$$\n" + tex + " \\tag{" + target.text + "}\n$$"])
  }

  private mutating func callout(_ callout: Callout, _ block: Block) {
    if !report.report.options.solutions, report.holdsOnlySolution(callout) { return replace(block, by: []) }
    replace(block, by: [report.callout(callout, file: file)])
  }

  private mutating func tabset(_ tabs: [Tab], _ block: Block) {
    replace(
      block,
      by: tabs.flatMap { tab in
        ["#### " + InlineMarkdown.text(tab.title, in: report.report), report.content(tab.blocks, of: file)]
      }.filter { !$0.isEmpty })
  }

  private mutating func replaceInLine(of block: Block, _ old: String, by new: String) {
    let start = block.range.bytes.lowerBound
    let line = file.lineRange(file.position(of: start).line)
    let bytes = file.bytes[start..<max(start, line.upperBound)]
    let old = Array(old.utf8)
    for index in bytes.indices where bytes[index...].starts(with: old) {
      edits.append(SourceEdit(range: index..<index + old.count, replacement: new))
      return
    }
  }

  /// Takes `{#sec-a …}` away, with the blank before it.
  private mutating func removeAttributes(around label: SourceRange) {
    guard label.file == file else { return }
    let line = file.lineRange(file.position(of: label.bytes.lowerBound).line)
    var start = label.bytes.lowerBound
    while start > line.lowerBound, file.bytes[start] != UInt8(ascii: "{") { start -= 1 }
    var end = label.bytes.upperBound
    while end < line.upperBound, file.bytes[end] != UInt8(ascii: "}") { end += 1 }
    guard file.bytes.indices.contains(end), file.bytes[start] == UInt8(ascii: "{") else { return }
    while start > line.lowerBound, file.bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    edits.append(SourceEdit(range: start..<min(end + 1, line.upperBound), replacement: ""))
  }

  // MARK: - Prose

  /// Edits within a paragraph, or the paragraph written anew where an edit has no place to hold on to.
  private mutating func prose(_ content: [Inline], in block: Block) {
    guard !mustBeRewritten(content) else { return replace(block, by: [oneLine(content)]) }
    visit(content)
  }

  /// Emphasis that GitHub would not see, and HTML that is to go.
  private func mustBeRewritten(_ inlines: [Inline]) -> Bool {
    inlines.contains { inline in
      switch inline {
      case .emphasis(let content, needsTag: let needsTag), .strong(let content, needsTag: let needsTag):
        needsTag || mustBeRewritten(content)
      case .html: !report.report.options.rawHTML
      case .strikethrough(let content): mustBeRewritten(content)
      case .link(let link):
        mustBeRewritten(link.content)
          || !report.report.allows(link)
      case .image(let image):
        image.range == nil && report.report.images[image.source] != nil
          || !report.report.allows(image)
      case .text, .softBreak, .lineBreak, .code, .formula, .expression, .footnote, .reference, .citation: false
      }
    }
  }

  private mutating func visit(_ content: [Inline]) {
    for inline in content {
      switch inline {
      case .text, .softBreak, .lineBreak, .code, .html, .footnote: continue
      case .emphasis(let content, needsTag: _), .strong(let content, needsTag: _), .strikethrough(let content):
        visit(content)
      case .link(let link): visit(link.content)
      case .image(let image):
        if let range = image.range, report.report.images[image.source].map({ $0 != image.source }) ?? false {
          add(range, inlines.image(image))
        } else {
          visit(image.alt)
        }
      case .formula(let formula): self.formula(formula)
      case .expression(let index): expression(index, inlines.expression(index))
      case .reference(let reference): add(reference.range, inlines.reference(reference))
      case .citation(let citation):
        if let range = citation.range { add(range, inlines.citation(citation)) }
      }
    }
  }

  private mutating func formula(_ formula: Formula) {
    if !report.report.options.rawHTML, formula.pieces.count == 1 {
      let text = formula.source.text
      for index in text.indices.dropLast() where text[index] == UInt8(ascii: "<") && text[index + 1] > 0x20 {
        add(formula.source.range(index..<index + 1), "< ")
      }
    }
    for piece in formula.pieces {
      switch piece {
      case .tex: continue
      case .expression(let index): expression(index, inlines.tex(expression: index))
      }
    }
    // `\(` and `\[` mean nothing to GitHub.
    let inner = formula.source.range
    guard inner.file == file else { return }
    let start = inner.bytes.lowerBound - 2
    let end = inner.bytes.upperBound
    guard start >= 0, end + 2 <= file.bytes.count, file.bytes[start] == UInt8(ascii: "\\") else { return }
    let opening = file.bytes[start + 1]
    guard opening == UInt8(ascii: "(") || opening == UInt8(ascii: "[") else { return }
    let dollars = opening == UInt8(ascii: "(") ? "$" : "$$"
    edits.append(SourceEdit(range: start..<start + 2, replacement: dollars))
    edits.append(SourceEdit(range: end..<end + 2, replacement: dollars))
  }

  private mutating func expression(_ index: Int, _ text: String) {
    let expressions = report.report.document.expressions
    guard expressions.indices.contains(index) else { return }
    add(expressions[index].range, text)
  }
}
