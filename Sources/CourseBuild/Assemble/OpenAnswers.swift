import Markup
import SourceText

extension Lesson {
  /// Prose between a solution and the exercise that follows it: it stands open for every student, though it often belongs
  /// to the solution.
  func openAnswers() -> [Diagnostic] {
    var faults: [Diagnostic] = []
    addOpenAnswers(in: document.blocks, to: &faults)
    return faults + LessonWithoutSolutions(self).leaks
  }

  /// Nesting is bounded by the parser.
  private func addOpenAnswers(in blocks: [Block], to faults: inout [Diagnostic]) {
    var isBehindSolution = false
    var first: Block?
    for block in blocks {
      switch block.kind {
      case .cell(let index): note(isSolution: cells.indices.contains(index) && cells[index].options.solution)
      case .callout(let callout) where callout.kind == .solution || callout.kind == .hint:
        note(isSolution: callout.kind == .solution)
      case .callout(let callout) where callout.kind == .exercise:
        if let first {
          faults.append(
            Diagnostic(
              .openAnswer, "this stands open between a solution and the next exercise", at: first.range,
              hint: "put it into the solution, or a heading before it"))
        }
        note(isSolution: false)
        // A solution within an exercise is followed by the next one's container.
        addOpenAnswers(in: callout.blocks, to: &faults)
      case .callout(let callout):
        addOpenAnswers(in: callout.blocks, to: &faults)
      case .heading, .rule, .pageBreak, .html: note(isSolution: false)
      case .paragraph, .formula, .quote, .code, .table, .figure, .definitions:
        if isBehindSolution, first == nil { first = block }
      case .list(let list):
        if isBehindSolution, first == nil { first = block }
        for item in list.items { addOpenAnswers(in: item.blocks, to: &faults) }
      case .tabset(let tabs):
        for tab in tabs { addOpenAnswers(in: tab.blocks, to: &faults) }
      }
    }

    func note(isSolution: Bool) {
      isBehindSolution = isSolution
      first = nil
    }
  }
}
