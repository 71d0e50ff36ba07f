import SourceText

/// A token as others than the parser need it: what it is, and where it stands.
public struct TokenPlace: Sendable, Hashable {
  /// Tells the kinds apart, within one version of the program.
  public var kind: UInt8
  /// Byte offsets into the text.
  public var range: Range<Int>
  /// Whether it is the first on its line.
  public var startsLine: Bool
}

/// The tokens of a block, which are all that the parser sees of it: two texts with the same ones, in the same lines,
/// mean the same, whatever blanks, blank lines and comments stand between.
///
/// `x  = 1 # one` → `x`, `=`, `1`, the first of which starts a line.
public func tokenPlaces(_ source: Excerpt) -> [TokenPlace] {
  var lexer = Lexer(source)
  lexer.run()
  return lexer.tokens.dropLast().map { TokenPlace(kind: $0.kind.rawValue, range: $0.range, startsLine: $0.startsLine) }
}
