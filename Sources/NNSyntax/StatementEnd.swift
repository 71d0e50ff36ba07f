import SourceText

/// Errors where a statement goes on but should end.
extension BlockParser {
  /// Fails at the present token, which cannot follow the statement before it.
  mutating func failAtEndOfStatement(_ kind: inout Statement.Kind) {
    guard current.kind != .invalid else {
      isPanicking = true
      return
    }
    let found = written(current.range)
    switch current.kind {
    case .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign:
      failAtAssignment(&kind)
    case .comma:
      fail(
        .unexpectedToken, "a comma cannot stand outside brackets", at: current.range,
        hint: "a tuple stands in brackets: `(a, b)`")
    case .colon:
      fail(
        .unexpectedToken, "`:` cannot stand here", at: current.range,
        hint: following.kind == .assign ? "write `=`" : "a block stands in braces: `{ … }`")
    case .leftBrace:
      var hint: String?
      if case .expression(let expression) = kind, case .call(_, _) = expression.kind {
        hint = "a function is defined with `=`: `\(expression.range.text) = { … }`"
      }
      fail(.unexpectedToken, "a block `{ … }` cannot stand here", at: current.range, hint: hint)
    case .range:
      fail(
        .unexpectedToken, "a range `a..b` stands in `for` only", at: current.range,
        hint: "`arange(a, b)` makes a vector")
    case .for:
      fail(
        .unexpectedToken, "unexpected `for`", at: current.range,
        hint: "values are collected in square brackets: `[i^2 for i in 0..3]`")
    case .if:
      fail(
        .unexpectedToken, "unexpected `if`", at: current.range,
        hint: "a choice begins with its condition: `if c { a } else { b }`")
    case .name, .number, .text, .true, .false, .not, .repeat, .expect:
      fail(
        .unexpectedToken, "unexpected `\(found)`", at: current.range,
        hint: hintForNeighbours(kind) ?? "a statement ends with its line or with `;`")
    default:
      fail(.unexpectedToken, "unexpected `\(found)`", at: current.range)
    }
  }

  /// `print x` lacks brackets, `2 x` a sign.
  private func hintForNeighbours(_ kind: Statement.Kind) -> String? {
    guard case .expression(let expression) = kind else { return nil }
    let found = written(current.range)
    switch expression.kind {
    case .name(let name) where isWord("in", current):
      let vector = following.kind == .name && !following.startsLine ? written(following.range) : "x"
      return "write `max(\(vector) == \(name))`, which is 1 where it is an entry and 0 where it is none"
    case .name(let name): return "a call has brackets: `\(name)(\(found))`"
    case .number where current.kind == .name: return "write `\(expression.range.text) * \(found)`"
    default: return nil
    }
  }

  private mutating func failAtAssignment(_ kind: inout Statement.Kind) {
    let sign = current
    let written = written(sign.range)
    // `y = x +` took the next line along: what is wrong is the operator, not the binding that it swallowed.
    if index >= 2, tokens[index - 1].startsLine, tokens[index - 1].kind == .name,
      tokens[index - 2].kind.binaryOperator != nil
    {
      let dangling = tokens[index - 2].range
      return fail(
        .unexpectedToken, "nothing stands behind `\(self.written(dangling))`", at: dangling,
        hint: "a line that ends with an operator goes on in the next one")
    }
    guard case .expression(let target) = kind else {
      let hint: String? =
        switch kind {
        case .expect: "`==` compares"
        case .binding(_, _): "bind one name a line; `==` compares"
        default: nil
        }
      return fail(.unexpectedToken, "unexpected `\(written)`", at: sign.range, hint: hint)
    }
    let range = tokens[statementStart(before: index)].start..<previous.end
    var message = "`\(target.range.text)` is not a name that `\(written)` could bind"
    var hint: String?
    switch target.kind {
    case .index(_, _):
      message = "an entry of a tensor cannot be assigned"
      hint = "make a new tensor, for example with `where` or `stack`"
      if sign.kind == .assign, UpdateTarget(target) != nil {
        hint = "make a new tensor, as with `where`; an entry of a tuple is updated: `\(target.range.text) -= …`"
      }
    case .call(_, _):
      message = "the result of a call cannot be changed"
    case .member(let base, _):
      message = "a member cannot be assigned"
      if case .name = base.kind, sign.kind == .assign {
        hint = "a model's parameters are updated: `\(target.range.text) -= …`"
      }
    case .tuple(_):
      message = "several names cannot be updated at once"
      hint = "update each on a line of its own"
    case .text, .number, .name, .array, .unary, .chain, .loop, .comprehension, .conditional, .error: break
    }
    report(.badTarget, message, at: range, hint: hint)
    advance()
    let value = value()
    kind = .expression(Expression(.error, value.range))
  }

  /// The first token of the statement that goes on at a token.
  private func statementStart(before index: Int) -> Int {
    var start = index - 1
    while start > 0, !tokens[start].startsLine, tokens[start - 1].kind != .semicolon,
      tokens[start - 1].kind != .leftBrace
    {
      start -= 1
    }
    return max(start, 0)
  }
}
