/// Which bracket closes which, found before parsing, so that a fault inside brackets can be left by their end and a
/// bracket without an end is known as such.
struct Brackets {
  /// For each token: the index of the token that closes it; -1 for a bracket that nothing closes and for tokens that
  /// open nothing.
  private(set) var closers: [Int]

  /// A `}` closes the nearest `{` and leaves what was opened since unclosed; a `)` or `]` never reaches past a `{`.
  init(_ tokens: [Token]) {
    closers = Array(repeating: -1, count: tokens.count)
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace:
        open.append(index)
      case .rightParenthesis, .rightBracket, .rightBrace:
        guard let match = Self.match(for: token.kind, in: open, tokens) else { continue }
        closers[open[match]] = index
        open.removeSubrange(match...)
      default: continue
      }
    }
  }

  private static func match(for closer: Token.Kind, in open: [Int], _ tokens: [Token]) -> Int? {
    for position in open.indices.reversed() {
      let kind = tokens[open[position]].kind
      if kind.closer == closer { return position }
      if kind == .leftBrace { return nil }
    }
    return nil
  }
}
