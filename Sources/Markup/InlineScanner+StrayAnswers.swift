import SourceText

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

  /// Those in HTML, where nothing is a field, in any of these forms; what nothing closes goes on to the next tag.
  static func strayAnswers(inHTML html: [UInt8]) -> [Range<Int>] {
    guard html.contains(UInt8(ascii: "n")) else { return [] }
    let scanner = InlineScanner(html, known: KnownLabels())
    var found: [Range<Int>] = []
    var index = 0
    while let start = html[index...].firstIndex(where: { "[{".utf8.contains($0) }) {
      index = start + 1
      guard let end = scanner.strayAnswer(inHTMLAt: start) else { continue }
      let isOpen = end == html.count && !"})>\"'".utf8.contains(html[end - 1])
      index = isOpen ? html[start..<end].firstIndex(of: UInt8(ascii: "<")) ?? end : end
      found.append(start..<index)
    }
    return found
  }

  private func strayAnswer(inHTMLAt start: Int) -> Int? {
    guard byte(start) == UInt8(ascii: "[") else { return strayAnswer(start, isStrict: true) }
    let close = text[(start + 1)...].prefix(8).firstIndex(of: UInt8(ascii: "]"))
    return close.flatMap { strayAnswer(start, behind: $0) }
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

  /// Behind the value and what closes it. What is open takes what follows, as far as a field may be long: rather too much
  /// than the answer.
  private func answerEnd(behind equals: Int, opener: UInt8?) -> Int {
    let limit = min(text.count, equals + Self.tagLimit)
    var index = equals + 1
    while index < limit, text[index].isSpace { index += 1 }
    for (open, close) in [("\"", "\""), ("'", "'"), ("“", "”"), ("‘", "’")] where text[index...].starts(with: open.utf8)
    {
      index += open.utf8.count
      while index < limit, !text[index...].starts(with: close.utf8) { index += 1 }
      guard index < limit else { return limit }
      index += close.utf8.count
      break
    }
    let closer: UInt8
    switch opener {
    case UInt8(ascii: "{"): closer = UInt8(ascii: "}")
    case UInt8(ascii: "("): closer = UInt8(ascii: ")")
    case UInt8(ascii: "<"): closer = UInt8(ascii: ">")
    default: return text[index..<limit].firstIndex(where: \.isSpace) ?? limit
    }
    var depth = 0
    while index < limit {
      if text[index] == closer, depth == 0 { return index + 1 }
      if text[index] == UInt8(ascii: "(") { depth += 1 }
      if text[index] == UInt8(ascii: ")") { depth = max(0, depth - 1) }
      index += 1
    }
    return limit
  }
}

/// Whether a line would print the answer of a field, `[?]{nn="y"}`, `#| answer: y`: no page quotes it.
public func holdsAnswer(_ line: ArraySlice<UInt8>) -> Bool {
  if let option = OptionComment(line), option.holdsAnswer { return true }
  return !InlineScanner.strayAnswers(inHTML: Array(line)).isEmpty
}

extension TreeBuilder {
  /// HTML without answers: an attribute, a comment or a script would show them to whoever looks.
  ///
  /// - Parameters:
  ///   - place: where it stands, or the block that holds it; of a block that was looked at line by line, `nil`.
  ///   - isExact: it stands there byte by byte.
  mutating func withoutAnswers(_ html: String, at place: SourceRange?, isExact: Bool = false) -> String {
    let bytes = Array(html.utf8)
    if HTMLBlock(opening: bytes, bytes.indices, interrupts: false)?.isProgram == true { return html }
    var result: [UInt8] = []
    var done = 0
    for answer in InlineScanner.strayAnswers(inHTML: bytes) {
      result += bytes[done..<answer.lowerBound]
      done = answer.upperBound
      guard let place else { continue }
      let start = place.bytes.lowerBound
      report(
        .strayAnswer(
          at: isExact ? SourceRange(place.file, start + answer.lowerBound..<start + answer.upperBound) : place))
    }
    return done == 0 ? html : String(decoding: result + bytes[done...], as: UTF8.self)
  }
}

extension Diagnostic {
  static func strayAnswer(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .answerField, "this is no field for answers and no bound number, and is left out", at: range,
      hint: "write `[?]{nn=\"…\"}` or `[0.25]{nn=\"…\"}` in one piece, outside of formulas, HTML and code")
  }
}
