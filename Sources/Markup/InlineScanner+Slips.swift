/// Slips of those who write links and attributes: what nearly is one, and would be text.
extension InlineScanner {
  /// `[text](a b.md)`, `[text] (a.md)`, at the bracket that closes the text.
  mutating func readLooseAddress(_ bracket: Int) {
    let isApart = byte(bracket + 1) == .space
    let open = bracket + (isApart ? 2 : 1)
    guard byte(open) == UInt8(ascii: "("), text[..<bracket].suffix(200).contains(UInt8(ascii: "[")),
      let close = text[open...].prefix(400).firstIndex(where: { $0 == UInt8(ascii: ")") || $0 == .newline }),
      text[close] == UInt8(ascii: ")"), isAddress(open + 1..<close)
    else { return }
    note(isApart ? .blankBeforeAddress : .brokenAddress, open..<close + 1)
  }

  /// `a.md`, `my notes.md#here`, `https://e.org`, and a title behind it.
  private func isAddress(_ range: Range<Int>) -> Bool {
    let address = text[range].split(separator: UInt8(ascii: "\""), maxSplits: 1).first ?? []
    let words = address.split(whereSeparator: \.isBlank)
    guard let last = words.last, words.count < 5 else { return false }
    if last.starts(with: "http".utf8) || last.first == UInt8(ascii: "#") { return words.count == 1 }
    let path = last.prefix { $0 != UInt8(ascii: "#") }
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")), dot > path.startIndex else { return false }
    let ending = path[(dot + 1)...]
    return (1...5).contains(ending.count) && ending.allSatisfy(\.isAlphanumeric) && ending.contains(where: \.isLetter)
      && path.allSatisfy { $0.isAlphanumeric || $0 >= 0x80 || "._-/%~".utf8.contains($0) } && !isAbbreviation(path)
  }

  /// `e.g`, `z.B`
  private func isAbbreviation(_ word: ArraySlice<UInt8>) -> Bool {
    word.split(separator: UInt8(ascii: ".")).allSatisfy { $0.count == 1 }
  }

  /// Whether braces that hold no attributes were meant to.
  func looksLikeAttributes(_ range: Range<Int>) -> Bool {
    let inner = text[range]
    if inner.first == UInt8(ascii: "#") || inner.first == UInt8(ascii: ".") {
      return inner.dropFirst().first.map { $0.isLetter || $0 >= 0x80 } ?? false
    }
    return Reference.kinds.contains { inner.starts(with: ($0 + "-").utf8) } && !inner.contains(where: \.isBlank)
  }

  /// `[x]{}`, `{% tag %}`, `{: .class}`, `{::comment}`, `{++a++}`; whether it was one.
  mutating func readForeignBrace(_ start: Int) -> Bool {
    let limit = min(text.count, start + 400)
    guard let end = text[start..<limit].firstIndex(where: { $0 == UInt8(ascii: "}") || $0 == .newline }),
      text[end] == UInt8(ascii: "}")
    else { return false }
    let inner = text[(start + 1)..<end]
    let construct: ForeignConstruct
    switch (inner.first, inner.last) {
    case (nil, _) where start > 0 && text[start - 1] == UInt8(ascii: "]"): construct = .span
    case (UInt8(ascii: "%"), UInt8(ascii: "%")) where inner.count > 2: construct = .template
    case (UInt8(ascii: ":"), _) where inner.count > 1: construct = .template
    case (UInt8(ascii: "/"), _) where inner.dropFirst().first == UInt8(ascii: ":"): construct = .template
    case _ where isReview(inner): construct = .criticMarkup
    default: return false
    }
    note(construct, start..<end + 1)
    return true
  }

  private func isReview(_ inner: ArraySlice<UInt8>) -> Bool {
    guard inner.count > 4 else { return false }
    return [("++", "++"), ("--", "--"), (">>", "<<"), ("==", "=="), ("~~", "~~")].contains {
      inner.starts(with: $0.0.utf8) && inner.suffix(2).elementsEqual($0.1.utf8)
    }
  }
}
