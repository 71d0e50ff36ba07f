import Markup

/// Parts of a report that stand on its pages, whatever they are written in.
extension Report {
  /// Whether anything of a cell is shown.
  func shows(_ cell: CellReport) -> Bool {
    (cell.include || !cell.failures.isEmpty) && (options.solutions || !cell.isSolution)
  }

  func showsOutputs(of cell: CellReport) -> Bool {
    cell.include && cell.showsOutput && (options.solutions || !cell.isSolution)
  }

  /// `false` for a callout that is or holds a solution where solutions are left out: one other than an exercise, of whose
  /// own blocks one is a solution's cell.
  func shows(_ callout: Callout) -> Bool {
    guard !options.solutions, callout.kind != .exercise else { return true }
    if callout.kind == .solution { return false }
    return !callout.blocks.contains { block in
      guard case .cell(let index) = block.kind, cells.indices.contains(index) else { return false }
      return cells[index].isSolution
    }
  }

  /// Whether a page has something that scrolls where it is narrow: a cell, code, a table, an equation.
  var mayScroll: Bool {
    func scrolls(_ block: Block) -> Bool {
      switch block.kind {
      case .cell, .code, .table, .formula: return true
      case .paragraph, .heading, .quote, .list, .html, .rule, .definitions, .pageBreak, .figure, .callout, .tabset:
        break
      }
      return block.parts.contains { part in
        switch part {
        case .text(let content):
          content.contains { if case .formula(let formula) = $0 { formula.isDisplay } else { false } }
        case .blocks(let blocks): blocks.contains(where: scrolls)
        }
      }
    }
    return (document.blocks + document.footnotes.flatMap(\.blocks)).contains(where: scrolls)
  }

  /// Whether there are sections to follow, or a translation to go over to.
  var hasPlaces: Bool {
    course?.translations.isEmpty == false
      || document.blocks.contains { block in
        if case .heading(let heading) = block.kind { heading.isInContents } else { false }
      }
  }

  /// Whether there is code to copy.
  var hasCode: Bool {
    func holds(_ block: Block) -> Bool {
      switch block.kind {
      case .code: return true
      case .cell(let index): return cells.indices.contains(index) && cells[index].echo && shows(cells[index])
      case .paragraph, .heading, .quote, .list, .html, .rule, .table, .definitions, .pageBreak, .formula, .figure,
        .callout, .tabset:
        return block.parts.contains {
          if case .blocks(let blocks) = $0 { blocks.contains(where: holds) } else { false }
        }
      }
    }
    return (document.blocks + document.footnotes.flatMap(\.blocks)).contains(where: holds)
  }

  /// Whether a number on the page says where it comes from.
  var saysOrigins: Bool {
    origins.contains { $0 != nil } || cells.contains { showsOutputs(of: $0) && $0.origins.contains { $0 != nil } }
  }

  func footnote(_ number: Int) -> Footnote? {
    // They stand in the order of their numbers.
    let notes = document.footnotes
    if notes.indices.contains(number - 1), notes[number - 1].number == number { return notes[number - 1] }
    return notes.first { $0.number == number }
  }
}

extension Heading {
  var isInContents: Bool { level == 2 || level == 3 }
}
