import Markup

/// Cells and expressions that readers of a report meet: those of the text, of what it folds away and of the notes that
/// it refers to, but not those of a solution where solutions are left out.
struct ShownParts {
  private(set) var cells: Set<Int> = []
  private(set) var expressions: Set<Int> = []
  private let report: Report
  private var notes: Set<Int> = []

  init(_ report: Report) {
    self.report = report
    visit(report.document.blocks)
  }

  private mutating func visit(_ blocks: [Block]) { for block in blocks { visit(block) } }
  private mutating func visit(_ inlines: [Inline]) { for inline in inlines { visit(inline) } }

  private mutating func visit(_ block: Block) {
    switch block.kind {
    case .callout(let callout) where !report.shows(callout): return
    case .formula(let formula): visit(formula)
    case .cell(let index):
      guard report.cells.indices.contains(index) else { return }
      let cell = report.cells[index]
      guard report.options.solutions || !cell.isSolution else { return }
      cells.insert(index)
      visit((cell.caption ?? []) + (cell.alternative ?? []))
    case .paragraph, .heading, .quote, .list, .table, .definitions, .figure, .callout, .tabset, .code, .html, .rule,
      .pageBreak:
      break
    }
    for part in block.parts {
      switch part {
      case .text(let content): visit(content)
      case .blocks(let blocks): visit(blocks)
      }
    }
  }

  private mutating func visit(_ formula: Formula) {
    for piece in formula.pieces { if case .expression(let index) = piece { expressions.insert(index) } }
  }

  private mutating func visit(_ inline: Inline) {
    switch inline {
    case .expression(let index): expressions.insert(index)
    case .formula(let formula): visit(formula)
    case .footnote(let reference):
      if notes.insert(reference.number).inserted, let note = report.footnote(reference.number) { visit(note.blocks) }
    case .text, .softBreak, .lineBreak, .code, .html, .reference, .citation, .emphasis, .strong, .strikethrough,
      .lowered, .raised, .link, .image:
      break
    }
    visit(inline.content)
  }
}
