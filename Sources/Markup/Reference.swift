/// `@fig-a`, `[@key]`, `[^a]`: how references are written.
enum Reference {
  static let kinds = ["fig", "tbl", "eq", "sec"]

  /// The label behind `@`, `nil` where none is: in a word or an address, or of no known kind.
  ///
  /// A Hangul, Han or Kana letter may stand before `@` and behind the label: `그림은 @fig-a에서`.
  static func label(_ text: [UInt8], _ at: Int) -> Range<Int>? {
    if at > 0, text[at - 1].isAlphanumeric || "@._-+".utf8.contains(text[at - 1]) { return nil }
    let start = at + 1
    guard start < text.count, kinds.contains(where: { isKind($0, text, start) }) else { return nil }
    var end = start
    while end < text.count, text[end].isAlphanumeric || text[end] == UInt8(ascii: "-") || text[end] == UInt8(ascii: "_")
    { end += 1 }
    while end > start, text[end - 1] == UInt8(ascii: "-") || text[end - 1] == UInt8(ascii: "_") { end -= 1 }
    // The kind alone is no label, and `@fig-a@b` no reference.
    guard text[start..<end].contains(UInt8(ascii: "-")), end >= text.count || text[end] != UInt8(ascii: "@") else {
      return nil
    }
    return start..<end
  }

  private static func isKind(_ kind: String, _ text: [UInt8], _ start: Int) -> Bool {
    text[start...].starts(with: kind.utf8) && start + kind.utf8.count < text.count
      && text[start + kind.utf8.count] == UInt8(ascii: "-")
  }

  /// The label of `[^a]`: no blanks, no brackets.
  static func footnoteLabel(_ text: [UInt8], _ bracket: Int) -> Range<Int>? {
    let start = bracket + 2
    guard start < text.count, text[bracket] == UInt8(ascii: "["), text[bracket + 1] == UInt8(ascii: "^") else {
      return nil
    }
    var end = start
    while end < text.count, end - start < 1000, !text[end].isSpace, !"[]^".utf8.contains(text[end]) { end += 1 }
    guard end > start, end < text.count, text[end] == UInt8(ascii: "]") else { return nil }
    return start..<end
  }

  /// The items between `[` and `]`; `nil` unless each holds a key and one of them is no cross-reference.
  static func citation(_ text: [UInt8], _ range: Range<Int>) -> [InlineScanner.CitationItem]? {
    var items: [InlineScanner.CitationItem] = []
    var hasKey = false
    var start = range.lowerBound
    while start <= range.upperBound {
      var end = start
      while end < range.upperBound, text[end] != UInt8(ascii: ";") { end += 1 }
      guard let item = item(text, start..<end) else { return nil }
      if label(text, item.key.lowerBound - 1) == nil { hasKey = true }
      items.append(item)
      start = end + 1
    }
    return hasKey ? items : nil
  }

  private static func item(_ text: [UInt8], _ range: Range<Int>) -> InlineScanner.CitationItem? {
    var at = range.lowerBound
    while at < range.upperBound {
      if text[at] == UInt8(ascii: "@"), at == range.lowerBound || !text[at - 1].isAlphanumeric { break }
      at += 1
    }
    guard at < range.upperBound else { return nil }
    var end = at + 1
    while end < range.upperBound,
      text[end].isAlphanumeric || text[end] >= 0x80 || "_:.#$%&-+?<>~/".utf8.contains(text[end])
    { end += 1 }
    while end > at + 1, ":.#$%&-+?<>~/".utf8.contains(text[end - 1]) { end -= 1 }
    guard end > at + 1 else { return nil }
    var prefix = trim(text, range.lowerBound..<at)
    // `-@key` leaves the author out where authors are named; here they are not named in the text.
    if let last = prefix.last, text[last] == UInt8(ascii: "-") { prefix = trim(text, prefix.lowerBound..<last) }
    var suffix = trim(text, end..<range.upperBound)
    if let first = suffix.first, text[first] == UInt8(ascii: ",") { suffix = trim(text, first + 1..<suffix.upperBound) }
    return InlineScanner.CitationItem(prefix: prefix, key: at + 1..<end, suffix: suffix)
  }

  private static func trim(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, text[first].isSpace { range = first + 1..<range.upperBound }
    while let last = range.last, text[last].isSpace { range = range.lowerBound..<last }
    return range
  }
}
