/// Link reference definitions of a lesson, `[label]: https://a.org`, for what is parsed apart from it: captions and notes.
///
/// Read line by line, so that one too many, in a block of code, may be among them; only a text that refers to it sees it.
struct LinkDefinitions: Sendable {
  private var lines: [String: ArraySlice<UInt8>] = [:]

  init() {}

  init(in text: [UInt8]) {
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: .newline) ?? text.count
      var index = start
      while index < end, text[index] == .space, index - start < 3 { index += 1 }
      if index < end, text[index] == UInt8(ascii: "["), index + 1 < end, text[index + 1] != UInt8(ascii: "^"),
        let close = text[index..<end].firstIndex(of: UInt8(ascii: "]")), close + 2 < end,
        text[close + 1] == UInt8(ascii: ":")
      {
        let label = Self.normalized(text[index + 1..<close])
        if !label.isEmpty, lines[label] == nil { lines[label] = text[index..<end] }
      }
      start = end + 1
    }
  }

  /// The definitions of what stands in brackets in a text, each on a line.
  func lines(for text: [UInt8]) -> [UInt8] {
    guard !lines.isEmpty else { return [] }
    var result: [UInt8] = []
    var seen: Set<String> = []
    var open: Int?
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "[") { open = index + 1 }
      guard byte == UInt8(ascii: "]"), let start = open else { continue }
      open = nil
      let label = Self.normalized(text[start..<index])
      if let line = lines[label], seen.insert(label).inserted { result += line + [.newline] }
    }
    return result
  }

  func defines(_ label: ArraySlice<UInt8>) -> Bool { !lines.isEmpty && lines[Self.normalized(label)] != nil }

  /// Labels compare in any case, and a run of blanks as one.
  static func normalized(_ label: ArraySlice<UInt8>) -> String {
    String(decoding: label, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
