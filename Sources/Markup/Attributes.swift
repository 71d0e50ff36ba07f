/// Attributes in braces: `#fig-a .class width=60%`.
struct Attributes {
  struct Pair {
    var key: String
    var value: Range<Int>
    var range: Range<Int>
  }

  var label: String?
  /// Of the label without `#`, like all ranges here in the text that was read.
  var labelRange: Range<Int>?
  var classes: [(name: String, range: Range<Int>)] = []
  var pairs: [Pair] = []

  init() {}

  /// Reads from behind `{` to before `}`; `nil` for anything that is not of this form, or empty.
  init?(_ text: [UInt8], _ range: Range<Int>) {
    var index = range.lowerBound
    while true {
      while index < range.upperBound, text[index].isSpace { index += 1 }
      guard index < range.upperBound else { break }
      let start = index
      switch text[index] {
      case UInt8(ascii: "#"), UInt8(ascii: "."):
        let isLabel = text[index] == UInt8(ascii: "#")
        index += 1
        while index < range.upperBound, Self.isNameByte(text[index]) { index += 1 }
        guard index > start + 1 else { return nil }
        let name = String(decoding: text[start + 1..<index], as: UTF8.self)
        if isLabel {
          guard label == nil else { return nil }
          label = name
          labelRange = start + 1..<index
        } else {
          classes.append((name, start..<index))
        }
      case let byte where byte.isLetter:
        while index < range.upperBound, Self.isNameByte(text[index]) { index += 1 }
        let key = String(decoding: text[start..<index], as: UTF8.self)
        guard index < range.upperBound, text[index] == UInt8(ascii: "=") else { return nil }
        index += 1
        guard let value = Self.value(text, &index, range.upperBound) else { return nil }
        pairs.append(Pair(key: key, value: value, range: start..<index))
      case UInt8(ascii: "-") where start + 1 == range.upperBound:
        // Pandoc's "unnumbered".
        index += 1
        classes.append(("unnumbered", start..<index))
      default:
        return nil
      }
      guard index == range.upperBound || text[index].isSpace else { return nil }
    }
    if label == nil, classes.isEmpty, pairs.isEmpty { return nil }
  }

  private static func value(_ text: [UInt8], _ index: inout Int, _ limit: Int) -> Range<Int>? {
    guard index < limit else { return nil }
    let start = index
    if text[start] == UInt8(ascii: "\"") || text[start] == UInt8(ascii: "'") {
      index += 1
      while index < limit, text[index] != text[start] { index += 1 }
      guard index < limit else { return nil }
      index += 1
      return start + 1..<index - 1
    }
    while index < limit, !text[index].isSpace { index += 1 }
    return index > start ? start..<index : nil
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: ".") || byte >= 0x80
  }

  /// The same with all ranges elsewhere.
  func mapped(_ place: (Range<Int>) -> Range<Int>) -> Attributes {
    var result = self
    result.labelRange = labelRange.map(place)
    result.classes = classes.map { ($0.name, place($0.range)) }
    result.pairs = pairs.map { Pair(key: $0.key, value: place($0.value), range: place($0.range)) }
    return result
  }

  /// The end of the braces that open at `start`: the offset of `}` in the same line, quotes respected.
  ///
  /// - Parameter spansLines: it may stand in a later line, and no quoted value may.
  static func end(_ text: [UInt8], _ start: Int, limit: Int, spansLines: Bool = false) -> Int? {
    var quote: UInt8?
    for index in start + 1..<max(limit, start + 1) {
      let byte = text[index]
      if byte == .newline, !spansLines || quote != nil { return nil }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "}") {
        return index
      } else if byte == UInt8(ascii: "{") {
        return nil
      }
    }
    return nil
  }
}
