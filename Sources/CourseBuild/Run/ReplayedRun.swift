import NNRuntime
import SourceText

/// What a lesson's blocks and inline expressions gave, to be used again where nothing that they come from has changed:
/// a word of the prose, and not the programs, their options, their data or their order.
///
/// Results hold places in the file, which prose above them moves. Claims are given their new places; a fault or a
/// warning, whose message may name a line as well, is not: a lesson that has one is run again.
struct ReplayedRun {
  /// As many as the lesson's cells; `nil` for one that is not run.
  let outcomes: [Outcome?]
  /// As many as its expressions.
  let values: [Result<InlineResult, Diagnostic>?]
  let words: [Int: Set<String>]

  /// - Parameters:
  ///   - lesson: as it is read now.
  ///   - former: the run of an earlier version. Its data must not have changed.
  /// - Returns: `nil` where the lesson has to be run.
  init?(_ lesson: Lesson, from former: Execution) {
    guard Programs(lesson) == Programs(former.lesson) else { return nil }
    var hasMoved = false
    for (new, old) in zip(lesson.cells, former.lesson.cells)
    where new.program.source.range.start.line != old.program.source.range.start.line { hasMoved = true }
    var outcomes: [Outcome?] = []
    for (index, former) in zip(former.outcomes.indices, zip(former.outcomes, former.lesson.cells)) {
      guard var outcome = former.0 else {
        outcomes.append(nil)
        continue
      }
      guard lesson.cells[index].canRun, outcome.diagnostics.isEmpty, !outcome.isSkipped,
        !(outcome.namesLines && hasMoved)
      else { return nil }
      for claim in outcome.claims.indices {
        guard
          let range = Self.moved(
            outcome.claims[claim].range, from: former.1.program.source, to: lesson.cells[index].program.source)
        else { return nil }
        outcome.claims[claim].range = range
      }
      outcomes.append(outcome)
    }
    for value in former.values {
      guard case .success(let result) = value, result.warnings.isEmpty, !Self.isFailure(result) else { return nil }
    }
    self.outcomes = outcomes
    values = former.values
    words = former.shownWords
  }

  private static func isFailure(_ result: InlineResult) -> Bool {
    if case .failure = result.report { true } else { false }
  }

  /// Where a range of one excerpt stands in another one of the same text.
  private static func moved(_ range: SourceRange, from old: Excerpt, to new: Excerpt) -> SourceRange? {
    guard !range.bytes.isEmpty, let start = old.offset(of: range) else { return nil }
    let last = SourceRange(range.file, range.bytes.upperBound - 1..<range.bytes.upperBound)
    guard let end = old.offset(of: last), old.range(start..<end + 1) == range else { return nil }
    return new.range(start..<end + 1)
  }

  /// All that a run of the lesson comes from, but for the files that it reads.
  private struct Programs: Equatable {
    struct Part: Equatable {
      /// As it stands in the lesson, options included.
      var text: [UInt8]
      /// Of a block that takes its source from elsewhere.
      var source: [UInt8]
      /// The files that it stands in, since paths are relative to them.
      var files: [String]
      var expressionsBefore: Int
      var isInSolution: Bool
    }

    var frontMatter: [UInt8]?
    var cells: [Part]
    var expressions: [Part]
    var captions: [Range<Int>]

    init(_ lesson: Lesson) {
      frontMatter = lesson.document.frontMatter?.text
      cells = zip(lesson.document.cells, lesson.cells).map { cell, read in
        Part(
          text: cell.source.text, source: read.program.source.text,
          files: (cell.source.pieces + read.program.source.pieces).map(\.file.path),
          expressionsBefore: cell.expressionsBefore, isInSolution: cell.isInSolution)
      }
      expressions = lesson.expressions.map { expression in
        Part(
          text: expression.source.source.text, source: [], files: expression.source.source.pieces.map(\.file.path),
          expressionsBefore: 0, isInSolution: false)
      }
      captions = lesson.cells.map(\.captionExpressions)
    }
  }
}
