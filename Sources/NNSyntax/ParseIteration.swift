import SourceText

/// Heads of loops and comprehensions: variables and the domain they go over.
extension BlockParser {
  /// `i in 1..10`, `i in 3..0 by -1`, `v in x`.
  ///
  /// - Parameter example: what is offered where that is not what stands here.
  mutating func iteration(example: String) -> (Name, Iteration)? {
    guard current.kind == .name, continuesLine else {
      let isTuple = current.kind == .leftParenthesis && continuesLine
      failExpecting(
        "a name",
        hint: isTuple ? "a loop has one name; in its body, `(a, b) = t` takes `t` apart" : "write `\(example)`")
      return nil
    }
    let name = name(advance())
    let example = example.replacing("for i in", with: "for \(name.text) in")
    guard isWord("in", current), continuesLine else {
      failExpecting("`in`", hint: "write `\(example)`")
      return nil
    }
    advance()
    let lower = expression()
    guard !isPanicking else { return nil }
    guard current.kind == .range, continuesLine else {
      // `for i in 1:10`; a colon that ends the line stands for the brace.
      if current.kind == .colon, continuesLine, !following.startsLine {
        if following.start == current.end || example.hasPrefix("[") {
          failExpecting("`..`", hint: "write `\(example)`; both ends are included")
        } else {
          failExpecting("`{`", hint: "write `for \(name.text) in \(lower.range.text) { … }`")
        }
        return nil
      }
      return (name, .members(lower))
    }
    advance()
    let upper = expression()
    guard !isPanicking else { return nil }
    guard let by = step(lower, upper) else { return (name, .range(from: lower, through: upper, by: nil)) }
    return isPanicking ? nil : (name, .range(from: lower, through: upper, by: by))
  }

  /// Step of a range, behind `by`. A name cannot follow a value: in `0..by by by` only the second one is the word.
  private mutating func step(_ lower: Expression, _ upper: Expression) -> Expression? {
    guard continuesLine else { return nil }
    if isWord("by", current) {
      advance()
      guard continuesLine else {
        failExpecting("a step", hint: "write `\(lower.range.text)..\(upper.range.text) by -1`")
        return errorTree().expression
      }
      return expression()
    }
    if current.kind == .range || isWord("step", current) {
      fail(
        .unexpectedToken, "expected `by`, found `\(written(current.range))`", at: current.range,
        hint: "a step stands behind the ends: `3..0 by -1`")
      return errorTree().expression
    }
    return nil
  }

  /// `for i in 0..3` behind an element, up to the bracket that closes.
  ///
  /// - Parameter place: how many elements stand before it.
  mutating func comprehension(of element: Tree, at place: Int, _ height: inout Int) -> Comprehension? {
    let word = advance()
    guard place == 0 else {
      fail(
        .unexpectedToken, "one expression stands before `for`, not a list", at: word.range,
        hint: "`[[a, b] for i in 0..3]` collects vectors")
      return nil
    }
    // Heights of what stands behind `in` come by way of the tallest tree.
    let outer = tallest
    tallest = 0
    let head = iteration(example: "[… for i in 0..3]")
    height = max(height, tallest)
    tallest = max(tallest, outer)
    guard let (name, iteration) = head else { return nil }
    switch current.kind {
    case .for:
      fail(
        .unexpectedToken, "a comprehension has one `for`", at: current.range,
        hint: "nest them: `[[… for j in 0..2] for i in 0..3]`")
    case .if:
      fail(
        .unexpectedToken, "a comprehension has no condition", at: current.range,
        hint: "`if` as a value stands before `for`: `[if i > 1 { i } else { 0 } for i in 0..3]`")
    case .comma:
      fail(
        .unexpectedToken, "a comprehension ends behind what it goes over", at: current.range,
        hint: "`concat` joins vectors")
    default: break
    }
    return Comprehension(element: element.expression, variable: name, iteration: iteration)
  }
}
