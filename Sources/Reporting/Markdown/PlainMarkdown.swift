/// Text as Markdown, escaped where GitHub would read a mark in it and only there.
struct PlainMarkdown {
  private let bytes: [UInt8]
  /// Characters right before and behind the text.
  private let before: Unicode.Scalar?
  private let after: Unicode.Scalar?
  var startsLine = false
  var isCell = false
  var isLinkText = false
  private var result: [UInt8] = []
  /// The full stop of `1.` at the start of a line.
  private var escapedSign: Int?

  init(_ text: String, before: Unicode.Scalar?, after: Unicode.Scalar?) {
    bytes = Array(text.utf8)
    self.before = before
    self.after = after
  }

  func written() -> String {
    var writer = self
    return writer.write()
  }

  private mutating func write() -> String {
    guard startsLine || bytes.contains(where: Self.isMark) else { return String(decoding: bytes, as: UTF8.self) }
    result.reserveCapacity(bytes.count + 8)
    for index in bytes.indices {
      let byte = bytes[index]
      if startsLine && index == 0 || index > 0 && bytes[index - 1] == UInt8(ascii: "\n"), escapesLine(index) {
        result.append(UInt8(ascii: "\\"))
        result.append(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: "<"): result += isTag(index) ? Array("&lt;".utf8) : [byte]
      case UInt8(ascii: "&"): result += isEntity(index) ? Array("&amp;".utf8) : [byte]
      default:
        if isMark(index) || escapedSign == index { result.append(UInt8(ascii: "\\")) }
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isMark(_ byte: UInt8) -> Bool { "\\`*_[]<|$~&#:\n".utf8.contains(byte) }

  // MARK: Neighbours

  /// The byte at an offset, beside the text too; letters of other scripts are one letter to Markdown.
  private func byte(_ index: Int) -> UInt8 {
    if bytes.indices.contains(index) { return bytes[index] }
    guard let scalar = index < 0 ? before : after else { return UInt8(ascii: "\n") }
    return scalar.isASCII ? UInt8(scalar.value) : 0x80
  }

  private func isWord(_ index: Int) -> Bool {
    let byte = byte(index)
    return byte >= 0x80 || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || isDigit(byte)
  }

  private func isSpace(_ index: Int) -> Bool { byte(index) <= 0x20 }
  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  // MARK: Marks

  private func isMark(_ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "`"), UInt8(ascii: "$"): return true
    case UInt8(ascii: "\\"):
      let next = byte(index + 1)
      return index + 1 >= bytes.count || next > 0x20 && next < 0x7F && !isWord(index + 1)
    case UInt8(ascii: "*"): return !(isSpace(index - 1) && isSpace(index + 1))
    case UInt8(ascii: "_"):
      return !(isWord(index - 1) && isWord(index + 1) || isSpace(index - 1) && isSpace(index + 1))
    case UInt8(ascii: "["): return isLinkText || isBracketed(index)
    case UInt8(ascii: "]"): return isLinkText
    case UInt8(ascii: "|"): return isCell
    // What would be an address to GitHub is none here, since it would be a link.
    case UInt8(ascii: ":"):
      return !isLinkText && byte(index + 1) == UInt8(ascii: "/") && follows(index, ["http", "https", "ftp"])
    case UInt8(ascii: "~"): return !(isSpace(index - 1) && isSpace(index + 1))
    case UInt8(ascii: "#"):
      // The end of a heading.
      return index + 1 == bytes.count && after == nil && index > 0
    default: return false
    }
  }

  /// Whether one of these words stands before a sign.
  private func follows(_ index: Int, _ words: [String]) -> Bool {
    words.contains { word in
      let start = index - word.utf8.count
      return start >= 0 && bytes[start..<index].elementsEqual(word.utf8) { $0 | 0x20 == $1 }
    }
  }

  /// A bracket that could be a note's, an alert's, a task's or a link's.
  private func isBracketed(_ index: Int) -> Bool {
    if byte(index + 1) == UInt8(ascii: "^") || byte(index + 1) == UInt8(ascii: "!") { return true }
    guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "]")) else { return index + 1 >= bytes.count }
    if close == index + 2, startsLine, index == 0, " xX".utf8.contains(bytes[index + 1]) { return true }
    return "([:".utf8.contains(byte(close + 1))
  }

  private func isTag(_ index: Int) -> Bool {
    isWord(index + 1) && byte(index + 1) < 0x80 && !isDigit(byte(index + 1)) || "/!?".utf8.contains(byte(index + 1))
  }

  private func isEntity(_ index: Int) -> Bool {
    var end = index + 1
    if byte(end) == UInt8(ascii: "#") { end += 1 }
    let start = end
    while end < bytes.count, isWord(end), bytes[end] < 0x80 { end += 1 }
    return end > start && end < bytes.count && bytes[end] == UInt8(ascii: ";")
  }

  /// Whether a line that begins here would be no paragraph.
  private mutating func escapesLine(_ index: Int) -> Bool {
    let line = bytes[index...].prefix { $0 != UInt8(ascii: "\n") }
    switch bytes[index] {
    case UInt8(ascii: "#"):
      let rest = line.drop { $0 == UInt8(ascii: "#") }
      return rest.isEmpty || rest.first == 0x20
    case UInt8(ascii: ">"), UInt8(ascii: "|"): return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"):
      return line.count == 1 || line[index + 1] == 0x20 || line.allSatisfy { $0 == UInt8(ascii: "-") || $0 == 0x20 }
    case UInt8(ascii: "="): return line.allSatisfy { $0 == UInt8(ascii: "=") }
    case UInt8(ascii: "~"): return line.starts(with: "~~~".utf8)
    case let byte where isDigit(byte):
      let digits = line.prefix { isDigit($0) }
      guard digits.endIndex < line.endIndex, digits.count < 10,
        line[digits.endIndex] == UInt8(ascii: ".") || line[digits.endIndex] == UInt8(ascii: ")"),
        digits.endIndex + 1 == line.endIndex || line[digits.endIndex + 1] == 0x20
      else { return false }
      // The sign is what is escaped: `1\.`
      escapedSign = digits.endIndex
      return false
    default: return false
    }
  }
}
