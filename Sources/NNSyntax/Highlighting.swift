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
  var last: HighlightedRun.Kind?
  for (index, token) in lexer.tokens.enumerated() {
    while let comment = comments.first, comment.lowerBound <= token.start {
      runs.append(HighlightedRun(.comment, comment))
      comments.removeFirst()
    }
    let isBehindKeyword = last == .keyword
    last = kind(of: token, at: index, in: lexer, isBehindKeyword)
    if let last { runs.append(HighlightedRun(last, token.range)) }
  }
  return runs
}

private func kind(
  of token: Token, at index: Int, in lexer: Lexer, _ isBehindKeyword: Bool
) -> HighlightedRun.Kind? {
  switch token.kind {
  case .name:
    if isContextualKeyword(token, at: index, in: lexer, isBehindKeyword) { return .keyword }
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

/// `in` behind `for i`, `by` and `within` behind a value, `backward` before a name.
func isContextualKeyword(
  _ token: Token, at index: Int, in lexer: Lexer, _ isBehindKeyword: Bool
) -> Bool {
  let next = lexer.tokens[index + 1]
  switch String(decoding: lexer.text[token.range], as: UTF8.self) {
  case "in": return index >= 2 && lexer.tokens[index - 2].kind == .for
  case "backward": return token.startsLine && next.kind == .name && !next.startsLine
  case "by", "within":
    // No value stands behind another one: in `by..3 by by` the second `by` is the word.
    guard index > 0, !token.startsLine else { return false }
    switch lexer.tokens[index - 1].kind {
    case .name: return !isBehindKeyword
    case .number, .text, .rightParenthesis, .rightBracket, .true, .false: return true
    default: return false
    }
  default: return false
  }
}
