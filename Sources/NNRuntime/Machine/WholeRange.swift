import NNSyntax
import SourceText

/// `a..b` and `a..b by s`, of whole numbers below 2^53, so that nothing overflows.
struct WholeRange {
  var first: Int
  var last: Int
  /// As it was written.
  var step: Int?

  /// - Requires: a step other than 0.
  var count: Int { max(0, (last - first) / (step ?? 1) + (isAhead ? 1 : 0)) }

  private var isAhead: Bool { (step ?? 1) > 0 ? last >= first : last <= first }

  /// Loops that would silently run no round: only an end that lies one step behind is meant to be empty, as 1..n is for
  /// n = 0.
  func fault(_ iteration: Iteration) -> Diagnostic? {
    guard case .range(let from, let through, let by) = iteration else { return nil }
    let ends = "\(from.range.text)..\(through.range.text)"
    if let step, let by {
      guard step != 0 else {
        return Diagnostic(
          .badRange, "the step of a range must not be 0", at: by.range, hint: "`by 1` counts up, `by -1` down")
      }
      guard !isAhead, (last - first).magnitude > step.magnitude else { return nil }
      return Diagnostic(
        .badRange, "a step of \(step) leads away from the end of the range, which goes from \(first) to \(last)",
        at: iteration.range, hint: "write `\(ends) by \(-step)`")
    }
    // Nobody writes 1..0 for an empty range.
    var isWrittenZero = false
    if case .number(0) = through.kind { isWrittenZero = true }
    guard last < first - (isWrittenZero ? 0 : 1) else { return nil }
    return Diagnostic(
      .badRange, "the range goes down, from \(first) to \(last)", at: iteration.range,
      hint: "a range counts up; `\(ends) by -1` counts down")
  }
}
