import SourceText

/// The coloured runs of a block's source, in order and without overlap; blanks, brackets and commas have none. Total:
/// what does not belong to the language has none either.
///
/// `x = 2` → name 0..<1, operator 2..<3, number 4..<5.
public func highlight(_ source: String) -> [HighlightedRun] {
  let file = SourceFile(path: "", text: source)
  var lexer = Lexer(Excerpt(file, 0..<file.bytes.count))
  lexer.run()
  var runs: [HighlightedRun] = []
  runs.reserveCapacity(lexer.tokens.count + lexer.comments.count)
  var comments = lexer.comments[...]
  for (index, token) in lexer.tokens.enumerated() {
    while let comment = comments.first, comment.lowerBound <= token.start {
      runs.append(HighlightedRun(.comment, comment))
      comments.removeFirst()
    }
    if let kind = kind(of: token, at: index, in: lexer) { runs.append(HighlightedRun(kind, token.range)) }
  }
  return runs
}

private func kind(of token: Token, at index: Int, in lexer: Lexer) -> HighlightedRun.Kind? {
  switch token.kind {
  case .name:
    if isContextualKeyword(token, at: index, in: lexer) { return .keyword }
    let next = lexer.tokens[index + 1]
    return next.kind == .leftParenthesis && next.start == token.end ? .function : .name
  case .number: return .number
  case .text: return .text
  case .if, .else, .for, .repeat, .expect, .and, .or, .not, .true, .false: return .keyword
  case .plus, .minus, .star, .slash, .at, .percent, .power, .equal, .notEqual, .less, .lessOrEqual, .greater,
    .greaterOrEqual, .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign, .dot, .range:
    return .operator
  case .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace, .rightBrace, .comma, .colon,
    .semicolon, .invalid, .end:
    return nil
  }
}

/// `in` behind `for i`, `within` behind a value, `backward` before a name.
private func isContextualKeyword(_ token: Token, at index: Int, in lexer: Lexer) -> Bool {
  let next = lexer.tokens[index + 1]
  switch String(decoding: lexer.text[token.range], as: UTF8.self) {
  case "in": return index >= 2 && lexer.tokens[index - 2].kind == .for
  case "backward": return token.startsLine && next.kind == .name && !next.startsLine
  case "within":
    guard index > 0, !token.startsLine else { return false }
    switch lexer.tokens[index - 1].kind {
    case .name, .number, .text, .rightParenthesis, .rightBracket, .true, .false: return true
    default: return false
    }
  default: return false
  }
}
