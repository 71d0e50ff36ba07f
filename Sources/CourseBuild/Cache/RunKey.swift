import Checksums
import NNRuntime
import NNSyntax
import SourceText

/// All that a lesson's run depends on, as bytes, apart from the files that its blocks read and the numbers of its lines:
/// these are known when it has run.
///
/// Prose, blanks, comments, labels and captions are not among it, so that lessons which differ in them alone share one
/// run.
struct RunKey {
  /// SHA-256.
  let digest: [UInt8]

  /// - Parameters:
  ///   - version: of the program that runs it.
  ///   - budget: what its expressions may put in, behind which none is evaluated.
  /// - Returns: `nil` for a lesson whose ranges cannot be told apart from where they stand.
  init?(_ lesson: Lesson, budget: LessonBudget, version: [UInt8]) {
    guard lesson.cells.allSatisfy({ ProgramText($0.program.source).isOfOneFile }),
      lesson.expressions.allSatisfy({ ProgramText($0.source.source).isOfOneFile })
    else { return nil }
    var key = KeyBytes("run")
    key.add(version)
    key.add(budget[.text])
    key.add(lesson)
    digest = key.digest
  }
}

extension KeyBytes {
  /// All that a lesson says to the machine: its programs, their options, its seed, in order.
  ///
  /// - Parameter lineEnds: those of the file count: ranges of what is kept are told by them.
  mutating func add(_ lesson: Lesson, lineEnds: Bool = true) {
    add(lesson.frontMatter.seed ?? 0)
    add(lesson.document.expressions.count)
    add(RunOptions(lesson.frontMatter.execute, in: lesson.frontMatter))
    add(lesson.cells.count)
    for (cell, place) in zip(lesson.cells, lesson.document.cells) {
      add(place.expressionsBefore)
      add(cell, in: lesson.frontMatter, lineEnds)
    }
    add(lesson.expressions.count)
    for expression in lesson.expressions {
      add(expression.program != nil)
      add(expression.source.isAnswer)
      add(expression.source.source.text)
      add(expression.source.source.range, lineEnds)
    }
  }

  /// Text of a file as it stands there.
  private mutating func add(_ range: SourceRange, _ lineEnds: Bool) {
    var bytes = Array(range.text.utf8)
    guard !lineEnds else { return add(bytes) }
    // The line end of a block's last line stands at the first half of it.
    if bytes.last == UInt8(ascii: "\r") { bytes.append(UInt8(ascii: "\n")) }
    add(LineEnds.unified(bytes))
  }

  /// Those that change what comes out. A run that takes too much time is not kept, and threads change nothing.
  fileprivate mutating func add(_ options: RunOptions) {
    for number in [options.digits, options.figureDigits, options.budget, options.memory, options.depth] { add(number) }
    if options.isLive { add("live") }
  }

  fileprivate mutating func add(_ cell: Lesson.Cell, in matter: FrontMatter, _ lineEnds: Bool) {
    add(cell.options.eval)
    add(cell.options.error)
    add(cell.canRun)
    add(cell.captionExpressions.lowerBound)
    add(cell.captionExpressions.upperBound)
    add(cell.options.words.count)
    for word in cell.options.words {
      add(word.text)
      add(word.word)
    }
    guard cell.options.eval else { return }
    add(RunOptions(cell.options, in: matter))
    let text = ProgramText(cell.program.source)
    // What could not be parsed is no row of tokens alone.
    let isWhole = text.isWhole || !cell.canRun
    add(isWhole)
    if isWhole {
      add(text.source.text)
      add(text.source.range, lineEnds)
    } else {
      let tokens = tokenPlaces(text.source)
      add(tokens.count)
      for token in tokens {
        add(token.kind)
        add(token.startsLine)
        add(Array(text.source.text[token.range]))
      }
    }
  }
}
