import Markup

/// Blocks of a document as Markdown.
extension MarkdownReport {
  /// - Parameter isNested: inside a container, where GitHub knows no alerts.
  func blocks(_ blocks: [Block], isNested: Bool = false, isTight: Bool = false) -> String {
    var text = ""
    var last: Block?
    for block in blocks {
      let part = trimmedLines(self.block(block, isNested: isNested))
      if part.isEmpty { continue }
      if let last {
        text += isTight ? "\n" : "\n\n"
        if areOneList(last, block) { text += "<!-- -->\n\n" }
      }
      text += part
      last = block
    }
    return text
  }

  /// Two lists that GitHub would take for one.
  private func areOneList(_ first: Block, _ second: Block) -> Bool {
    func isOrdered(_ block: Block) -> Bool? {
      switch block.kind {
      case .list(let list): list.start != nil
      case .definitions: false
      default: nil
      }
    }
    guard let first = isOrdered(first), let second = isOrdered(second) else { return false }
    return first == second
  }

  private func block(_ block: Block, isNested: Bool) -> String {
    switch block.kind {
    case .paragraph(let content): return InlineMarkdown.text(content, in: report)
    case .heading(let heading): return self.heading(heading)
    case .quote(let blocks): return prefixed(self.blocks(blocks, isNested: true), with: "> ", first: "> ")
    case .list(let list): return self.list(list)
    case .code(let info, let literal): return code(info, literal)
    case .cell(let index): return cell(index, isNested: isNested).joined(separator: "\n\n")
    case .html(let html): return report.options.rawHTML ? report.markdownHTML[html] ?? html : ""
    case .rule: return "---"
    case .table(let table): return self.table(table).joined(separator: "\n\n")
    case .formula(let formula): return self.formula(formula).joined(separator: "\n\n")
    case .figure(let image): return figure(image).joined(separator: "\n\n")
    case .callout(let callout): return self.callout(callout, isNested: isNested)
    case .tabset(let tabs): return self.tabset(tabs, isNested: isNested)
    case .definitions(let definitions): return self.definitions(definitions)
    case .pageBreak: return ""
    }
  }

  /// A place to jump to, where something does.
  func place(_ labels: [String]) -> [String] {
    let wanted = labels.filter { referenced.contains($0) }
    return wanted.isEmpty ? [] : [wanted.map { MarkdownText.anchor($0) }.joined()]
  }

  private func heading(_ heading: Heading) -> String {
    let text = InlineMarkdown.line(heading.content, in: report)
    let line = String(repeating: "#", count: heading.level) + (text.isEmpty ? "" : " " + text)
    // GitHub makes an anchor of its own from what it reads, and numbers differ from the expressions behind them.
    let isGitHubs = !heading.isLabelled && HeadingAnchor.isOfText(heading, in: report)
    return ((isGitHubs ? [] : place([heading.anchor])) + [line]).joined(separator: "\n\n")
  }

  private func list(_ list: Markup.List) -> String {
    var lines: [String] = []
    for (position, item) in list.items.enumerated() {
      let marker = list.start.map { "\($0 + position). " } ?? "- "
      let box = item.isDone.map { $0 ? "[x] " : "[ ] " } ?? ""
      let content = blocks(item.blocks, isNested: true, isTight: list.isTight)
      let indent = String(repeating: " ", count: marker.utf8.count)
      let text = content.isEmpty && box.isEmpty ? String(marker.dropLast()) : marker + box + content
      lines.append(prefixed(text, with: indent))
    }
    return lines.joined(separator: list.isTight ? "\n" : "\n\n")
  }

  private func code(_ info: String, _ literal: String) -> String {
    let read = CodeInfo(info)
    let language = info == "{{nn}}" || info == "{nn}" ? "nn" : read.language ?? ""
    let fence = MarkdownText.fence(literal, info: language.utf8.contains(UInt8(ascii: "`")) ? "" : language)
    return (read.fileName.map { MarkdownText.code($0) + "\n\n" } ?? "") + fence
  }

  private func table(_ table: Table) -> [String] {
    var pipes = PipeTable(
      table.header.enumerated().map {
        (InlineMarkdown.cell($1, in: report), table.alignments.indices.contains($0) ? table.alignments[$0] : .none)
      })
    for row in table.rows { pipes.append(row.map { InlineMarkdown.cell($0, in: report) }) }
    let caption = table.caption.map { [self.caption(label: table.label, $0)] } ?? []
    return place(table.label.map { [$0] } ?? []) + caption + [pipes.text]
  }

  /// A labelled formula gets its number.
  private func formula(_ formula: Formula) -> [String] {
    place((formula.label.map { [$0] } ?? []) + formula.rowLabels) + [InlineMarkdown(report).display(formula)]
  }

  private func tabset(_ tabs: [Tab], isNested: Bool) -> String {
    tabs.flatMap { tab in
      place(tab.label.map { [$0] } ?? [])
        + ["#### " + InlineMarkdown.line(tab.title, in: report), blocks(tab.blocks, isNested: isNested)]
    }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// GitHub has no lists of definitions.
  private func definitions(_ definitions: [Definition]) -> String {
    definitions.map { definition in
      let meanings = definition.meanings.map { blocks($0, isNested: true) }
      let term = "**" + InlineMarkdown.line(Inline.withoutStrong(definition.term), in: report) + "**"
      return prefixed(([term] + meanings).joined(separator: "\n\n"), with: "  ", first: "- ")
    }.joined(separator: "\n\n")
  }
}

/// The anchors that GitHub makes of headings.
enum HeadingAnchor {
  /// Whether it makes the one that the page has: a value or a formula in the heading reads otherwise there.
  static func isOfText(_ heading: Heading, in report: Report) -> Bool {
    // One of several alike, or beside a label of that name: the two need not count alike.
    if heading.anchor.utf8.last.map({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) == true { return false }
    if heading.anchor.hasPrefix("section-") { return false }
    var open = heading.content
    while let inline = open.popLast() {
      switch inline {
      case .expression, .answer, .formula, .footnote, .reference, .citation, .html, .image: return false
      case .emphasis(let content, needsTag: _), .strong(let content, needsTag: _), .strikethrough(let content),
        .lowered(let content), .raised(let content):
        open += content
      case .link(let link): open += link.content
      case .text, .softBreak, .lineBreak, .code: continue
      }
    }
    return true
  }
}

extension Inline {
  /// Text for a place that is bold as a whole, with no bold of its own: the stars of both would be text.
  static func withoutStrong(_ inlines: [Inline]) -> [Inline] {
    inlines.flatMap { inline in
      if case .strong(let content, needsTag: _) = inline { withoutStrong(content) } else { [inline] }
    }
  }
}
