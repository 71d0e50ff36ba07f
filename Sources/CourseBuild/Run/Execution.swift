import NNRuntime
import Reporting
import SourceText

/// A lesson and what came out of running it.
struct Execution: Sendable {
  var lesson: Lesson
  /// As many as `lesson.cells`; `nil` for one with `eval: false`.
  var outcomes: [Outcome?]
  /// As many as `lesson.expressions`; `nil` for one that could not be parsed.
  var values: [Result<InlineResult, Diagnostic>?]
  /// Everything found wrong, in the order in which it came up. What `error: true` announced is not among it.
  var diagnostics: [Diagnostic]
  /// Of all programs, their options and their data: what values follow from, but for the engine.
  var fingerprint: UInt64 = 0
}

/// Runs a lesson's blocks and inline expressions in the order in which they stand.
///
/// - Parameters:
///   - budget: what its expressions may put in; those behind the one that passes it have no value.
///   - threads: that its training runs may be split over.
///   - ceiling: what no block may go past, whatever its options say.
///   - progress: told how far its long runs have come.
func execute(
  _ lesson: Diagnosed<Lesson>, folder: CourseFolder, budget: LessonBudget = LessonBudget(), threads: Int = 1,
  ceiling: RunCeiling? = nil, progress: (@Sendable (RunProgress) -> Void)? = nil
) -> Execution {
  var run = LessonRun(
    lesson, folder: folder, budget: budget, threads: threads, ceiling: ceiling, progress: progress)
  run.lookAhead()
  for index in lesson.value.cells.indices {
    run.evaluate(through: lesson.value.document.cells[index].expressionsBefore)
    run.runCell(index)
  }
  run.evaluate(through: lesson.value.document.expressions.count)
  run.checkWords()
  run.execution.fingerprint = programFingerprint(lesson.value, data: run.data.fingerprint)
  return run.execution
}

/// The most that a block may take where its author is not the one to say: operations, bytes, calls within calls.
package struct RunCeiling: Sendable {
  package var budget: Int
  package var memory: Int
  package var depth: Int

  package init(budget: Int, memory: Int, depth: Int) {
    self.budget = budget
    self.memory = memory
    self.depth = depth
  }
}

private struct LessonRun {
  var execution: Execution
  private let session: Session
  private let threads: Int
  private let ceiling: RunCeiling?
  private let progress: (@Sendable (RunProgress) -> Void)?
  private var nextExpression = 0
  /// What the expressions in the text have put in.
  private var repeated: RepeatedText
  /// Of the blocks that have some, by index.
  private var ownWords: [(cell: Int, words: Words)] = []
  let data = DataFingerprint()

  init(
    _ lesson: Diagnosed<Lesson>, folder: CourseFolder, budget: LessonBudget, threads: Int, ceiling: RunCeiling?,
    progress: (@Sendable (RunProgress) -> Void)?
  ) {
    self.threads = threads
    self.ceiling = ceiling
    self.progress = progress
    repeated = RepeatedText(budget: budget)
    execution = Execution(
      lesson: lesson.value, outcomes: [], values: Array(repeating: nil, count: lesson.value.expressions.count),
      diagnostics: lesson.diagnostics)
    session = Session(seed: lesson.value.frontMatter.seed ?? 0) { [data] path, range throws(Diagnostic) in
      let bytes = try folder.read(path, from: range)
      data.add(bytes)
      return bytes
    }
  }

  func lookAhead() {
    session.lookAhead(execution.lesson.cells.filter { $0.options.eval && $0.canRun }.map(\.program))
  }

  mutating func runCell(_ index: Int) {
    let cell = execution.lesson.cells[index]
    let words = makeWords(of: cell, index)
    guard cell.options.eval else {
      execution.outcomes.append(nil)
      return
    }
    let outcome: Outcome
    if cell.canRun {
      outcome = session.run(
        cell.program, options: runOptions(cell.options), words: words, expectsFailure: cell.options.error)
    } else {
      if !cell.options.error { session.passOver(cell.program) }
      outcome = Outcome()
    }
    execution.outcomes.append(outcome)
    if cell.options.error {
      // What the author announced is part of the lesson; its absence is the fault.
      let faults = outcome.diagnostics + cell.faults
      if !outcome.isSkipped, cell.canRun, !faults.contains(where: { $0.severity == .error }) {
        execution.diagnostics.append(
          Diagnostic(
            .expectedFailure, "the block is marked `error: true` and ran without one",
            at: execution.lesson.document.cells[index].fence, hint: "take the option away"))
      }
      if !cell.canRun {
        let source = cell.program.source.range
        execution.diagnostics.removeAll { fault in
          cell.faults.contains(fault) && fault.range.file == source.file
            && source.bytes.contains(fault.range.bytes.lowerBound)
        }
      }
    } else {
      execution.diagnostics += judged(outcome, cell.options)
    }
    for expression in cell.captionExpressions { evaluate(expression) }
  }

  private mutating func makeWords(of cell: Lesson.Cell, _ index: Int) -> Words? {
    guard !cell.options.words.isEmpty else { return nil }
    let own = Words(Dictionary(cell.options.words.map { ($0.text, $0.word) }) { first, _ in first })
    ownWords.append((index, own))
    return own
  }

  /// Where a block did not come to its end, nobody knows what it would have shown.
  mutating func checkWords() {
    for (index, words) in ownWords {
      let cell = execution.lesson.cells[index]
      if let outcome = execution.outcomes[index] {
        guard cell.canRun, !outcome.isSkipped, !outcome.diagnostics.contains(where: { $0.severity == .error }) else {
          continue
        }
      }
      execution.diagnostics += unusedWords(of: cell, words)
    }
  }

  /// What a block is told, without the warnings that its author announced, and with those announced that did not come.
  private func judged(_ outcome: Outcome, _ options: CellOptions) -> [Diagnostic] {
    let allowed = Set(options.allow.map(\.id))
    var result = outcome.diagnostics.filter { $0.severity == .error || !allowed.contains($0.id) }
    guard !outcome.isSkipped, !result.contains(where: { $0.severity == .error }) else { return result }
    for (id, range) in options.allow where !outcome.diagnostics.contains(where: { $0.id == id }) {
      result.append(
        Diagnostic(
          .expectedFailure, "the block is marked `allow: \(id.rawValue)` and ran without this warning", at: range,
          hint: "take the option away"))
    }
    return result
  }

  /// Evaluates the document's expressions up to one, from where the last call stopped.
  mutating func evaluate(through end: Int) {
    while nextExpression < end {
      evaluate(nextExpression)
      nextExpression += 1
    }
  }

  private mutating func evaluate(_ index: Int) {
    guard repeated.fault == nil, let program = execution.lesson.expressions[index].program else { return }
    var result = session.evaluate(program, options: runOptions(execution.lesson.frontMatter.execute))
    let source = execution.lesson.expressions[index].source
    if let typed = source.typed, case .success(let value) = result {
      if let fault = checkTypedNumber(typed, of: source.source.string, is: value) {
        execution.diagnostics.append(fault)
      }
      result = .success(value.standing(as: typed.text.string))
    }
    execution.values[index] = result
    switch result {
    case .failure(let diagnostic): execution.diagnostics.append(diagnostic)
    case .success(let value):
      execution.diagnostics += value.warnings
      repeated.add(value.text, at: execution.lesson.expressions[index].source.range)
    }
  }

  private func runOptions(_ cell: CellOptions) -> RunOptions {
    var options = RunOptions(threads: threads)
    options.progress = progress
    // A lesson's own digits stand between the block's and the default.
    if let digits = cell.digits ?? execution.lesson.frontMatter.digits {
      options.digits = digits
      options.figureDigits = digits
    }
    if let budget = cell.budget { options.budget = budget }
    if let memory = cell.memory { options.memory = memory }
    if let timeout = cell.timeout { options.timeout = timeout }
    if let ceiling {
      options.budget = min(options.budget, ceiling.budget)
      options.memory = min(options.memory, ceiling.memory)
      options.depth = min(options.depth, ceiling.depth)
    }
    return options
  }
}
