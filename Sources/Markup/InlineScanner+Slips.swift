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

  /// `[text]()`, `[text](<>)`
  func isEmptyAddress(_ target: Range<Int>, behind bracket: Int) -> Bool {
    text[target].dropFirst().dropLast().allSatisfy { $0.isSpace || "<>".utf8.contains($0) }
      && text[..<bracket].suffix(200).contains(UInt8(ascii: "["))
  }

  /// Whether a comment begins here that nothing in this run ends.
  func opensComment(_ start: Int, _ limit: Int) -> Bool {
    text[start...].starts(with: "<!--".utf8)
      && !(start + 4..<max(limit, start + 4)).contains { text[$0...].starts(with: "-->".utf8) } && limit == text.count
  }

  /// Whether a tag with an attribute begins here, `<img src="a.svg"`, and nothing that follows ends it.
  func opensTag(_ start: Int) -> Bool {
    guard byte(start + 1).isLetter, let blank = text[start...].prefix(40).firstIndex(where: \.isSpace),
      text[(start + 1)..<blank].allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") })
    else { return false }
    let rest = text[blank...].prefix(InlineScanner.tagLimit).drop(while: \.isSpace)
    let name = rest.prefix { $0.isLetter || $0 == UInt8(ascii: "-") }
    let behind = rest[name.endIndex...].prefix(2)
    return !name.isEmpty && behind.first == UInt8(ascii: "=") && "\"'".utf8.contains(behind.last ?? 0)
      && !rest.contains(UInt8(ascii: ">"))
  }

  /// End of `<b.md>` or `<https://a.org/my file>`, which CommonMark takes for text.
  func looseAngles(_ start: Int, _ limit: Int) -> Int? {
    let rest = text[(start + 1)..<limit]
    guard let end = rest.prefix(300).firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == .newline }),
      text[end] == UInt8(ascii: ">")
    else { return nil }
    let inner = text[(start + 1)..<end]
    if inner.starts(with: "http://".utf8) || inner.starts(with: "https://".utf8) {
      return inner.contains(where: \.isBlank) ? end + 1 : nil
    }
    let isFile = [".md", ".html", ".qmd", ".ipynb", ".pdf", ".csv"].contains {
      inner.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
    return isFile && inner.allSatisfy { $0.isAlphanumeric || $0 >= 0x80 || "._-/".utf8.contains($0) } ? end + 1 : nil
  }

  /// `[!NOTE]:` at the start of a line, which CommonMark takes for the definition of a link and shows nowhere; whether
  /// it was one.
  mutating func readAlertMarker(_ start: Int, _ end: Int) -> Bool {
    guard byte(start + 1) == UInt8(ascii: "!"), byte(end) == UInt8(ascii: "]"), byte(end + 1) == UInt8(ascii: ":"),
      end > start + 2, text[(start + 2)..<end].allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") })
    else { return false }
    add(.escaped(UInt8(ascii: "[")), start..<start + 1)
    return true
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
    case (UInt8(ascii: "/"), _) where inner.dropFirst().first == UInt8(ascii: "*"): construct = .component
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
