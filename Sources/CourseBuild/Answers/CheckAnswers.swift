import Formulas
import Markup
import NNRuntime
import Reporting
import SourceText

/// Faults of a lesson's fields for answers, beyond those of their expressions.
func checkAnswers(_ execution: Execution) -> [Diagnostic] {
  execution.lesson.placedAnswers.flatMap { execution.judged($0).diagnostics }
}

extension Execution {
  /// Fields that can be judged, by the index of their expression.
  func answerReports() -> [Int: AnswerReport] {
    var reports: [Int: AnswerReport] = [:]
    for (place, answer) in lesson.placedAnswers.enumerated() {
      guard var report = judged(answer).value else { continue }
      report.place = place + 1
      reports[answer.field.expression] = report
    }
    return reports
  }

  /// A field with what it is judged by; no value where something is wrong.
  func judged(_ answer: PlacedAnswer) -> Diagnosed<AnswerReport?> {
    let field = answer.field
    var faults: [Diagnostic] = []
    func report(_ message: String, _ range: SourceRange, _ hint: String) {
      faults.append(Diagnostic(.answerField, message, at: range, hint: hint))
    }
    if let place = answer.fault {
      report("no field for answers stands \(place)", field.range, "put it into a paragraph, a list or a table")
    }
    let given = field.within.map { (excerpt: $0, tolerance: Tolerance($0.string)) }
    if let given, given.tolerance.map({ $0.isShare && $0.size >= 1 }) ?? true {
      report("`within` cannot be `\(given.excerpt.string)`", given.excerpt.range, "write `0.01`, or a share below 100%")
    }
    guard let value = number(of: field.expression, &faults) else { return Diagnosed(nil, faults) }
    let tolerance = given?.tolerance ?? AnswerReport.usualTolerance
    let text = lesson.expressions[field.expression].source.source.string

    var slips: [AnswerReport.Slip] = []
    for slip in field.slips {
      let (wrong, say) = (lesson.expressions[slip.expression].source.source, slip.say.string)
      faults += saysTooMuch(slip.say, value: value, tolerance)
      guard let slipped = number(of: slip.expression, &faults) else { continue }
      if (slipped - value).magnitude <= max(tolerance.reach(of: value), 1e-9 * value.magnitude) {
        report(
          "`\(wrong.string)` is no wrong answer here: it is \(shown(slipped)), and `\(text)` is \(shown(value))",
          wrong.range, "choose numbers for which the slip shows, or make `within` narrower")
      } else if let other = slips.firstIndex(where: {
        (slipped - $0.value).magnitude <= max(tolerance.reach(of: $0.value), 1e-9 * slipped.magnitude)
      }) {
        report(
          "`\(wrong.string)` is told by what is said of wrong answer \(other + 1) already: both are \(shown(slipped))",
          wrong.range, "keep one of the two")
      }
      slips.append(AnswerReport.Slip(value: slipped, say: say))
    }
    guard faults.isEmpty else { return Diagnosed(nil, faults) }
    let exercise = answer.exercise.map {
      AnswerReport.Exercise(label: $0.callout.label, title: $0.callout.title)
    }
    return Diagnosed(
      AnswerReport(
        value: value, tolerance: tolerance, slips: slips, exercise: exercise, number: answer.number,
        count: answer.count))
  }

  /// `nil` where there is none, which is reported here or has been.
  private func number(of index: Int, _ faults: inout [Diagnostic]) -> Double? {
    guard case .success(let result)? = values[index] else { return nil }
    let (source, program) = lesson.expressions[index]
    let (text, range) = (source.source.string, source.source.range)
    if program?.format != nil {
      faults.append(
        Diagnostic(
          .answerField, "`\(text)` has a format, and an answer is not shown", at: range,
          hint: "take it out: readers write as many digits as they like"))
    }
    guard result.value.values.count == 1, let value = result.value.values.first else {
      faults.append(
        Diagnostic(
          .answerField, "`\(text)` is no single number", at: range,
          hint: result.value.values.isEmpty
            ? "an answer is a number"
            : "give each entry a field of its own, such as `\(LessonValues.isJoined(text) ? "(\(text))" : text)[0]`"))
      return nil
    }
    guard value.isFinite else {
      faults.append(
        Diagnostic(
          .answerField, "`\(text)` is \(shown(value)), which nobody can write", at: range,
          hint: "an answer is a finite number"))
      return nil
    }
    return value
  }

  /// Faults of the sentence about a slip: it stands in the page as it is, and must not hold the answer.
  private func saysTooMuch(_ say: Excerpt, value: Double, _ tolerance: Tolerance) -> [Diagnostic] {
    var expressions: [InlineExpression] = []
    let content = parseInlines(say, expressions: &expressions)
    let isPlain = content.value.allSatisfy { if case .text = $0 { true } else { false } }
    if !isPlain || !content.diagnostics.isEmpty {
      return [
        Diagnostic(
          .answerField, "what is said of a wrong answer is plain text", at: say.range,
          hint: "write `∂f/∂x` or `x²` as such, without marks of Markdown")
      ]
    }
    let stretch = ProseStretch(range: say.range, isHeading: false)
    return proseNumbers(in: stretch).filter { $0.typed.states(value, tolerance: tolerance.reach(of: value)) }.map {
      Diagnostic(
        .answerField, "`\($0.text)` is the answer, and whoever is wrong would read it", at: $0.range,
        hint: "say what is wrong without it; a small number can be a word")
    }
  }

  private func shown(_ value: Double) -> String { NumberFormat(digits: 6).text(value) }
}
