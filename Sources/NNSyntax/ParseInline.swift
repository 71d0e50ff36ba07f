import SourceText

/// Content of `` `{nn} loss:.3f` ``: an expression and, behind the last colon outside brackets, a format.
public struct InlineProgram: Sendable {
  public var expression: Expression
  public var format: NumberFormatSpecification?

  public init(expression: Expression, format: NumberFormatSpecification?) {
    self.expression = expression
    self.format = format
  }
}

/// Parses the text of an inline expression; `nil` when a fault leaves nothing that could be evaluated.
///
/// `grad(f, x):.2f` → the call, and two digits behind the point.
public func parseInlineProgram(_ source: Excerpt) -> Diagnosed<InlineProgram?> {
  let colon = lastColonOutsideBrackets(source.text)
  var diagnostics: [Diagnostic] = []
  var format: NumberFormatSpecification?
  if let colon {
    let range = trimmed(colon + 1..<source.text.count, in: source.text)
    format = NumberFormatSpecification(source.text[range])
    if format == nil {
      let written = String(decoding: source.text[range], as: UTF8.self)
      let place = range.isEmpty ? colon..<colon + 1 : range
      diagnostics.append(
        Diagnostic(
          .badFormat, range.isEmpty ? "a format is missing behind `:`" : "unknown format `\(written)`",
          at: source.range(place),
          hint: "formats are `.3f` (fixed), `.2e` (exponent), `.4g` (significant digits) and `%`"))
    }
  }
  var parser = BlockParser(source.slice(0..<(colon ?? source.text.count)))
  let expression = parser.inlineExpression(whole: source)
  diagnostics = parser.sortedDiagnostics() + diagnostics
  guard diagnostics.isEmpty, let expression else { return Diagnosed(nil, diagnostics) }
  return Diagnosed(InlineProgram(expression: expression, format: format), diagnostics)
}

extension BlockParser {
  fileprivate mutating func inlineExpression(whole: Excerpt) -> Expression? {
    guard current.kind != .end else {
      let place = whole.text.isEmpty ? 0..<0 : 0..<whole.text.count
      diagnose(
        .unexpectedToken, "an inline expression is empty", whole.range(place), hint: "write for example `{nn} x`")
      return nil
    }
    // Lines do not matter: an inline expression may be wrapped like any prose.
    openBrackets = 1
    isInText = true
    let expression = expression()
    guard !isPanicking, current.kind != .end else { return expression }
    switch current.kind {
    case .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign:
      fail(
        .unexpectedToken, "an inline expression binds nothing", at: current.range,
        hint: "`==` compares; names are bound in a block")
    case .semicolon:
      fail(.unexpectedToken, "an inline expression is a single one", at: current.range)
    default:
      fail(.unexpectedToken, "unexpected `\(written(current.range))`", at: current.range)
    }
    return nil
  }
}

/// The last `:` that stands outside brackets and text.
private func lastColonOutsideBrackets(_ text: [UInt8]) -> Int? {
  var depth = 0
  var isInText = false
  var found: Int?
  for (index, byte) in text.enumerated() {
    switch byte {
    case UInt8(ascii: "\""): isInText.toggle()
    case _ where isInText: continue
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
    case UInt8(ascii: ":") where depth == 0: found = index
    default: continue
    }
  }
  return found
}

private func trimmed(_ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
  func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
  var range = range
  while let first = range.first, isSpace(text[first]) { range = first + 1..<range.upperBound }
  while let last = range.last, isSpace(text[last]) { range = range.lowerBound..<last }
  return range
}
