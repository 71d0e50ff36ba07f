import SourceText

extension Program {
  /// The numbers that stand in a block as they are written, signs taken in, comments and texts left out.
  ///
  /// `x = -2; y = x - 0.5` → `[-2, 0.5]`
  public var numberLiterals: [Double] { NNSyntax.numberLiterals(in: source) }
}

/// As ``Program/numberLiterals``, of an expression in the text.
public func numberLiterals(in source: Excerpt) -> [Double] {
  var lexer = Lexer(source)
  lexer.run()
  var result: [Double] = []
  var isSigned = false
  var endsValue = false
  for token in lexer.tokens {
    if token.kind == .number, let value = lexer.value(of: token.range) { result.append(isSigned ? -value : value) }
    // A `-` behind a value subtracts.
    isSigned = token.kind == .minus && (!endsValue || token.startsLine)
    switch token.kind {
    case .number, .name, .text, .true, .false, .rightParenthesis, .rightBracket, .rightBrace: endsValue = true
    default: endsValue = false
    }
  }
  return result
}
