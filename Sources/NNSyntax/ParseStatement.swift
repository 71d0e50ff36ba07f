import SourceText

/// Statements, and where one ends.
extension BlockParser {
  /// Statements up to a `}`, which is left standing, or to the end of the text.
  mutating func statements(until closer: Token.Kind) -> [Statement] {
    var statements: [Statement] = []
    while current.kind != .end {
      switch current.kind {
      case closer: return statements
      case .semicolon:
        advance()
      case .rightBrace, .rightParenthesis, .rightBracket:
        report(.unexpectedToken, "nothing is open that `\(written(current.range))` could close", at: current.range)
        advance()
      default:
        statements.append(statement())
      }
    }
    return statements
  }

  /// One statement and what must stand behind it: the end of the line, `;`, `}` or the end of the text.
  private mutating func statement() -> Statement {
    let start = index
    statementStart = index
    let openersBefore = openers.count
    let bracketsBefore = openBrackets
    openBrackets = 0
    defer { openBrackets = bracketsBefore }
    var kind = statementKind()
    if !isPanicking, !isAtEndOfStatement { failAtEndOfStatement(&kind) }
    if isPanicking { recover(from: start, openersBefore: openersBefore) }
    // A statement that ended in a fault goes as far as it was read.
    let end = index > start ? tokens[index - 1].end : tokens[start].end
    return Statement(kind, source.range(tokens[start].start..<end))
  }

  private var isAtEndOfStatement: Bool {
    switch current.kind {
    case .end, .semicolon, .rightBrace: true
    default: current.startsLine
    }
  }

  private mutating func statementKind() -> Statement.Kind {
    switch current.kind {
    case .if: return conditional()
    case .for, .repeat: return .expression(value())
    case .expect: return expectation()
    case .else:
      fail(.unexpectedToken, "`else` without an `if` before it", at: current.range)
      return .expression(errorTree().expression)
    case .name:
      if failsAsUnsupported() { return .expression(errorTree().expression) }
      if isWord("backward", current), following.kind == .name, !following.startsLine { return backwardDefinition() }
      if following.startsLine { break }
      switch following.kind {
      case .assign: return binding()
      case .plusAssign, .minusAssign, .starAssign, .slashAssign: return update()
      case .dot where isPartialUpdate, .leftBracket where isPartialUpdate: return update()
      case .leftParenthesis where isFollowedByAssign(index + 1): return functionDefinition()
      case .less where isFollowedByArrow: return arrowBinding()
      default: break
      }
    case .leftParenthesis where isFollowedByAssign(index): return destructuring()
    default: break
    }
    return .expression(expression())
  }

  /// Whether the bracket that a token opens is closed and `=` stands behind it.
  private func isFollowedByAssign(_ opener: Int) -> Bool {
    let closer = brackets.closers[opener]
    guard closer > opener, closer + 1 < tokens.count else { return false }
    return tokens[closer + 1].kind == .assign && !tokens[closer + 1].startsLine
  }

  /// Right side of `=`: an expression or a loop.
  mutating func value() -> Expression {
    switch current.kind {
    case .for, .repeat:
      guard !current.startsLine || previous.kind != .assign else { break }
      return loop()
    default: break
    }
    guard !current.startsLine else {
      failExpecting("a value", hint: "the value begins on the line of its `=`")
      return errorTree().expression
    }
    return expression()
  }

  /// Whether `<-` stands behind the name here, in one piece.
  private var isFollowedByArrow: Bool {
    index + 3 < tokens.count && tokens[index + 2].kind == .minus && tokens[index + 2].start == tokens[index + 1].end
      && !tokens[index + 3].startsLine && tokens[index + 3].kind != .end
  }

  /// `a <- 3`, as R binds names: told, and read as what is meant.
  private mutating func arrowBinding() -> Statement.Kind {
    let name = name(advance())
    let arrow = current.start..<following.end
    advance()
    advance()
    let value = value()
    let isShort = !value.range.text.contains(where: \.isNewline) && value.range.text.count < 40
    let text = isShort ? value.range.text : "…"
    report(
      .unexpectedToken, "`<-` binds nothing", at: arrow,
      hint: "write `\(name.text) = \(text)`; a comparison with a negative number has blanks: `\(name.text) < -\(text)`")
    return .binding(name, value)
  }

  private mutating func binding() -> Statement.Kind {
    let name = name(advance())
    advance()
    return .binding(name, value())
  }

  /// `w -= …`, `net.w1 -= …`, `p[0] -= …`
  private mutating func update() -> Statement.Kind {
    let written = postfix().expression
    guard !isPanicking else { return .expression(errorTree().expression) }
    // What is no target is reported at the sign.
    guard let target = UpdateTarget(written) else { return .expression(written) }
    let sign = advance()
    return .update(target, sign.kind.updateOperator ?? .add, value())
  }

  /// Whether the name here is followed by `.w1 -=` or `[0][1] -=` on its line.
  private var isPartialUpdate: Bool {
    var sign = index + 1
    if tokens[sign].kind == .dot {
      guard sign + 1 < tokens.count, tokens[sign + 1].kind == .name, !tokens[sign + 1].startsLine else { return false }
      sign += 2
    }
    while sign < tokens.count, tokens[sign].kind == .leftBracket, !tokens[sign].startsLine,
      brackets.closers[sign] > sign
    { sign = brackets.closers[sign] + 1 }
    return sign < tokens.count && tokens[sign].kind.updateOperator != nil && !tokens[sign].startsLine
  }

  /// `(a, b) = …`
  private mutating func destructuring() -> Statement.Kind {
    var names: [Name] = []
    var seen: Set<String> = []
    bracketed { parser in
      guard parser.current.kind == .name, parser.following.kind == .comma || parser.following.kind == .rightParenthesis
      else {
        let element = parser.tree(.or)
        guard !parser.isPanicking else { return }
        parser.report(.badTarget, "only names can be taken out of a tuple", at: element.extent)
        return
      }
      let name = parser.name(parser.advance())
      if !seen.insert(name.text).inserted {
        parser.report(.badTarget, "the name `\(name.text)` stands twice", at: parser.previous.range)
      }
      names.append(name)
    }
    guard !isPanicking else { return .expression(errorTree().expression) }
    advance()
    return .destructuring(names, value())
  }

  /// `expect a == b within 1e-3`
  private mutating func expectation() -> Statement.Kind {
    advance()
    guard !current.startsLine else {
      failExpecting("a claim", hint: "write for example `expect a == b`")
      return .expression(errorTree().expression)
    }
    let claim = tree(.or)
    var expectation = Expectation(left: claim.expression, comparison: nil, within: nil)
    if case .chain(let left, let links) = claim.expression.kind, let link = links.first, link.operator.isComparison {
      expectation = Expectation(left: left, comparison: (link.operator, link.operand), within: nil)
    }
    if !isPanicking, continuesLine, isWord("within", current) {
      let word = advance()
      if expectation.comparison?.operator != .equal {
        report(
          .unexpectedToken, "`within` belongs to a claim with `==`", at: word.range,
          hint: "write `expect a == b within 1e-3`")
      }
      expectation.within = expression()
    }
    return .expect(expectation)
  }
}
