/// Slips of those who write fields for answers: the answer would stand in the text (`[?] {nn="y"}`, `$[?]{nn="y"}$`).
///
/// Braces with `nn=` that belong to no brackets are found wherever they stand, and never shown.
extension InlineScanner {
  /// End of braces at `start` that hold `nn=`; of those that nothing closes, the end of the text. `nil` for others.
  ///
  /// - Parameter isStrict: in TeX and HTML, where braces mean other things too, a quote or brackets have to be there.
  func strayAnswer(_ start: Int, isStrict: Bool = false) -> Int? {
    guard byte(start) == UInt8(ascii: "{"), !"_^".utf8.contains(byte(start - 1)) else { return nil }
    let limit = min(text.count, start + Self.tagLimit)
    var quote: UInt8?
    var index = start + 1
    while index < limit {
      let here = text[index]
      if let open = quote {
        if here == open { quote = nil }
      } else if "\"'".utf8.contains(here) {
        quote = here
      } else if "{}".utf8.contains(here) {
        return nil
      } else if let equals = equalsSign(behindNameAt: index) {
        return !isStrict || isBound(start, equals) ? answerEnd(behind: equals, opener: UInt8(ascii: "{")) : nil
      }
      index += 1
    }
    return nil
  }

  /// End of `{nn="y"}`, `(nn="y")` or `nn="y"` that stands behind brackets with a question mark, whatever parts them.
  func strayAnswer(_ start: Int, behind bracket: Int) -> Int? {
    var inner = trim(start + 1..<bracket)
    if text[inner].starts(with: "\\".utf8) { inner = inner.lowerBound + 1..<inner.upperBound }
    guard ["?", "？"].contains(where: { text[inner].elementsEqual($0.utf8) }) else { return nil }
    var index = bracket + 1
    var opener: UInt8?
    while index < text.count, index < bracket + 12, !text[index].isAlphanumeric, !"[]".utf8.contains(text[index]),
      text[index] < 0x80 || text[index...].starts(with: "\u{A0}".utf8) || text[index - 1] == 0xC2
    {
      if "{(<".utf8.contains(text[index]) { opener = text[index] }
      index += 1
    }
    return equalsSign(behindNameAt: index).map { answerEnd(behind: $0, opener: opener) }
  }

  /// `](nn="y")`, an address for CommonMark, from its parenthesis.
  func strayAnswer(inParenthesesAt start: Int) -> Int? {
    guard byte(start) == UInt8(ascii: "(") else { return nil }
    var index = start + 1
    while byte(index).isBlank { index += 1 }
    return equalsSign(behindNameAt: index).map { answerEnd(behind: $0, opener: UInt8(ascii: "(")) }
  }

  /// Whether a formula has such braces in it.
  func holdsStrayAnswer(_ formula: Range<Int>) -> Bool {
    formula.contains { text[$0] == UInt8(ascii: "{") && strayAnswer($0, isStrict: true) != nil }
  }

  /// Those in a line of HTML, where nothing is a field; ends of tags stay.
  static func strayAnswers(inHTML line: [UInt8]) -> [Range<Int>] {
    let scanner = InlineScanner(line, known: KnownLabels())
    var found: [Range<Int>] = []
    var index = 0
    while let brace = line[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = brace + 1
      guard let end = scanner.strayAnswer(brace, isStrict: true) else { continue }
      let isClosed = line[end - 1] == UInt8(ascii: "}")
      index = isClosed ? end : line[brace..<end].firstIndex(of: UInt8(ascii: "<")) ?? end
      var start = brace
      while start > 0, line[start - 1].isBlank { start -= 1 }
      let before = line[..<start]
      if before.suffix(3).elementsEqual("[?]".utf8) { start -= 3 } else { start = brace }
      found.append(start..<index)
    }
    return found
  }

  /// The offset of `=` where `nn` stands at `index` as a name of its own.
  private func equalsSign(behindNameAt index: Int) -> Int? {
    guard byte(index) == UInt8(ascii: "n"), byte(index + 1) == UInt8(ascii: "n"),
      !Attributes.isNameByte(byte(index - 1))
    else { return nil }
    var equals = index + 2
    while byte(equals).isSpace, equals < text.count { equals += 1 }
    return byte(equals) == UInt8(ascii: "=") ? equals : nil
  }

  private func isBound(_ brace: Int, _ equals: Int) -> Bool {
    var before = brace - 1
    while before >= 0, text[before].isSpace { before -= 1 }
    return byte(before) == UInt8(ascii: "]")
      || !text[trim(equals + 1..<text.count)].prefix(1).allSatisfy {
        !"\"'".utf8.contains($0)
      }
  }

  /// Behind the value and what closes it. What is open takes all that follows: rather too much than the answer.
  private func answerEnd(behind equals: Int, opener: UInt8?) -> Int {
    var index = equals + 1
    while index < text.count, text[index].isSpace { index += 1 }
    for (open, close) in [("\"", "\""), ("'", "'"), ("“", "”"), ("‘", "’")] where text[index...].starts(with: open.utf8)
    {
      index += open.utf8.count
      while index < text.count, !text[index...].starts(with: close.utf8) { index += 1 }
      guard index < text.count else { return text.count }
      index += close.utf8.count
      break
    }
    let closer: UInt8
    switch opener {
    case UInt8(ascii: "{"): closer = UInt8(ascii: "}")
    case UInt8(ascii: "("): closer = UInt8(ascii: ")")
    case UInt8(ascii: "<"): closer = UInt8(ascii: ">")
    default: return text[index...].firstIndex(where: \.isSpace) ?? text.count
    }
    var depth = 0
    while index < text.count {
      if text[index] == closer, depth == 0 { return index + 1 }
      if text[index] == UInt8(ascii: "(") { depth += 1 }
      if text[index] == UInt8(ascii: ")") { depth = max(0, depth - 1) }
      index += 1
    }
    return text.count
  }
}
