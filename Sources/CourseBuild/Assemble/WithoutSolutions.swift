import Markup
import SourceText

/// A lesson as students get it, and what of it is left out of every file that is written.
struct LessonWithoutSolutions {
  /// Its document has no solution, and no footnote that only solutions refer to.
  var lesson: Lesson
  /// Of the inline expressions, by their index.
  private(set) var expressions: Set<Int> = []
  /// Of blocks in the source.
  private(set) var ranges: [SourceRange]
  /// Notes, addresses and macros that only solutions define and that the text outside uses: left out as well.
  private(set) var leaks: [Diagnostic] = []

  init(_ whole: Lesson) {
    lesson = whole
    let shown = whole.cells.indices.filter { !whole.cells[$0].options.solution && whole.cells[$0].showsCaption }
    let captions = Dictionary(uniqueKeysWithValues: shown.map { ($0, whole.cells[$0].caption ?? []) })
    func isSolution(_ block: Block) -> Bool {
      switch block.kind {
      case .cell(let index): whole.isSolution(cell: index)
      case .callout(let callout): whole.isSolution(callout)
      default: false
      }
    }
    var kept = whole.document.leavingOut(captions: captions, isSolution)
    if !kept.ranges.isEmpty {
      var leaks = LeakedDefinitions(ranges: kept.ranges, of: whole)
      let document = leaks.removed(from: whole.document, shown: kept.document)
      self.leaks = leaks.diagnostics
      if !leaks.diagnostics.isEmpty {
        kept = document.leavingOut(captions: captions) { isSolution($0) || leaks.leavesOut($0) }
      }
    }
    lesson.document = kept.document
    for (index, caption) in kept.captions { lesson.cells[index].caption = caption }
    let hidden = whole.cells.indices.filter { whole.cells[$0].options.solution }
    ranges = kept.ranges + hidden.map { whole.document.cells[$0].range }
    let stay = Self.expressions(of: lesson)
    expressions = Self.expressions(of: whole).subtracting(stay)
    for index in whole.expressions.indices where !stay.contains(index) {
      let place = whole.expressions[index].source.range
      if ranges.contains(where: { $0.contains(place) }) { expressions.insert(index) }
    }
    // What fields are judged by; the lines that say so are quoted by no fault.
    expressions.formUnion(whole.expressions.indices.filter { whole.expressions[$0].source.isAnswer })
    ranges += whole.expressions.map(\.source).filter(\.isAnswer).map(\.range)
  }

  /// Of inline code and of formulas that the report shows.
  private static func expressions(of lesson: Lesson) -> Set<Int> {
    var found: Set<Int> = []
    for item in documentItems(of: lesson, skipsSolutions: false) {
      switch item {
      case .expression(let index): found.insert(index)
      case .formula(let formula):
        for case .expression(let index) in formula.pieces { found.insert(index) }
      case .heading, .cell, .table, .figure, .image, .link, .reference, .citation, .html, .callout, .title: break
      }
    }
    return found
  }
}

extension Lesson {
  fileprivate func isSolution(cell index: Int) -> Bool {
    cells.indices.contains(index) && cells[index].options.solution
  }

  /// A solution, or a callout other than an exercise of whose own blocks one is a solution's cell.
  fileprivate func isSolution(_ callout: Callout) -> Bool {
    if callout.kind == .solution { return true }
    return callout.kind != .exercise
      && callout.blocks.contains { block in
        if case .cell(let index) = block.kind { isSolution(cell: index) } else { false }
      }
  }
}
