import Markup

/// What of a report stands on its pages, whatever they are written in.
extension Report {
  /// The document without a first heading that only says the title again.
  var bodyBlocks: ArraySlice<Block> { repeatsTitle ? document.blocks.dropFirst() : document.blocks[...] }

  var repeatsTitle: Bool {
    guard let first = document.blocks.first, case .heading(let heading) = first.kind else { return false }
    return heading.level == 1 && PlainText.of(heading.content, in: self) == title
  }

  /// Whether anything of a cell is shown.
  func shows(_ cell: CellReport) -> Bool {
    (cell.include || !cell.failures.isEmpty) && (options.solutions || !cell.isSolution)
  }

  func showsOutputs(of cell: CellReport) -> Bool {
    cell.include && cell.showsOutput && (options.solutions || !cell.isSolution)
  }

  /// `false` for a callout that holds a solution where solutions are left out: one other than an exercise, of whose own
  /// blocks one is a solution's cell.
  func shows(_ callout: Callout) -> Bool {
    guard !options.solutions, callout.kind != .exercise else { return true }
    return !callout.blocks.contains { block in
      guard case .cell(let index) = block.kind, cells.indices.contains(index) else { return false }
      return cells[index].isSolution
    }
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
