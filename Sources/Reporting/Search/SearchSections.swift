import Markup

extension Report {
  /// The lesson cut at the headings of its top level.
  ///
  /// Solutions are in no section, whatever the build shows: nobody who looks for a word wants to be told an answer by a
  /// snippet. What only they say is not to be found.
  public func searchSections() -> [SearchSection] {
    var cut = SectionCut(report: self)
    for block in bodyBlocks { cut.add(block) }
    return cut.finished()
  }
}

private struct SectionCut {
  let report: Report
  private var sections: [SearchSection] = []
  private var section: SearchSection
  private var notes: [Int] = []
  private var names: Set<String> = []

  init(report: Report) {
    self.report = report
    section = SearchSection(heading: "", anchor: "", text: report.subtitle ?? "")
  }

  mutating func add(_ block: Block) {
    guard case .heading(let heading) = block.kind else { return gather(block) }
    close()
    section = SearchSection(heading: text(heading.content), anchor: heading.anchor)
  }

  mutating func finished() -> [SearchSection] {
    close()
    return sections
  }

  private mutating func close() {
    // Notes stand with the section that refers to them first.
    // A note may refer to another one.
    while !notes.isEmpty { report.footnote(notes.removeFirst())?.blocks.forEach { gather($0) } }
    names = []
    section.text = Typography.trimmed(section.text)
    if !(section.heading + section.text + section.names).isEmpty { sections.append(section) }
  }

  /// Nesting is bounded by ``TreeBuilder/depthLimit``.
  private mutating func gather(_ block: Block) {
    switch block.kind {
    case .cell(let index): return gather(cell: index)
    case .callout(let callout):
      guard report.shows(callout), callout.kind != .solution else { return }
      append(text(callout.title ?? []))
      for block in callout.blocks { gather(block) }
      return
    case .tabset(let tabs): for tab in tabs { name(text(tab.title)) }
    case .formula(let formula): return append(ReadableTeX.text(report.tex(formula)))
    case .paragraph, .heading, .quote, .list, .code, .html, .rule, .table, .definitions, .pageBreak, .figure:
      break
    }
    for part in block.parts {
      switch part {
      case .text(let content): append(text(content))
      case .blocks(let blocks): blocks.forEach { gather($0) }
      }
    }
  }

  private mutating func gather(cell index: Int) {
    guard report.cells.indices.contains(index) else { return }
    let cell = report.cells[index]
    guard report.shows(cell), !cell.isSolution else { return }
    if report.showsOutputs(of: cell), let caption = cell.caption { append(text(caption)) }
    guard cell.echo, cell.include else { return }
    SourceNames.of(cell.source).forEach { name($0) }
  }

  private mutating func name(_ name: String) {
    guard name.count > 1, names.insert(name).inserted else { return }
    section.names += section.names.isEmpty ? name : " " + name
  }

  private mutating func append(_ text: String) {
    guard !text.isEmpty else { return }
    if !section.text.isEmpty { section.text += " " }
    section.text += text
  }

  private mutating func text(_ inlines: [Inline]) -> String {
    var text = ""
    for inline in inlines {
      switch inline {
      case .formula(let formula): text += ReadableTeX.text(report.tex(formula))
      case .footnote(let reference): if reference.occurrence == 1 { notes.append(reference.number) }
      case .strong(let content, needsTag: _):
        let word = self.text(content)
        name(word)
        text += word
      case .emphasis, .strikethrough, .lowered, .raised, .link: text += self.text(inline.content)
      case .html, .citation, .answer: break
      case .text, .softBreak, .lineBreak, .code, .image, .expression, .reference:
        text += PlainText.of([inline], in: report)
      }
    }
    return text
  }
}
