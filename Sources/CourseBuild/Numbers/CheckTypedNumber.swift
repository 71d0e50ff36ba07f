import Formulas
import Markup
import NNRuntime
import Reporting
import SourceText

/// Compares a typed number with what it is bound to.
///
/// `[0.25]{nn="y"}` where `y` is 0.3125 → an error at `0.25` that says what to write.
///
/// - Parameter comma: the page's language parts fractions by one.
/// - Returns: why it does not hold; `nil` when it does.
func checkTypedNumber(
  _ typed: InlineExpression.Typed, of expression: String, is result: InlineResult, comma: Bool = false
) -> Diagnostic? {
  let text = typed.text.string
  let range = typed.text.range
  let number: TypedNumber
  do { number = try TypedNumber(text, comma: comma) } catch {
    switch error {
    case .noNumber:
      return Diagnostic(
        .numberInProse, "`\(text)` is not one number", at: range,
        hint: "the brackets hold a number alone: `[0.25]{nn=\"y\"}`")
    case .ambiguousComma:
      return Diagnostic(
        .numberInProse, "the comma of `\(text)` could part thousands or a fraction", at: range,
        hint: "write `1,024` or `1.5`")
    case .ambiguousPoint:
      return Diagnostic(
        .numberInProse, "the point of `\(text)` could part thousands or a fraction", at: range,
        hint: "in the page's language a comma parts the fraction: write `1,5` or `1.024`")
    }
  }
  guard result.value.values.count == 1, let value = result.value.values.first else {
    return Diagnostic(
      .numberInProse, "`\(expression)` is no single number, and `\(text)` is", at: range,
      hint: "bind it to one entry, such as `\(expression)[0]`")
  }
  var tolerance = 0.0
  if let within = typed.within {
    guard let share = Tolerance(within.string) else {
      return Diagnostic(
        .numberInProse, "`within` cannot be `\(within.string)`", at: within.range, hint: "write `0.01` or `1%`")
    }
    tolerance = share.reach(of: value)
  }
  guard !number.states(value, tolerance: tolerance) else { return nil }
  let shown = NumberFormat(digits: 6).text(value)
  let replacement = number.text(of: value)
  return Diagnostic(
    .numberInProse, "`\(text)` is written here, and `\(expression)` is \(shown)", at: range,
    hint: replacement.map { "write `\($0)`, or mend what computes it" },
    details: [.init("typed", .number(number.value)), .init("value", .number(value))]
      + (replacement.map { [.init("replacement", .text($0))] } ?? []))
}
