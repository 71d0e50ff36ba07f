import SourceText

/// Statements in braces, and what has them: loops, conditions. What a loop goes over is in `ParseIteration.swift`.
extension BlockParser {
  /// `{ … }`. A fault in what stood before it is left behind when the block starts on the same line.
  mutating func block(openersBefore: Int) -> [Statement] {
    if isPanicking { recoverAtBlock(openersBefore: openersBefore) }
    guard !isPanicking else { return [] }
    guard current.kind == .leftBrace else {
      failMissingBlock()
      if !isPanicking { return [] }
      recoverAtBlock(openersBefore: openersBefore)
      guard !isPanicking else { return [] }
      return block(openersBefore: openersBefore)
    }
    guard enter() else { return [] }
    defer { leave() }
    let opener = index
    advance()
    let bracketsBefore = openBrackets
    openBrackets = 0
    defer { openBrackets = bracketsBefore }
    let statements = statements(until: .rightBrace)
    if current.kind == .rightBrace {
      advance()
    } else {
      report(.unclosedBracket, "this `{` is not closed", at: tokens[opener].range, hint: "close it with `}`")
    }
    return statements
  }

  private mutating func failMissingBlock() {
    switch current.kind {
    case .colon:
      fail(.unexpectedToken, "expected `{`, found `:`", at: current.range, hint: "a block stands in braces: `{ … }`")
    case .assign:
      fail(.unexpectedToken, "expected `{`, found `=`", at: current.range, hint: "`==` compares")
    default:
      failExpecting("`{`", hint: "a block stands in braces: `{ … }`")
    }
  }

  /// `repeat n { … }`, `for i in a..b { … }`
  mutating func loop() -> Expression {
    let start = current.start
    let openersBefore = openers.count
    guard enter() else { return errorTree().expression }
    defer { leave() }
    let header = advance().kind == .repeat ? Loop.Header.repeat(expression()) : forHeader()
    let body = block(openersBefore: openersBefore)
    let range = source.range(start..<max(previous.end, start))
    guard let header else { return Expression(.error, range) }
    return Expression(.loop(Loop(header: header, body: body)), range)
  }

  /// `i in 1..10`
  private mutating func forHeader() -> Loop.Header? {
    guard let (name, iteration) = iteration(example: "for i in 1..10 { … }") else { return nil }
    return .for(name, iteration)
  }

  /// `if c { … } else if d { … } else { … }`; `else` may open a line.
  mutating func conditional() -> Statement.Kind {
    guard enter() else { return .expression(errorTree().expression) }
    defer { leave() }
    let openersBefore = openers.count
    advance()
    let condition = expression()
    let then = block(openersBefore: openersBefore)
    guard !isPanicking, current.kind == .else else { return .conditional(condition, then: then, otherwise: nil) }
    advance()
    guard current.kind == .if else {
      return .conditional(condition, then: then, otherwise: block(openersBefore: openersBefore))
    }
    let start = current.start
    let nested = conditional()
    let statement = Statement(nested, source.range(start..<max(previous.end, start)))
    return .conditional(condition, then: then, otherwise: [statement])
  }
}
