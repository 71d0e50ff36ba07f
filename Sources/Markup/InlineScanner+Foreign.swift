/// Constructs of pandoc, Quarto, MyST and their kin: what is easily had, and what is named instead of becoming text.
extension InlineScanner {
  // MARK: At the start of a line

  /// Whether prose that starts with these bytes has to be looked at.
  static func isSpecialStart(_ text: [UInt8], _ line: Range<Int>) -> Bool {
    guard let first = line.first else { return false }
    switch text[first] {
    case UInt8(ascii: "+"), UInt8(ascii: "%"), UInt8(ascii: "("), UInt8(ascii: "|"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: "."), UInt8(ascii: "#"), UInt8(ascii: "="), UInt8(ascii: "-"):
      return true
    case let byte where byte.isDigit:
      return text[line].drop(while: \.isDigit).dropFirst().first.map { $0 >= 0x80 } ?? false
    case let byte where byte.isLetter:
      if text[line].starts(with: "import ".utf8) || text[line].starts(with: "export ".utf8) { return true }
      guard let mark = text[line].dropFirst().first(where: { !$0.isLetter }) else { return false }
      return mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")
    default: return false
    }
  }

  /// Whether something was found at a line's start.
  mutating func readLineStart() -> Bool {
    guard let (construct, length) = ForeignConstruct.atLineStart(text, index) else { return false }
    note(construct, index..<index + length)
    return true
  }

  /// Says of what stands at `place` that it is not known here; it stays text.
  mutating func note(_ construct: ForeignConstruct, _ place: Range<Int>, name: Range<Int>? = nil) {
    add(.foreign(construct, name: name, place: place), place.lowerBound..<place.lowerBound)
    index = max(index, place.upperBound)
  }

  // MARK: Braces

  /// `{{< name … >}}`, `{{ name }}`
  mutating func readDoubleBrace() {
    let start = index
    index += 2
    let limit = min(text.count, start + Self.tagLimit)
    if "%{".utf8.contains(byte(start + 2)), let end = text[start..<limit].firstIndex(of: UInt8(ascii: "}")) {
      return note(byte(start + 2) == UInt8(ascii: "%") ? .template : .shortcode, start..<end + 1)
    }
    if byte(start + 2) == UInt8(ascii: "<") {
      var end = start + 3
      while end + 2 < limit, !text[end...].starts(with: ">}}".utf8), text[end] != .newline { end += 1 }
      guard end + 2 < limit, text[end] != .newline else { return }
      let whole = start..<end + 3
      let words = words(start + 3..<end)
      guard let name = words.first else { return }
      if text[name].elementsEqual("video".utf8), words.count > 1 {
        let title = words.dropFirst(2).first { text[$0].starts(with: "title=".utf8) }
        add(.video(source: unquoted(words[1]), title: title.map { unquoted($0.dropFirst(6)) }), whole)
      } else {
        note(ForeignConstruct(shortcode: text[name]), whole, name: name)
      }
    } else if let end = text[(start + 2)..<limit].firstIndex(of: UInt8(ascii: "}")), byte(end + 1) == UInt8(ascii: "}"),
      let name = words(start + 2..<end).first, text[name].allSatisfy({ $0.isAlphanumeric || "_-.".utf8.contains($0) })
    {
      note(.substitution, start..<end + 2, name: name)
    }
  }

  private func unquoted(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 1, let first = range.first, let last = range.last, text[first] == text[last],
      "\"'".utf8.contains(text[first])
    else { return range }
    return first + 1..<last
  }

  /// Words apart from blanks, those in quotes whole.
  private func words(_ range: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    var quote: UInt8?
    for index in range {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte.isSpace {
        if let first = start { words.append(first..<index) }
        start = nil
      } else {
        if "\"'".utf8.contains(byte) { quote = byte }
        start = start ?? index
      }
    }
    if let first = start { words.append(first..<range.upperBound) }
    return words
  }

  /// MyST's `` {ref}`x` ``; whether it was one.
  mutating func readRole(_ start: Int) -> Bool {
    var end = start + 1
    while end < text.count, text[end].isAlphanumeric || ":-_.".utf8.contains(text[end]) { end += 1 }
    guard end > start + 1, byte(end) == UInt8(ascii: "}"), byte(end + 1) == .backtick else { return false }
    let name = start + 1..<end
    note(ForeignConstruct(role: text[name]), start..<end + 1, name: name)
    return true
  }

  /// `` `<b>`{=html} `` and `` `x`{.python} ``
  mutating func readRaw(_ whole: Range<Int>, _ inner: Range<Int>) {
    let brace = whole.upperBound
    guard let end = Attributes.end(text, brace, limit: min(text.count, brace + Self.tagLimit)) else { return }
    if byte(brace + 1) == UInt8(ascii: "=") {
      if text[(brace + 2)..<end].elementsEqual("html".utf8) {
        add(.html(inner: inner), whole.lowerBound..<end + 1)
      } else {
        note(.rawFormat, whole.lowerBound..<end + 1, name: brace + 2..<end)
      }
    } else if Attributes(text, brace + 1..<end) != nil {
      index = brace
      note(.codeAttributes, brace..<end + 1)
    }
  }

  // MARK: TeX

  /// Numbers and words, as they stand in brackets that someone escaped.
  static func isPlainWords(_ text: ArraySlice<UInt8>) -> Bool {
    if text.allSatisfy({ $0.isDigit || $0.isSpace || ",-".utf8.contains($0) }) { return true }
    guard text.allSatisfy({ $0.isLetter || $0 >= 0x80 || $0.isSpace || ",.".utf8.contains($0) }) else { return false }
    return text.split(whereSeparator: \.isSpace).contains { word in
      word.count >= 4 || word.contains { $0 >= 0x80 } && word.first.map { $0 >= 0xE1 } == true
    }
  }

  /// `$x $`, `$ x$`: a formula with a blank too many, where it looks like one.
  mutating func readLooseDollar(to end: Int) {
    let start = index
    index += 1
    guard end < text.count, end > start + 1, end - start < 200, !byte(end + 1).isDigit else { return }
    let inner = text[(start + 1)..<end]
    guard inner.contains(where: { "\\^_{=".utf8.contains($0) }) || trim(start + 1..<end).count == 1,
      inner.contains(where: \.isLetter), !inner.contains(.newline) || inner.contains(.backslash)
    else { return }
    note(.looseFormula, start..<end + 1, name: trim(start + 1..<end))
  }

  /// `\\(x\\)`, as kramdown writes formulas.
  mutating func readDoubledBracket() {
    let start = index
    index += 3
    let closer = Array((byte(start + 2) == UInt8(ascii: "(") ? "\\\\)" : "\\\\]").utf8)
    let limit = min(text.count, start + Self.tagLimit)
    var end = start + 3
    while end + 2 < limit, !text[end...].starts(with: closer) { end += 1 }
    guard end + 2 < limit else { return }
    note(.doubledBrackets, start..<end + 3, name: trim(start + 3..<end))
  }

  /// Environments that TeX sets in a line of their own, and KaTeX knows.
  static let displays: Set<String> = ["equation", "align", "gather", "alignat", "CD"]

  /// A command of TeX outside a formula.
  mutating func readCommand() {
    let start = index
    let end = Macros.nameEnd(text, start, text.count)
    let name = String(decoding: text[(start + 1)..<end], as: UTF8.self)
    index = end
    // A bound keeps a text of braces that never close linear.
    let limit = min(text.count, start + Self.tagLimit)
    if Macros.isDefinition(text, start) {
      var scratch = Macros()
      if let close = scratch.define(text, start, limit: limit) { return add(.macro, start..<close) }
      return note(.leftoverTeX, start..<end, name: start..<end)
    }
    if name == "begin", byte(end) == UInt8(ascii: "{"), let brace = Macros.groupEnd(text, end, limit) {
      var environment = String(decoding: text[(end + 1)..<brace], as: UTF8.self)
      if environment.hasSuffix("*") { environment.removeLast() }
      let closer = Array("\\end{".utf8) + text[(end + 1)..<brace] + [UInt8(ascii: "}")]
      if Self.displays.contains(environment), !missing.contains(closer), let close = find(closer, from: brace) {
        return add(.formula(inner: start..<close + closer.count, isDisplay: true), start..<close + closer.count)
      }
      index = end
      return note(.leftoverTeX, start..<brace + 1, name: start..<brace + 1)
    }
    guard byte(end) == UInt8(ascii: "{"), let brace = Macros.groupEnd(text, end, limit) else {
      if let construct = ForeignConstruct(command: name, hasArgument: false) {
        note(construct, start..<end, name: start..<end)
      }
      return
    }
    if ["ref", "eqref", "autoref", "cref", "Cref"].contains(name) {
      let form: CrossReference.Form = name == "ref" ? .bareNumber : name == "eqref" ? .number : .named
      return add(.reference(label: trim(end + 1..<brace), form: form), start..<brace + 1)
    }
    if let construct = ForeignConstruct(command: name, hasArgument: true) {
      note(construct, start..<end, name: start..<end)
    }
  }

  /// Place of the pattern from `start` on; one that is missing now is missing further on too, and is noted as such.
  private mutating func find(_ pattern: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + pattern.count <= text.count {
      if text[index] == pattern[0], text[index...].starts(with: pattern) { return index }
      index += 1
    }
    missing.insert(pattern)
    return nil
  }
}
