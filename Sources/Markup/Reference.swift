/// `@fig-a`, `@key`, `[@key]`, `[^a]`: how references are written.
public enum Reference {
  /// Form of a label that `@` refers to in other programs alone, as it is written here: `fig:a` of pandoc-crossref, `a`.
  ///
  /// - Returns: `nil` for one that it refers to here; whether its kind stands before a colon, and how it is written.
  public static func kind(ofStrangeLabel label: String) -> (isMarked: Bool, mended: String)? {
    if kinds.contains(where: { label.hasPrefix($0 + "-") }) { return nil }
    if let kind = kinds.first(where: { label.hasPrefix($0 + ":") }) {
      return (true, kind + "-" + label.dropFirst(kind.count + 1))
    }
    return (false, "fig-" + label)
  }

  /// Prefixes of the labels that `@` refers to.
  static let kinds = ["fig", "tbl", "eq", "sec", "lst"] + Callout.Kind.prefixes.keys.sorted()

  /// The label behind `@`, `nil` where none is: in a word or an address, or of no known kind.
  ///
  /// A Hangul, Han or Kana letter may stand before `@` and behind the label: `그림은 @fig-a에서`. Of several known labels
  /// that fit it is the longest.
  static func label(_ text: [UInt8], _ at: Int, _ known: KnownLabels) -> Range<Int>? {
    guard mayStart(text, at) else { return nil }
    let start = at + 1
    guard start < text.count, kinds.contains(where: { isKind($0, text, start) }) else { return nil }
    var end = start
    while end < text.count, isLabelByte(text[end]) { end += 1 }
    while end > start, text[end - 1] == UInt8(ascii: "-") || text[end - 1] == UInt8(ascii: "_") { end -= 1 }
    guard text[start..<end].contains(UInt8(ascii: "-")), end >= text.count || text[end] != UInt8(ascii: "@") else {
      return nil
    }
    if let known = longest(text, start..<end, known) { return known }
    // Nothing here is called so: what is in plain letters, or else all of it, is told to be missing.
    var plain = start
    while plain < end, text[plain] < 0x80 { plain += 1 }
    while plain > start, text[plain - 1] == UInt8(ascii: "-") || text[plain - 1] == UInt8(ascii: "_") { plain -= 1 }
    return text[start..<plain].contains(UInt8(ascii: "-")) ? start..<plain : start..<end
  }

  private static func longest(_ text: [UInt8], _ range: Range<Int>, _ known: KnownLabels) -> Range<Int>? {
    // The first letter of a kind may be large at the start of a sentence, as in Quarto: `@Fig-a`.
    var name = Array(text[range])
    name[0] |= 0x20
    var end = name.count
    while end > 0 {
      if end == name.count || name[end] & 0xC0 != 0x80, known.contains(name[..<end]) {
        return range.lowerBound..<range.lowerBound + end
      }
      // Of letters that ASCII has, a label takes all.
      if name[end - 1] < 0x80 { break }
      end -= 1
    }
    // `fig-a` of `fig-a에서`.
    var plain = 0
    while plain < name.count, name[plain] < 0x80 { plain += 1 }
    return plain > 0 && known.contains(name[..<plain]) ? range.lowerBound..<range.lowerBound + plain : nil
  }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func mayStart(_ text: [UInt8], _ at: Int) -> Bool {
    at == 0 || !(text[at - 1].isAlphanumeric || "@._-+/".utf8.contains(text[at - 1]))
  }

  private static func isKind(_ kind: String, _ text: [UInt8], _ start: Int) -> Bool {
    let end = start + kind.utf8.count
    guard end < text.count, text[end] == UInt8(ascii: "-"), text[start] | 0x20 == kind.utf8.first else { return false }
    return text[(start + 1)..<end].elementsEqual(kind.utf8.dropFirst())
  }

  /// The label as it is defined: `Fig-a` is `fig-a`, unless something is labelled `Fig-a`.
  static func name(_ text: ArraySlice<UInt8>, _ known: KnownLabels) -> String {
    guard let first = text.first else { return "" }
    if known.contains(text) { return String(decoding: text, as: UTF8.self) }
    return String(decoding: [first | 0x20] + text.dropFirst(), as: UTF8.self)
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

  /// The key of a work behind `@`: `@hig` → `hig`. Brackets around it, `@{…}`, hold any key.
  static func key(_ text: [UInt8], _ at: Int, limit: Int) -> (key: Range<Int>, end: Int)? {
    guard mayStart(text, at), at + 1 < limit else { return nil }
    if text[at + 1] == UInt8(ascii: "{") {
      guard let end = text[(at + 2)..<limit].firstIndex(of: UInt8(ascii: "}")), end > at + 2,
        !text[(at + 2)..<end].contains(where: \.isSpace)
      else { return nil }
      return (at + 2..<end, end + 1)
    }
    let first = text[at + 1]
    guard first.isAlphanumeric || first == UInt8(ascii: "_") || first >= 0x80 else { return nil }
    var end = at + 1
    while end < limit, isKeyByte(text[end], isASCII: first < 0x80) { end += 1 }
    while end > at + 1, !text[end - 1].isAlphanumeric, text[end - 1] < 0x80, text[end - 1] != UInt8(ascii: "_") {
      end -= 1
    }
    // An address, `@a@b`, is none.
    guard end > at + 1, end >= text.count || text[end] != UInt8(ascii: "@") else { return nil }
    return (at + 1..<end, end)
  }

  /// A key in plain letters ends where a Korean particle starts.
  private static func isKeyByte(_ byte: UInt8, isASCII: Bool) -> Bool {
    byte.isAlphanumeric || byte >= 0x80 && !isASCII || "_:.#$%&-+?<>~/".utf8.contains(byte)
  }

  /// The items between `[` and `]`; `nil` unless each holds a key.
  static func citation(
    _ text: [UInt8], _ range: Range<Int>, _ known: KnownLabels
  ) -> [InlineScanner.CitationItem]? {
    var items: [InlineScanner.CitationItem] = []
    var start = range.lowerBound
    while start <= range.upperBound {
      var end = start
      while end < range.upperBound, text[end] != UInt8(ascii: ";"), !startsNext(text, start..<end, range.upperBound) {
        end += 1
      }
      guard let item = item(text, start..<end, known) else { return nil }
      items.append(item)
      start = end + 1
    }
    return items
  }

  /// Whether a comma stands before a further key, as in `[@a, @b]`.
  private static func startsNext(_ text: [UInt8], _ item: Range<Int>, _ limit: Int) -> Bool {
    guard text[item.upperBound] == UInt8(ascii: ","), text[item].contains(UInt8(ascii: "@")) else { return false }
    let rest = text[(item.upperBound + 1)..<limit].drop(while: \.isSpace)
    return rest.first == UInt8(ascii: "@") || rest.starts(with: "-@".utf8)
  }

  private static func item(_ text: [UInt8], _ range: Range<Int>, _ known: KnownLabels) -> InlineScanner.CitationItem? {
    var at = range.lowerBound
    while at < range.upperBound {
      if text[at] == UInt8(ascii: "@"), at == range.lowerBound || !text[at - 1].isAlphanumeric { break }
      at += 1
    }
    guard at < range.upperBound else { return nil }
    var prefix = trim(text, range.lowerBound..<at)
    var omitsAuthor = false
    if let last = prefix.last, text[last] == UInt8(ascii: "-"), last + 1 == at {
      omitsAuthor = true
      prefix = trim(text, prefix.lowerBound..<last)
    }
    // What stands before `@` was looked at; only the key itself decides.
    let padded = [UInt8.space] + text[at..<range.upperBound]
    var key: Range<Int>
    var end: Int
    var isLabel = false
    if let label = label(padded, 1, known) {
      key = label.lowerBound - 1 + at..<label.upperBound - 1 + at
      end = key.upperBound
      isLabel = true
    } else if let found = Self.key(padded, 1, limit: padded.count) {
      key = found.key.lowerBound - 1 + at..<found.key.upperBound - 1 + at
      end = found.end - 1 + at
    } else {
      return nil
    }
    var suffix = trim(text, end..<range.upperBound)
    if let first = suffix.first, text[first] == UInt8(ascii: ",") { suffix = trim(text, first + 1..<suffix.upperBound) }
    return InlineScanner.CitationItem(
      prefix: prefix, key: key, suffix: suffix, omitsAuthor: omitsAuthor, isLabel: isLabel)
  }

  private static func trim(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, text[first].isSpace { range = first + 1..<range.upperBound }
    while let last = range.last, text[last].isSpace { range = range.lowerBound..<last }
    return range
  }
}
