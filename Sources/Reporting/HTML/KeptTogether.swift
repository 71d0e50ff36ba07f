/// Signs right beside a formula that must not come onto another line than it does: a bracket in front, a full stop
/// or a Korean particle behind.
///
/// A formula is made of boxes, and browsers break a line on either side of a box, whatever character stands there; a
/// word joiner (U+2060) does not keep them from it, an element without breaks does. Inside it a formula breaks where
/// KaTeX lets it, see ``KaTeX``.
enum KeptTogether {
  /// Behind so many characters a line may break: no more of a text without blanks is held.
  private static let limit = 12

  /// How many characters at the start of a text belong to the formula before it: those up to the first blank, opening
  /// bracket or dash.
  ///
  /// `.` of `. And so`, `에서` of `에서 (`; none of ` and`.
  static func tail(_ text: some StringProtocol) -> Int {
    text.prefix(limit).prefix { !$0.isWhitespace && !opening.contains($0) && !"-–—/".contains($0) }.count
  }

  /// How many characters at the end of a text belong to the formula behind it: opening brackets and quotation marks.
  static func head(_ text: some StringProtocol) -> Int {
    text.suffix(limit).reversed().prefix { opening.contains($0) }.count
  }

  private static let opening: Set<Character> = ["(", "[", "{", "“", "‘", "「", "『", "《", "〈", "«", "¿", "¡"]
}
