import SourceText

/// `if` where a value is wanted.
extension BlockParser {
  /// `if c { a } else { b }`: the last statement of each branch gives the value.
  mutating func conditionalValue() -> Tree {
    let start = current
    let outer = tallest
    tallest = 0
    let kind = conditional()
    let height = tallest
    tallest = max(tallest, outer)
    guard !isPanicking, case .conditional(let condition, let then, let otherwise) = kind else { return errorTree() }
    let extent = start.start..<max(previous.end, start.end)
    requireValues(then, otherwise, at: source.range(extent))
    return make(.conditional(condition, then: then, otherwise: otherwise ?? []), height, extent)
  }

  /// Each way through an `if` that is a value has to give one.
  private mutating func requireValues(_ then: [Statement], _ otherwise: [Statement]?, at range: SourceRange) {
    guard let otherwise else {
      return diagnose(
        .noValue, "`if` as a value needs an `else`", range.prefix("if"),
        hint: "write `if … { a } else { b }`; each branch gives a value")
    }
    for branch in [then, otherwise] { requireValue(branch, of: range) }
  }

  private mutating func requireValue(_ branch: [Statement], of range: SourceRange) {
    let hint = "the last line of a branch is its value: `if … { a } else { b }`"
    guard let last = branch.last else {
      return diagnose(.noValue, "a branch of this `if` gives no value", range.prefix("if"), hint: hint)
    }
    if isInText, let other = branch.count > 1 ? branch.first : last.isValue ? nil : last {
      return diagnose(.unexpectedToken, "a branch in the text is a single value", other.range)
    }
    switch last.kind {
    case .expression, .binding, .update: break
    case .conditional(_, let then, let otherwise): requireValues(then, otherwise, at: last.range)
    case .destructuring, .function, .backward, .expect:
      diagnose(.noValue, "this line gives no value, and its branch of `if` ends with it", last.range, hint: hint)
    }
  }
}

extension Statement {
  fileprivate var isValue: Bool {
    switch kind {
    case .conditional: true
    case .expression(let value):
      if case .loop = value.kind { false } else { true }
    case .binding, .destructuring, .update, .function, .backward, .expect: false
    }
  }
}

extension SourceRange {
  /// The part that a word takes up at its beginning.
  fileprivate func prefix(_ word: String) -> SourceRange {
    SourceRange(file, bytes.lowerBound..<min(bytes.upperBound, bytes.lowerBound + word.utf8.count))
  }
}
