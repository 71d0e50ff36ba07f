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
    case .formula(let formula): found.append(formula)
    case .callout(let callout) where !report.shows(callout): return
    case .tabset(let tabs):
      // Titles stand on the tabs and, for paper, above what they open.
      for tab in tabs { visit(tab.title) }
    case .cell(let index):
      guard report.cells.indices.contains(index) else { return }
      let cell = report.cells[index]
      if report.showsOutputs(of: cell), !cell.outputs.isEmpty, let caption = cell.caption { visit(caption) }
    case .paragraph, .heading, .quote, .list, .table, .definitions, .figure, .callout, .code, .html, .rule, .pageBreak:
      break
    }
    for part in block.parts {
      switch part {
      case .text(let content): visit(content)
      case .blocks(let blocks): visit(blocks)
      }
    }
  }

  private mutating func visit(_ inline: Inline) {
    switch inline {
    case .formula(let formula): found.append(formula)
    case .footnote(let reference): if reference.occurrence == 1 { pendingNotes.append(reference.number) }
    case .emphasis, .strong, .strikethrough, .lowered, .raised, .link: visit(inline.content)
    // The text alternative of an image is no mathematics.
    case .image, .text, .softBreak, .lineBreak, .code, .html, .expression, .answer, .reference, .citation: break
    }
  }
}
