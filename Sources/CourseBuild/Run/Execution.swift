import Artifacts
import NNRuntime
import NNSyntax
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
  /// Tape that the page computes when sliders move; `nil` in a lesson without them.
  var sliders: SliderTape?
  /// Nothing was run: the outcomes are those of an earlier run.
  var isFromCache = false
}

/// Outcomes of a lesson on the machine, apart from the lesson itself: all that running it takes its time for.
struct LessonOutcomes: Sendable {
  /// As many as the lesson's blocks; `nil` for one with `eval: false`.
  var outcomes: [Outcome?]
  /// Texts that were looked up in each block's words, in order.
  var shown: [[String]]
  /// As many as the lesson's expressions; `nil` for one that was not evaluated. Numbers that stand in the text as they
  /// are typed have what was computed.
  var values: [Result<InlineResult, Diagnostic>?]
  /// Of the data files that were read.
  var data: UInt64
  var sliders: SliderTape?
}

/// Runs a lesson's blocks and inline expressions in the order in which they stand.
///
/// - Parameters:
///   - budget: what its expressions may put in; those behind the one that passes it have no value.
///   - threads: that its training runs may be split over.
///   - ceiling: what no block may go past, whatever its options say.
///   - cache: outcomes of earlier runs; what it gives is what running would.
///   - progress: told how far its long runs have come.
///   - isCancelled: asked now and then whether nobody waits for the lesson any more.
func execute(
  _ lesson: Diagnosed<Lesson>, folder: CourseFolder, budget: LessonBudget = LessonBudget(), threads: Int = 1,
  ceiling: RunCeiling? = nil, cache: RunCache? = nil, progress: (@Sendable (RunProgress) -> Void)? = nil,
  isCancelled: (@Sendable () -> Bool)? = nil
) -> Execution {
  // A ceiling belongs to whoever runs a lesson, not to the lesson.
  let lookup = ceiling == nil ? cache?.lookup(lesson.value, budget: budget, folder: folder) : nil
  if let lookup, let known = lookup.known, !lookup.isSample {
    var execution = LessonRun(lesson, from: known, budget: budget).run().execution
    execution.isFromCache = true
    execution.fingerprint = programFingerprint(lesson.value, data: known.data)
    return execution
  }
  let files = RecordedReads(folder)
  var run = LessonRun(
    lesson, from: files, budget: budget, threads: threads, ceiling: ceiling,
    memory: lookup?.isSample == true ? nil : cache?.longRuns, progress: progress, isCancelled: isCancelled
  ).run()
  run.execution.fingerprint = programFingerprint(lesson.value, data: files.fingerprint)
  // What was called off is no outcome of the lesson.
  if isCancelled?() != true, let lookup,
    let fault = lookup.store(run.outcomes(data: files.fingerprint), files.reads, quotesLines: run.quotesLines)
  {
    run.execution.diagnostics.append(fault)
  }
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
  private enum Source {
    case session(Session)
    case known(LessonOutcomes)
  }

  var execution: Execution
  private let source: Source
  private var threads = 1
  private var ceiling: RunCeiling?
  private var progress: (@Sendable (RunProgress) -> Void)?
  private var isCancelled: (@Sendable () -> Bool)?
  private var nextExpression = 0
  /// Result of each expression, whatever stands in the text.
  private var computed: [Result<InlineResult, Diagnostic>?]
  /// Text that the expressions in the prose have put in.
  private var repeated: RepeatedText
  /// Of the blocks that have some, by index.
  private var ownWords: [Int: Words] = [:]
  /// How many blocks had been run when each expression was evaluated.
  private var blocksBefore: [Int: Int] = [:]
  private var blocks = 0

  init(
    _ lesson: Diagnosed<Lesson>, from files: RecordedReads, budget: LessonBudget, threads: Int, ceiling: RunCeiling?,
    memory: LongRuns?, progress: (@Sendable (RunProgress) -> Void)?, isCancelled: (@Sendable () -> Bool)?
  ) {
    let session = Session(
      seed: lesson.value.frontMatter.seed ?? 0, memory: memory
    ) { path, range throws(Diagnostic) in try files.read(path, from: range) }
    self.init(lesson, .session(session), budget)
    self.threads = threads
    self.ceiling = ceiling
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// From outcomes that fit the lesson.
  init(_ lesson: Diagnosed<Lesson>, from known: LessonOutcomes, budget: LessonBudget) {
    self.init(lesson, .known(known), budget)
  }

  private init(_ lesson: Diagnosed<Lesson>, _ source: Source, _ budget: LessonBudget) {
    self.source = source
    repeated = RepeatedText(budget: budget)
    computed = Array(repeating: nil, count: lesson.value.expressions.count)
    execution = Execution(
      lesson: lesson.value, outcomes: [], values: Array(repeating: nil, count: lesson.value.expressions.count),
      diagnostics: lesson.diagnostics)
  }

  consuming func run() -> LessonRun {
    lookAhead()
    for index in execution.lesson.cells.indices {
      evaluate(through: execution.lesson.document.cells[index].expressionsBefore)
      runCell(index)
    }
    evaluate(through: execution.lesson.document.expressions.count)
    finishSliders()
    checkWords()
    execution.diagnostics += checkAnswers(execution)
    return self
  }

  func outcomes(data: UInt64) -> LessonOutcomes {
    LessonOutcomes(
      outcomes: execution.outcomes, shown: execution.lesson.cells.indices.map(shown), values: computed, data: data,
      sliders: execution.sliders)
  }

  /// Whether the outcomes hold only where the lesson's lines are.
  var quotesLines: Bool {
    switch source {
    case .session(let session): session.quotesLines
    case .known: false
    }
  }

  private func lookAhead() {
    guard case .session(let session) = source else { return }
    let programs = execution.lesson.cells.filter { $0.options.eval && $0.canRun }.map(\.program)
    session.lookAhead(programs)
    session.prepareSliders(programs)
  }

  /// Following of each result when sliders move, now that all of them are known.
  private mutating func finishSliders() {
    switch source {
    case .known(let known): execution.sliders = known.sliders
    case .session(let session):
      let expressions = execution.lesson.expressions.indices.map { index -> (program: InlineProgram, after: Int)? in
        // Nobody would see what is right move, and anybody could read it from the tape.
        let expression = execution.lesson.expressions[index]
        return expression.source.isAnswer
          ? nil : expression.program.map { (program: $0, after: blocksBefore[index] ?? 0) }
      }
      execution.sliders = session.finishSliders(&execution.outcomes, &computed, expressions: expressions)
      guard execution.sliders != nil else { return }
      for index in computed.indices {
        guard case .success(let result)? = computed[index], case .success(var standing)? = execution.values[index]
        else {
          continue
        }
        standing.value.places = result.value.places
        standing.following = result.following
        execution.values[index] = .success(standing)
      }
    }
  }

  private mutating func runCell(_ index: Int) {
    let cell = execution.lesson.cells[index]
    let words = makeWords(of: cell, index)
    guard cell.options.eval else {
      execution.outcomes.append(nil)
      if let range = cell.options.liveRange, cell.options.live {
        execution.diagnostics.append(
          Diagnostic(.notLive, "the block is not run", at: range, hint: "take `eval: false` or this option away"))
      }
      return
    }
    let outcome = outcome(of: cell, index, words)
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
      execution.diagnostics += liveFaults(outcome, cell.options)
    }
    for expression in cell.captionExpressions { evaluate(expression) }
  }

  private mutating func outcome(of cell: Lesson.Cell, _ index: Int, _ words: Words?) -> Outcome {
    switch source {
    case .known(let known): return known.outcomes[index] ?? Outcome()
    case .session(let session):
      if cell.canRun {
        blocks += 1
        return session.run(
          cell.program, options: runOptions(cell.options), words: words, expectsFailure: cell.options.error)
      }
      if !cell.options.error { session.passOver(cell.program) }
      return Outcome()
    }
  }

  private mutating func makeWords(of cell: Lesson.Cell, _ index: Int) -> Words? {
    guard !cell.options.words.isEmpty else { return nil }
    let own = Words(Dictionary(cell.options.words.map { ($0.text, $0.word) }) { first, _ in first })
    ownWords[index] = own
    return own
  }

  /// Texts that were looked up in a block's words, in an order that does not depend on that of a set.
  private func shown(_ index: Int) -> [String] {
    switch source {
    case .session: ownWords[index]?.shown.sorted() ?? []
    case .known(let known): known.shown[index]
    }
  }

  /// Where a block did not come to its end, nobody knows what it would have shown.
  private mutating func checkWords() {
    for (index, cell) in execution.lesson.cells.enumerated() where cell.showsCaption && cell.canRun {
      guard let outcome = execution.outcomes[index], !outcome.isSkipped, outcome.outputs.isEmpty,
        !outcome.diagnostics.contains(where: { $0.severity == .error })
      else { continue }
      execution.diagnostics.append(
        Diagnostic(
          .unusedWords, "this block shows nothing that its caption could stand above",
          at: execution.lesson.document.cells[index].fence, hint: "take the caption away, or show something"))
    }
    for (index, cell) in execution.lesson.cells.enumerated() where !cell.options.words.isEmpty {
      if let outcome = execution.outcomes[index] {
        guard cell.canRun, !outcome.isSkipped, !outcome.diagnostics.contains(where: { $0.severity == .error }) else {
          continue
        }
      }
      execution.diagnostics += unusedWords(of: cell, shown: shown(index))
    }
  }

  /// Reasons why a block that is to be run in the page cannot be.
  private func liveFaults(_ outcome: Outcome, _ options: CellOptions) -> [Diagnostic] {
    guard let range = options.liveRange, let live = outcome.live else { return [] }
    switch live {
    case .refused(let problem, let hint): return [Diagnostic(.notLive, problem, at: range, hint: hint)]
    case .runs:
      guard !options.output || !options.include else { return [] }
      return [
        Diagnostic(
          .notLive, "the block shows nothing, so the page has no place for its controls", at: range,
          hint: "let it show its output, or take this option away")
      ]
    }
  }

  /// Diagnostics of a block, without the warnings that its author announced, with those announced that did not come.
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
  private mutating func evaluate(through end: Int) {
    while nextExpression < end {
      evaluate(nextExpression)
      nextExpression += 1
    }
  }

  private mutating func evaluate(_ index: Int) {
    guard repeated.fault == nil, let program = execution.lesson.expressions[index].program else { return }
    let result: Result<InlineResult, Diagnostic>?
    switch source {
    case .known(let known): result = known.values[index]
    case .session(let session):
      result = session.evaluate(program, options: runOptions(execution.lesson.frontMatter.execute))
    }
    computed[index] = result
    blocksBefore[index] = blocks
    execution.values[index] = result
    switch result {
    case nil: return
    case .failure(let diagnostic): execution.diagnostics.append(diagnostic)
    case .success(let value):
      execution.diagnostics += value.warnings
      let source = execution.lesson.expressions[index].source
      if let typed = source.typed {
        let comma = execution.lesson.hasDecimalComma
        if let fault = checkTypedNumber(typed, of: source.source.string, is: value, comma: comma) {
          execution.diagnostics.append(fault)
        }
        execution.values[index] = .success(value.standing(as: typed.text.string))
      }
      if !source.isAnswer { repeated.add(value.text, at: source.range) }
    }
  }

  private func runOptions(_ cell: CellOptions) -> RunOptions {
    var options = RunOptions(cell, in: execution.lesson.frontMatter)
    options.threads = threads
    options.progress = progress
    options.isCancelled = isCancelled
    if let ceiling {
      options.budget = min(options.budget, ceiling.budget)
      options.memory = min(options.memory, ceiling.memory)
      options.depth = min(options.depth, ceiling.depth)
    }
    return options
  }
}

extension RunOptions {
  /// Options of a block, and where they say nothing those of its lesson's front matter.
  init(_ cell: CellOptions, in matter: FrontMatter) {
    self.init()
    // A lesson's own digits stand between the block's and the default.
    if let digits = cell.digits ?? matter.digits {
      self.digits = digits
      figureDigits = digits
    }
    if let budget = cell.budget { self.budget = budget }
    if let memory = cell.memory { self.memory = memory }
    if let timeout = cell.timeout { self.timeout = timeout }
    isLive = cell.live
  }
}
