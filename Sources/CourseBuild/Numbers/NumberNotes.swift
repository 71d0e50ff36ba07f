import Formulas
import SourceText

/// Notes of a check on the bare numbers of a lesson.
struct NumberNotes: Sendable {
  var diagnostics: [Diagnostic] = []
  var census: NumberCensus
}

extension Course {
  /// Looks through the numbers of a lesson that has been run, and offers to bind those that state a value.
  ///
  /// Of a lesson with a fault nothing is said: what it computes is not what it will.
  func numberNotes(
    _ execution: Execution, at path: LessonPath, _ setting: LessonSetting, in folder: CourseFolder
  ) -> NumberNotes {
    let review = NumberReview(execution, path: path.file)
    var notes = NumberNotes(census: review.census)
    guard !execution.diagnostics.contains(where: { $0.severity == .error }) else { return notes }
    notes.diagnostics = review.unusedIgnores.map(unusedIgnore)

    let file = execution.lesson.file
    var accepted: [Int?] = review.findings.map { _ in nil }
    // In the order of their places, as they were found.
    var open = Array(review.findings.indices)
    var round = 0
    while !open.isEmpty {
      open = open.filter { review.findings[$0].choices.indices.contains(round) }
      let holds = holding(open.map { review.findings[$0].edit(round) }, in: file, setting, folder)
      for (finding, holds) in zip(open, holds) where holds { accepted[finding] = round }
      open = zip(open, holds).filter { !$0.1 }.map(\.0)
      round += 1
    }
    notes.diagnostics += zip(review.findings, accepted).compactMap { $0.note($1, in: execution.lesson) }
    return notes
  }

  private func unusedIgnore(_ comment: SourceRange) -> Diagnostic {
    Diagnostic(
      .unusedIgnore, "no number here has to be silenced", at: comment, hint: "take the comment away",
      edit: Diagnostic.Edit(comment.removal, ""))
  }
}

extension NumberReview.Finding {
  /// The number in brackets, with an expression that gives it.
  func edit(_ choice: Int) -> Diagnostic.Edit {
    let (expression, text) = choices[choice]
    // In a block's option the whole caption may stand in quotes of one kind.
    let line = number.range.file.text(number.range.file.lineRange(number.range.start.line))
    let isQuoted = line.hasPrefix("#|") && line.contains(": \"")
    let quote = isQuoted || expression.contains("\"") ? "'" : "\""
    return Diagnostic.Edit(number.range, "[\(text)]{nn=\(quote)\(expression)\(quote)}")
  }

  /// - Parameter choice: one that holds; without one there is nothing to say of a number that is right.
  func note(_ choice: Int?, in lesson: Lesson) -> Diagnostic? {
    let edit = choice.map { self.edit($0) }
    let name = choice.map { choices[$0].expression } ?? value.expression
    let shown = NumberFormat(digits: max(6, number.typed.decimals + 2)).text(value.value)
    let cells = lesson.document.cells
    let notes =
      cells.indices.contains(value.cell) ? [Diagnostic.Note("computed by this block", at: cells[value.cell].fence)] : []
    var details: [Diagnostic.Detail] = [
      .init("typed", .number(number.typed.value)), .init("value", .number(value.value)),
      .init("expression", .text(name)),
    ]
    guard let miss else {
      guard let edit else { return nil }
      return Diagnostic(
        .typedNumber, "`\(number.text)` is typed here, and `\(name)` is \(shown)", at: number.range,
        hint: "bind it: `\(edit.replacement)`; or `<!-- nn: ignore -->` if it only looks like it", notes: notes,
        details: details, edit: edit)
    }
    details.append(.init("differs", .text(miss.rawValue)))
    return Diagnostic(
      .doubtfulNumber, "`\(number.text)` is typed here, and `\(name)` is \(shown): \(miss.words)", at: number.range,
      hint: edit.map { "write `\($0.replacement)`; or `<!-- nn: ignore -->` if it is another number" }
        ?? "write `\(choices.first?.text ?? shown)`; or `<!-- nn: ignore -->` if it is another number",
      notes: notes, details: details, edit: edit)
  }
}

extension SourceRange {
  /// With the line that it has to itself, or the blanks before it. Where it parts two paragraphs, a blank line stays.
  fileprivate var removal: SourceRange {
    let line = file.lineRange(start.line)
    let before = file.bytes[line.lowerBound..<bytes.lowerBound]
    let behind = file.bytes[bytes.upperBound..<line.upperBound]
    if before.isEmpty, behind.isEmpty {
      guard start.line == 1 || file.lineRange(start.line - 1).isEmpty else { return self }
      let next = file.lineStarts.indices.contains(start.line) ? file.lineStarts[start.line] : file.bytes.count
      return SourceRange(file, line.lowerBound..<next)
    }
    let blanks = before.reversed().prefix { $0 == UInt8(ascii: " ") }.count
    return SourceRange(file, bytes.lowerBound - blanks..<bytes.upperBound)
  }
}
