import SourceText

/// A pretty-printer over tokens: the program's text in the one form in which it is quoted, whatever blanks, line breaks
/// and comments the author put between the tokens. `exp(x*y)  # note` and `exp( x * y )` are both `exp(x * y)`.
///
/// A blank stands on both sides of `+ - * / @ %`, of comparisons, `and`, `or` and `not`, behind a comma and behind the colon
/// of a named argument; none around `^ . ..` and the colon of a slice, behind a sign, inside brackets and before those of
/// a call or an index. Lines of a block are joined by `; `. The tokens themselves stay, brackets that are not needed
/// too, so the text means what the program means: over a tree, brackets would have to be invented again, and a text
/// that breaks off has no tree.
///
/// - Parameter limit: how many characters that are no blanks a text may have; a longer one ends in `…`.
public func canonicalText(_ source: Excerpt, limit: Int = .max) -> String {
  var lexer = Lexer(source)
  lexer.run(atMost: limit)
  var printer = CanonicalPrinter(lexer: lexer, limit: limit)
  return printer.run()
}

public func canonicalText(_ text: String) -> String {
  let file = SourceFile(path: "", text: text)
  return canonicalText(Excerpt(file, 0..<file.bytes.count))
}

private struct CanonicalPrinter {
  let lexer: Lexer
  let limit: Int
  private var text = String.UnicodeScalarView()
  private var count = 0
  /// Open brackets, innermost last.
  private var open: [Token.Kind] = []
  private var last: Last?

  /// Token printed last.
  private struct Last {
    var kind: Token.Kind
    /// Whether a value ends here, so that a `-` behind it subtracts and a `(` calls.
    var endsValue: Bool
    var isSign = false
    var isKeyword = false
  }

  init(lexer: Lexer, limit: Int) {
    self.lexer = lexer
    self.limit = limit
  }

  mutating func run() -> String {
    for (index, token) in lexer.tokens.enumerated() where token.kind != .end {
      guard append(token, at: index) else { break }
    }
    return String(text)
  }

  /// - Returns: whether all of it fits.
  private mutating func append(_ token: Token, at index: Int) -> Bool {
    if endsStatement(before: token) {
      text.append(contentsOf: ";".unicodeScalars)
      last = Last(kind: .semicolon, endsValue: false)
    }
    var isKeyword = false
    if token.kind == .name {
      // In brackets, and in what stood in some, lines do not matter.
      var inLine = token
      inLine.startsLine = token.startsLine && open.last == .leftBrace
      isKeyword = isContextualKeyword(inLine, at: index, in: lexer, last?.isKeyword ?? false)
    }
    let isSign = token.kind == .minus && last?.endsValue != true
    if let last, needsBlank(last, token, isSign: isSign) { text.append(" ") }
    if token.kind == .rightParenthesis || token.kind == .rightBracket || token.kind == .rightBrace {
      _ = open.popLast()
    }
    if token.kind.opens { open.append(token.kind) }
    last = Last(
      kind: token.kind, endsValue: !isKeyword && token.kind.endsValue, isSign: isSign,
      isKeyword: isKeyword || token.kind.isWord)
    let written = token.kind == .power ? "^" : String(decoding: lexer.text[token.range], as: UTF8.self)
    for scalar in written.unicodeScalars {
      guard count < limit else {
        if text.last == " " { text.removeLast() }
        text.append("…")
        return false
      }
      text.append(scalar)
      count += 1
    }
    return true
  }

  /// In a block a line ends the statement, unless it cannot be its end.
  private func endsStatement(before token: Token) -> Bool {
    guard token.startsLine, open.last == .leftBrace, let last, last.endsValue else { return false }
    return token.kind != .rightBrace && token.kind != .else
  }

  private func needsBlank(_ last: Last, _ token: Token, isSign: Bool) -> Bool {
    switch token.kind {
    case .comma, .semicolon, .colon, .dot, .range, .rightParenthesis, .rightBracket, .power: return false
    case .rightBrace: return last.kind != .leftBrace
    case .leftParenthesis, .leftBracket:
      // A call or an index.
      if last.endsValue, last.kind != .rightBrace, !token.startsLine { return false }
    default: break
    }
    switch last.kind {
    case .leftParenthesis, .leftBracket, .dot, .range, .power: return false
    case .minus where last.isSign: return false
    case .colon: return open.last != .leftBracket
    default: return true
    }
  }
}

extension Token.Kind {
  fileprivate var endsValue: Bool {
    switch self {
    case .name, .number, .text, .true, .false, .rightParenthesis, .rightBracket, .rightBrace: true
    case .if, .else, .for, .repeat, .expect, .and, .or, .not, .leftParenthesis, .leftBracket, .leftBrace, .plus, .minus,
      .star, .slash, .at, .percent, .power, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .assign,
      .plusAssign, .minusAssign, .starAssign, .slashAssign, .comma, .colon, .semicolon, .dot, .range, .invalid, .end:
      false
    }
  }

  /// A word that means something everywhere.
  fileprivate var isWord: Bool {
    switch self {
    case .if, .else, .for, .repeat, .expect, .and, .or, .not, .true, .false: true
    case .name, .number, .text, .leftParenthesis, .leftBracket, .leftBrace, .rightParenthesis, .rightBracket,
      .rightBrace, .plus, .minus, .star, .slash, .at, .percent, .power, .equal, .notEqual, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign, .comma, .colon,
      .semicolon, .dot, .range, .invalid, .end:
      false
    }
  }
}
