import SourceText

/// Cuts a block's text into tokens. Line ends are no tokens: a token knows whether it starts a line, and the parser
/// decides whether that matters.
struct Lexer {
  let source: Excerpt
  var text: [UInt8] { source.text }
  var position = 0
  private(set) var tokens: [Token] = []
  private(set) var comments: [Range<Int>] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var startsLine = true

  init(_ source: Excerpt) {
    self.source = source
    tokens.reserveCapacity(source.text.count / 3 + 1)
  }

  /// Ends with one token of kind `end` behind the last byte.
  ///
  /// - Parameter limit: how many tokens are wanted; what stands behind them may be missing.
  mutating func run(atMost limit: Int = .max) {
    while position < text.count, tokens.count <= limit { next() }
    tokens.append(Token(kind: .end, start: text.count, end: text.count, startsLine: true))
  }

  private mutating func next() {
    let start = position
    let byte = text[position]
    switch byte {
    case UInt8(ascii: "\n"):
      startsLine = true
      position += 1
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      position += 1
    case UInt8(ascii: "#"):
      skipLine()
      comments.append(start..<position)
    case UInt8(ascii: "\""):
      lexText()
    case UInt8(ascii: "'"):
      lexForeignQuote(closing: [byte])
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      lexNumber()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      lexName()
    case 0x80...:
      switch scalar(at: position)?.0 {
      case "“", "”", "„": lexForeignQuote(closing: Array("”".utf8))
      case "‘", "’": lexForeignQuote(closing: Array("’".utf8))
      case let scalar? where scalar.properties.isXIDStart: lexName()
      default: lexUnexpected()
      }
    default:
      lexSign(byte)
    }
  }

  func byte(at offset: Int) -> UInt8? { offset < text.count ? text[offset] : nil }

  mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, start: start, end: position, startsLine: startsLine))
    startsLine = false
  }

  mutating func report(_ id: DiagnosticID, _ message: String, at range: Range<Int>, hint: String? = nil) {
    guard diagnostics.count < BlockParser.diagnosticLimit else { return }
    diagnostics.append(Diagnostic(id, message, at: source.range(range), hint: hint))
  }

  private mutating func skipLine() {
    while let byte = byte(at: position), byte != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func lexName() {
    let start = position
    skipNameCharacters()
    while byte(at: position) == UInt8(ascii: "'") { position += 1 }
    append(keyword(start..<position), from: start)
  }

  mutating func skipNameCharacters() {
    while let byte = byte(at: position) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        position += 1
      case 0x80...:
        // U+00B7 counts as a letter's part in Catalan; here it is a multiplication sign that somebody pasted.
        guard let (scalar, length) = scalar(at: position), scalar.properties.isXIDContinue, scalar != "\u{B7}" else {
          return
        }
        position += length
      default: return
      }
    }
  }

  private func keyword(_ range: Range<Int>) -> Token.Kind {
    guard range.count <= 6 else { return .name }
    switch String(decoding: text[range], as: UTF8.self) {
    case "if": return .if
    case "else": return .else
    case "for": return .for
    case "repeat": return .repeat
    case "expect": return .expect
    case "and": return .and
    case "or": return .or
    case "not": return .not
    case "true": return .true
    case "false": return .false
    default: return .name
    }
  }

  private mutating func lexText() {
    let start = position
    position += 1
    while let byte = byte(at: position), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\"") {
        position += 1
        return append(.text, from: start)
      }
      let escapes = byte == UInt8(ascii: "\\") && self.byte(at: position + 1) != UInt8(ascii: "\n")
      position += escapes ? 2 : 1
    }
    position = min(position, text.count)
    if position > start, text[position - 1] == UInt8(ascii: "\r") { position -= 1 }
    report(
      .unclosedText, "the text that begins here is not closed", at: start..<position,
      hint: "close it with `\"` on the same line")
    append(.invalid, from: start)
  }

  /// `'a'`, `“a”`: text in other quotes is one fault, not one for each quote.
  private mutating func lexForeignQuote(closing: [UInt8]) {
    let start = position
    let opening = scalar(at: position)?.1 ?? 1
    var end = position + opening
    while end < text.count, text[end] != UInt8(ascii: "\n"), !text[end...].starts(with: closing) { end += 1 }
    guard end < text.count, text[end] != UInt8(ascii: "\n") else { return lexUnexpected() }
    position = end + closing.count
    let inner = String(decoding: text[start + opening..<end], as: UTF8.self)
    report(
      .unexpectedCharacter, "text stands in straight double quotes", at: start..<position, hint: "write `\"\(inner)\"`")
    append(.invalid, from: start)
  }

  private mutating func lexSign(_ byte: UInt8) {
    let start = position
    let second = self.byte(at: position + 1)
    func kind() -> (Token.Kind, Int)? {
      let assigns = second == UInt8(ascii: "=")
      switch byte {
      case UInt8(ascii: "("): return (.leftParenthesis, 1)
      case UInt8(ascii: ")"): return (.rightParenthesis, 1)
      case UInt8(ascii: "["): return (.leftBracket, 1)
      case UInt8(ascii: "]"): return (.rightBracket, 1)
      case UInt8(ascii: "{"): return (.leftBrace, 1)
      case UInt8(ascii: "}"): return (.rightBrace, 1)
      case UInt8(ascii: "+"): return assigns ? (.plusAssign, 2) : (.plus, 1)
      case UInt8(ascii: "-"): return assigns ? (.minusAssign, 2) : (.minus, 1)
      case UInt8(ascii: "*"):
        return assigns ? (.starAssign, 2) : second == UInt8(ascii: "*") ? (.power, 2) : (.star, 1)
      case UInt8(ascii: "/"): return assigns ? (.slashAssign, 2) : (.slash, 1)
      case UInt8(ascii: "@"): return (.at, 1)
      case UInt8(ascii: "%"): return (.percent, 1)
      case UInt8(ascii: "^"): return (.power, 1)
      case UInt8(ascii: "="): return assigns ? (.equal, 2) : (.assign, 1)
      case UInt8(ascii: "!"): return assigns ? (.notEqual, 2) : nil
      case UInt8(ascii: "<"): return assigns ? (.lessOrEqual, 2) : (.less, 1)
      case UInt8(ascii: ">"): return assigns ? (.greaterOrEqual, 2) : (.greater, 1)
      case UInt8(ascii: ","): return (.comma, 1)
      case UInt8(ascii: ":"): return (.colon, 1)
      case UInt8(ascii: ";"): return (.semicolon, 1)
      case UInt8(ascii: "."): return second == UInt8(ascii: ".") ? (.range, 2) : (.dot, 1)
      default: return nil
      }
    }
    if byte == UInt8(ascii: "."), let second, isDigit(second), !isBehindOperand { return lexBareFraction() }
    guard let (kind, length) = kind() else { return lexUnexpected() }
    position += length
    if kind == .range, self.byte(at: position) == UInt8(ascii: ".") {
      position += 1
      report(
        .unexpectedCharacter, "unexpected `...`", at: start..<position, hint: "write `..`; both ends are included")
    }
    append(kind, from: start)
  }

  /// Whether the byte before belongs to something that a `.` can follow as member access.
  private var isBehindOperand: Bool {
    guard let last = tokens.last, last.end == position else { return false }
    switch last.kind {
    case .name, .rightParenthesis, .rightBracket: return true
    default: return false
    }
  }

  /// One diagnostic for a run of characters that mean nothing here.
  private mutating func lexUnexpected() {
    let start = position
    let first = scalar(at: position)?.0
    repeat {
      position += scalar(at: position)?.1 ?? 1
    } while position < text.count && isUnexpected(at: position)
    position = min(position, text.count)
    let written = String(decoding: text[start..<position], as: UTF8.self)
    let message =
      if let first, let name = CharacterHint.invisibleName(first) {
        "unexpected \(name)"
      } else {
        "unexpected character \(CharacterHint.quoted(written))"
      }
    report(
      .unexpectedCharacter, message, at: start..<position,
      hint: first.flatMap { CharacterHint.hint(for: $0, in: written, isBehindValue: followsValue(start)) })
    append(.invalid, from: start)
  }

  /// Whether a character joins on to a value; bars do where the first one of their line does, as in `a || b`.
  private func followsValue(_ offset: Int) -> Bool {
    guard text[offset] == UInt8(ascii: "|") else { return isBehindValue(offset) }
    var start = offset
    while start > 0, text[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    var end = text[start...offset].firstIndex(of: UInt8(ascii: "|")) ?? offset
    while end > start, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return end > start && isBehindValue(end)
  }

  private func isBehindValue(_ offset: Int) -> Bool {
    guard offset > 0 else { return false }
    let before = text[offset - 1]
    return before >= 0x80 || before == UInt8(ascii: ")") || before == UInt8(ascii: "]")
      || before >= UInt8(ascii: "0") && before <= UInt8(ascii: "9")
      || before | 0x20 >= UInt8(ascii: "a") && before | 0x20 <= UInt8(ascii: "z")
  }

  private func isUnexpected(at offset: Int) -> Bool {
    let byte = text[offset]
    guard byte >= 0x80 else {
      switch byte {
      case UInt8(ascii: "!"): return self.byte(at: offset + 1) != UInt8(ascii: "=")
      case UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "?"), UInt8(ascii: "\\"),
        UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"), 0x7F:
        return true
      default:
        return byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t") && byte != UInt8(ascii: "\r")
      }
    }
    guard let (scalar, _) = scalar(at: offset) else { return true }
    return !scalar.properties.isXIDStart
  }

  /// The scalar that starts at an offset, and its length in bytes.
  func scalar(at offset: Int) -> (Unicode.Scalar, Int)? {
    var iterator = text[offset..<min(offset + 4, text.count)].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return (scalar, UTF8.width(scalar))
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
