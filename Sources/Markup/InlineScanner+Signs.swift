/// Constructs of two signs around words: raised and lowered text, notes, and the signs of other tools.
extension InlineScanner {
  /// `^[a note]`, `x^2^`
  mutating func readCaret() {
    let start = index
    index += 1
    if byte(start + 1) == UInt8(ascii: "[") {
      guard let end = bracketEnd(start + 1), end > start + 2 else { return }
      guard allowsNotes else { return note(.nestedNote, start..<end + 1) }
      return add(.note(inner: start + 2..<end), start..<end + 1)
    }
    if let end = pair(start) { return note(.insertedText, start..<end) }
    readShifted(start, isRaised: true)
  }

  /// `%%hidden%%`, `++ctrl+c++`, `^^inserted^^`: the end of words between two of a sign and two more.
  private func pair(_ start: Int) -> Int? {
    let sign = text[start]
    guard byte(start + 1) == sign, byte(start + 2) != sign, !byte(start + 2).isSpace,
      start == 0 || text[start - 1] != sign
    else { return nil }
    let limit = min(text.count, start + 400)
    var end = start + 2
    while end + 1 < limit, text[end] != .newline, !(text[end] == sign && text[end + 1] == sign) { end += 1 }
    guard end + 1 < limit, text[end] == sign, text[end + 1] == sign, !text[end - 1].isSpace else { return nil }
    return end + 2
  }

  /// Comments of Obsidian, which a reader would see, and PyMdown's keys.
  mutating func readPair(_ construct: ForeignConstruct) {
    let start = index
    index += 1
    guard start == 0 || !text[start - 1].isAlphanumeric else { return }
    // A line of two signs alone opens a comment over several.
    if construct == .hiddenText, byte(index) == text[start], byte(start - 1) == .newline, byte(index + 1) == .newline {
      return note(construct, start..<start + 2)
    }
    guard let end = pair(start) else { return }
    if construct == .keys, !text[start..<end].allSatisfy({ $0.isAlphanumeric || "+-_".utf8.contains($0) }) { return }
    note(construct, start..<end)
  }

  mutating func readTilde() {
    let start = index
    while index < text.count, text[index] == .tilde { index += 1 }
    guard index == start + 1 else { return }
    readShifted(start, isRaised: false)
    if index == start + 1, let end = struckEnd(start) { note(.singleTilde, start..<end + 1) }
  }

  /// End of `~struck~` as GitHub reads it, with nothing that belongs to it outside.
  private func struckEnd(_ start: Int) -> Int? {
    guard start == 0 || !isPartOfWord(start - 1), !byte(start + 1).isSpace else { return nil }
    let limit = min(text.count, start + 200)
    guard let end = text[(start + 1)..<limit].firstIndex(where: { $0 == .tilde || $0 == .newline }), end > start + 1,
      text[end] == .tilde, byte(end + 1) != .tilde, !text[end - 1].isSpace, !isPartOfWord(end + 1)
    else { return nil }
    return end
  }

  private func isPartOfWord(_ index: Int) -> Bool { byte(index).isAlphanumeric || byte(index) >= 0x80 }

  /// Pandoc's rule is that no blank stands inside; here it is also short and has no signs that formulas have, since
  /// `x^2+y^2` and `3~5장, 7~9장` mean something else to everybody.
  private mutating func readShifted(_ start: Int, isRaised: Bool) {
    let mark = text[start]
    var end = start + 1
    while end < text.count, end - start < 24, text[end] != mark, isShiftable(end) { end += 1 }
    guard end > start + 1, byte(end) == mark, byte(end + 1) != mark, isShifted(start, end, isRaised) else { return }
    add(.shifted(inner: start + 1..<end, isRaised: isRaised), start..<end + 1)
  }

  /// Behind a word, or digits before a letter: `^14^C`, `~6~C`. What a tilde joins in Korean is a range: `1~3,5~7장`,
  /// `3월~5월,7월~9월`.
  private func isShifted(_ start: Int, _ end: Int, _ isRaised: Bool) -> Bool {
    let inner = text[(start + 1)..<end]
    guard start > 0, !text[start - 1].isSpace else {
      return inner.allSatisfy(\.isDigit) && byte(end + 1).isLetter
    }
    guard !isRaised else { return true }
    let before = text[start - 1]
    if before.isDigit { return inner.allSatisfy(\.isDigit) && !byte(end + 1).isDigit && byte(end + 1) < 0x80 }
    return before < 0x80 || inner.allSatisfy { $0 < 0x80 } && byte(end + 1) < 0x80
  }

  private func isShiftable(_ index: Int) -> Bool {
    let byte = text[index]
    if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
      return "^~".utf8.contains(self.byte(index + 1)) || "^~".utf8.contains(text[index - 1])
    }
    return byte.isAlphanumeric || byte >= 0x80 || ".,()*".utf8.contains(byte)
  }

  /// The bracket that closes the one at `start`, code and formulas stepped over.
  private func bracketEnd(_ start: Int) -> Int? {
    var depth = 0
    var index = start
    var closer: UInt8?
    let limit = min(text.count, start + Self.tagLimit)
    while index < limit {
      let byte = text[index]
      if byte == .backslash {
        index += 2
        continue
      }
      if let end = closer {
        if byte == end { closer = nil }
      } else if byte == .backtick || byte == .dollar {
        closer = byte
      } else if byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { return index }
      }
      index += 1
    }
    return nil
  }

  /// `:smile:`, `` :ref:`x` ``
  mutating func readColon() {
    let start = index
    index += 1
    guard start == 0 || !text[start - 1].isAlphanumeric && text[start - 1] != UInt8(ascii: ":") else { return }
    var end = start + 1
    while end < text.count, text[end].isAlphanumeric || "_+-".utf8.contains(text[end]) { end += 1 }
    let word = text[(start + 1)..<end]
    guard end > start + 2 || byte(start + 1) == UInt8(ascii: "x"), byte(end) == UInt8(ascii: ":"),
      word.contains(where: \.isLetter) || word.elementsEqual("+1".utf8) || word.elementsEqual("-1".utf8)
    else { return }
    let name = start + 1..<end
    if byte(end + 1) == .backtick {
      note(ForeignConstruct(role: text[name]), start..<end + 1, name: name)
    } else if !byte(end + 1).isAlphanumeric {
      note(.emoji, start..<end + 1, name: name)
    }
  }

  /// `==marked==`
  mutating func readEquals() {
    let start = index
    while index < text.count, text[index] == UInt8(ascii: "=") { index += 1 }
    guard index == start + 2, !byte(index).isSpace, start == 0 || !text[start - 1].isAlphanumeric else { return }
    var end = index
    let limit = min(text.count, start + 200)
    while end + 1 < limit, text[end] != .newline,
      !(text[end] == UInt8(ascii: "=") && text[end + 1] == UInt8(ascii: "="))
    { end += 1 }
    guard end + 1 < limit, text[end] != .newline, !text[end - 1].isSpace, !byte(end + 2).isAlphanumeric,
      byte(end + 2) != UInt8(ascii: "=")
    else { return }
    note(.marked, start..<start + 2)
  }

  /// `[Title]`, `[Title][]` where a heading is called so and no definition gives it an address.
  private func headingReference(_ start: Int, _ end: Int) -> Range<Int>? {
    guard byte(start - 1) != UInt8(ascii: "!"), byte(start - 1) != UInt8(ascii: "]"), end > start + 2,
      !"(:{".utf8.contains(byte(end + 1)), byte(end + 1) != UInt8(ascii: "[") || byte(end + 2) == UInt8(ascii: "]"),
      known.isHeadingAlone(text[(start + 1)..<end])
    else { return nil }
    return start + 1..<end
  }

  /// `[TOC]`, `[[page]]`, `[x][y]`; a bracket that is none of them is CommonMark's.
  mutating func readOtherBracket(_ start: Int, _ end: Int) {
    if let name = headingReference(start, end) {
      return add(.foreign(.headingReference, name: name, place: start..<end + 1), start + 1..<start + 1)
    }
    let isAlone =
      (start == 0 || text[start - 1] == .newline) && (end + 1 == text.count || text[end + 1] == .newline)
    let word = text[(start + 1)..<end]
    if isAlone, ["TOC", "toc", "_TOC_"].contains(where: { word.elementsEqual($0.utf8) }) {
      note(.contents, start..<end + 1)
    } else if start > 0, text[start - 1] == UInt8(ascii: "["), byte(end + 1) == UInt8(ascii: "]"),
      !"([".utf8.contains(byte(end + 2))
    {
      note(.wikiLink, start..<end + 1, name: start + 1..<end)
    } else if byte(end + 1) == UInt8(ascii: "["), end > start + 1, byte(end + 2) != UInt8(ascii: "@"),
      let close = text[(end + 2)...].prefix(200).firstIndex(of: UInt8(ascii: "]")), close > end + 2
    {
      // Where CommonMark finds the link, the mark stands in its text and says nothing.
      add(.foreign(.unknownLink, name: end + 2..<close, place: end + 1..<close + 1), start + 1..<start + 1)
    }
  }
}
