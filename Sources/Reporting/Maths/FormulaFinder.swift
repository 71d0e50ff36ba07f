import Markup

/// A walk over a report that collects the formulas of its page, as often as the page shows them: a title stands in the
/// contents too, a note beside the text and at the end.
struct FormulaFinder {
  private let report: Report
  private var found: [Formula] = []
  /// Notes first referred to in the block at hand.
  private var pendingNotes: [Int] = []

  private init(_ report: Report) { self.report = report }

  static func formulas(of report: Report) -> [Formula] {
    var finder = FormulaFinder(report)
    finder.visit(report.heading)
    finder.visit(page: report.bodyBlocks)
    for work in report.references { finder.visit(work.full) }
    return finder.found
  }

  private mutating func visit(page blocks: [Block]) {
    for block in blocks {
      visit(block)
      let notes = pendingNotes
      for number in notes {
        if let note = report.footnote(number) { visit(note.blocks) }
      }
      pendingNotes = []
    }
    for note in report.document.footnotes { visit(note.blocks) }
    for block in report.document.blocks {
      if case .heading(let heading) = block.kind, heading.isInContents { visit(heading.content) }
    }
  }

  private mutating func visit(_ blocks: [Block]) { for block in blocks { visit(block) } }
  private mutating func visit(_ inlines: [Inline]) { for inline in inlines { visit(inline) } }

  private mutating func visit(_ block: Block) {
    switch block.kind {
    case .paragraph(let content): visit(content)
    case .heading(let heading): visit(heading.content)
    case .quote(let blocks): visit(blocks)
    case .list(let list): for item in list.items { visit(item.blocks) }
    case .table(let table):
      for cell in table.header { visit(cell) }
      for row in table.rows { for cell in row { visit(cell) } }
      if let caption = table.caption { visit(caption) }
    case .formula(let formula): found.append(formula)
    case .figure(let image): visit(image.alt)
    case .callout(let callout):
      guard report.shows(callout) else { return }
      if let title = callout.title { visit(title) }
      visit(callout.blocks)
    case .tabset(let tabs):
      for tab in tabs { visit(tab.title) }
      for tab in tabs {
        visit(tab.title)
        visit(tab.blocks)
      }
    case .cell(let index):
      guard report.cells.indices.contains(index) else { return }
      let cell = report.cells[index]
      if report.showsOutputs(of: cell), !cell.outputs.isEmpty, let caption = cell.caption { visit(caption) }
    case .definitions(let definitions):
      for definition in definitions {
        visit(definition.term)
        for meaning in definition.meanings { visit(meaning) }
      }
    case .code, .html, .rule, .pageBreak: break
    }
  }

  private mutating func visit(_ inline: Inline) {
    switch inline {
    case .emphasis(let content, needsTag: _), .strong(let content, needsTag: _), .strikethrough(let content),
      .lowered(let content), .raised(let content):
      visit(content)
    case .link(let link): visit(link.content)
    case .formula(let formula): found.append(formula)
    case .footnote(let reference): if reference.occurrence == 1 { pendingNotes.append(reference.number) }
    case .text, .softBreak, .lineBreak, .code, .html, .image, .expression, .reference, .citation: break
    }
  }
}
