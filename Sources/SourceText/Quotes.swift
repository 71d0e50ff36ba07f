/// Quotations from files in messages, between backquotes.
enum Quotes {
  /// Characters that a quotation may have before it is cut.
  private static let longest = 160
  /// Characters that are kept at its two ends then.
  private static let head = 80
  private static let tail = 20

  /// A message whose long quotations, a literal of a thousand digits, are cut with an ellipsis in their middle.
  static func shortened(_ message: String) -> String {
    guard message.utf8.count > longest else { return message }
    let parts = message.split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().map { number, part in
      // Between the first and the second backquote stands a quotation, and so on.
      guard number % 2 == 1, part.unicodeScalars.count > longest else { return String(part) }
      return String(part.unicodeScalars.prefix(head)) + "…" + String(part.unicodeScalars.suffix(tail))
    }.joined(separator: "`")
  }
}
