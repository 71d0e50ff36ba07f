import SourceText

/// The state of parsing one block: where it is, what is open, what was found wrong.
///
/// A fault inside a statement sets ``isPanicking``; everything returns at once up to the statement, which skips to
/// its end. So a statement gives one fault of structure, and the next statement starts afresh.
struct BlockParser {
  static let diagnosticLimit = 100

  let source: Excerpt
  let tokens: [Token]
  let brackets: Brackets
  let lexer: Lexer
  var index = 0
  var isPanicking = false
  /// The first token of the innermost statement being read.
  var statementStart = -1
  /// How many `(` and `[` are open since the innermost `{`: inside them, lines do not matter.
  var openBrackets = 0
  /// The tokens that opened the brackets that the present statement is in.
  var openers: [Int] = []
  /// Height of the highest tree since it was set to 0: what stands in the blocks of an `if` counts for its height.
  var tallest = 0
  /// Whether this is an expression in the text, whose blocks hold nothing but expressions.
  var isInText = false
  private var level = 0
  private var diagnostics: [Diagnostic]
  /// Set by nesting too deep: the rest of the block is not looked at.
  private(set) var isAbandoned = false

  init(_ source: Excerpt) {
    var lexer = Lexer(source)
    lexer.run()
    self.source = source
    self.lexer = lexer
    tokens = lexer.tokens
    brackets = Brackets(tokens)
    diagnostics = lexer.diagnostics
  }

  /// By offset, then id: the lexer's faults and the parser's together.
  func sortedDiagnostics() -> [Diagnostic] {
    diagnostics.enumerated().sorted { a, b in
      (a.element.range.bytes.lowerBound, a.element.id.rawValue, a.offset)
        < (b.element.range.bytes.lowerBound, b.element.id.rawValue, b.offset)
    }.map(\.element)
  }

  // MARK: Tokens

  var current: Token { tokens[index] }
  /// The token behind the present one; the end stays the end.
  var following: Token { tokens[min(index + 1, tokens.count - 1)] }
  /// The last token that was taken.
  var previous: Token { tokens[max(index - 1, 0)] }

  /// Whether the present token still belongs to the line being read.
  var continuesLine: Bool { openBrackets > 0 || !current.startsLine }

  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[index]
    if index < tokens.count - 1 { index += 1 }
    return token
  }

  func written(_ range: Range<Int>) -> String { String(decoding: source.text[range], as: UTF8.self) }

  func isWord(_ word: StaticString, _ token: Token) -> Bool {
    token.kind == .name && token.range.count == word.utf8CodeUnitCount && written(token.range) == "\(word)"
  }

  func name(_ token: Token) -> Name { Name(written(token.range), source.range(token.range)) }

  // MARK: Faults

  mutating func report(_ id: DiagnosticID, _ message: String, at range: Range<Int>, hint: String? = nil) {
    guard !isAbandoned, diagnostics.count < Self.diagnosticLimit else { return }
    diagnostics.append(Diagnostic(id, message, at: source.range(range), hint: hint))
  }

  /// Reports a fault whose place is known already.
  mutating func diagnose(_ id: DiagnosticID, _ message: String, _ range: SourceRange, hint: String? = nil) {
    guard !isAbandoned, diagnostics.count < Self.diagnosticLimit else { return }
    diagnostics.append(Diagnostic(id, message, at: range, hint: hint))
  }

  /// Reports a fault and leaves the statement.
  mutating func fail(_ id: DiagnosticID, _ message: String, at range: Range<Int>, hint: String? = nil) {
    if !isPanicking { report(id, message, at: range, hint: hint) }
    isPanicking = true
  }

  /// Something was expected and something else, or nothing, stands there. The fault is put at what stands there; at
  /// the end of a line, at the last token before.
  mutating func failExpecting(_ what: String, hint: String? = nil) {
    guard current.kind != .invalid else {
      isPanicking = true
      return
    }
    if index == statementStart, index > 0, ["*", "/", "@", "%", "^", "and", "or"].contains(written(current.range)) {
      fail(
        .unexpectedToken, "a statement cannot begin with `\(written(current.range))`", at: current.range,
        hint: "to go on with the line above, end that line with the operator, or put both in brackets")
    } else if current.kind == .end || !continuesLine && index != statementStart {
      let last = index > 0 ? previous.range : current.range
      fail(.unexpectedToken, "\(what) is missing behind `\(written(last))`", at: last, hint: hint)
    } else {
      fail(.unexpectedToken, "expected \(what), found `\(shortened(current.range))`", at: current.range, hint: hint)
    }
  }

  private func shortened(_ range: Range<Int>) -> String {
    let text = written(range)
    return text.count > 30 ? text.prefix(29) + "…" : text
  }

  // MARK: Nesting

  /// - Returns: `false` when the limit is reached, which is reported and ends the parsing of the block.
  mutating func enter() -> Bool {
    guard level < Expression.nestingLimit else {
      failTooDeep(at: current.range)
      return false
    }
    level += 1
    return true
  }

  mutating func leave() { level -= 1 }

  mutating func failTooDeep(at range: Range<Int>) {
    fail(
      .nestedTooDeep, "this is nested more than \(Expression.nestingLimit) deep", at: range,
      hint: "give the inner parts names on lines of their own")
    isAbandoned = true
    index = tokens.count - 1
  }

  // MARK: Recovery

  /// Goes behind the statement that failed: behind the brackets it is in, when they are closed, and on to the next
  /// line, `;` or `}`.
  mutating func recover(from start: Int, openersBefore: Int) {
    isPanicking = false
    if let outermost = openers[openersBefore...].first(where: { brackets.closers[$0] >= index }) {
      index = brackets.closers[outermost] + 1
    }
    openers.removeSubrange(openersBefore...)
    while current.kind != .end {
      if index > start, current.startsLine || current.kind == .semicolon || current.kind == .rightBrace { break }
      let closer = brackets.closers[index]
      index = closer > index ? closer + 1 : index + 1
    }
  }

  /// After a fault in the head of a loop or a condition: goes on at the block, when it starts on the same line, so
  /// that faults inside it are found too.
  mutating func recoverAtBlock(openersBefore: Int) {
    var candidate = index
    if let outermost = openers[openersBefore...].first(where: { brackets.closers[$0] >= index }) {
      candidate = brackets.closers[outermost] + 1
    }
    while tokens[candidate].kind != .leftBrace {
      let token = tokens[candidate]
      if token.kind == .end || token.kind == .rightBrace || token.kind == .semicolon { return }
      if token.startsLine, candidate > index { return }
      let closer = brackets.closers[candidate]
      candidate = closer > candidate ? closer + 1 : candidate + 1
    }
    guard !isAbandoned else { return }
    index = candidate
    isPanicking = false
    openers.removeSubrange(openersBefore...)
  }
}
