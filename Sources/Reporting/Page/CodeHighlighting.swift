/// Colours for code of other languages: comments, texts, numbers, keywords, calls.
///
/// A scanner without a grammar, as that of `nn`: whatever stands there, no byte is lost, and it takes one pass.
struct CodeHighlighting {
  private let language: HighlightedLanguage
  private let bytes: [UInt8]
  private var nodes: [HTMLNode] = []
  private var plainStart = 0
  private var index = 0
  /// Up to where no text closes: each byte is looked at twice at most.
  private var openUntil = 0

  /// The code, with spans around what has a colour.
  static func nodes(_ source: String, _ language: HighlightedLanguage) -> [HTMLNode] {
    var highlighting = CodeHighlighting(language: language, bytes: Array(source.utf8))
    while highlighting.index < highlighting.bytes.count { highlighting.step() }
    highlighting.flush(upTo: highlighting.bytes.count)
    return highlighting.nodes
  }

  private init(language: HighlightedLanguage, bytes: [UInt8]) {
    self.language = language
    self.bytes = bytes
  }

  private mutating func flush(upTo end: Int) {
    if plainStart < end { nodes.append(.text(String(decoding: bytes[plainStart..<end], as: UTF8.self))) }
    plainStart = end
  }

  private mutating func add(_ style: String, from start: Int) {
    flush(upTo: start)
    nodes.append(.element("span", [("class", style)], [.text(String(decoding: bytes[start..<index], as: UTF8.self))]))
    plainStart = index
  }

  private func isAt(_ text: String, _ place: Int) -> Bool {
    place + text.utf8.count <= bytes.count && bytes[place..<place + text.utf8.count].elementsEqual(text.utf8)
  }

  private mutating func step() {
    let start = index
    if let (opening, closing) = language.blockComment, isAt(opening, index) {
      index += opening.utf8.count
      while index < bytes.count, !isAt(closing, index) { index += 1 }
      index = min(index + closing.utf8.count, bytes.count)
      add("cm", from: start)
    } else if let comment = language.comment, isAt(comment, index), !language.commentsBeginWords || beginsWord {
      skip { $0 != UInt8(ascii: "\n") }
      add("cm", from: start)
    } else if index >= openUntil, let text = language.texts.first(where: { isAt($0.opening, index) }) {
      if closes(text) { add("st", from: start) } else { index += 1 }
    } else if Self.isDigit(bytes[index]) {
      number()
      add("nu", from: start)
    } else if Self.isLetter(bytes[index]) {
      word(from: start)
    } else {
      index += 1
    }
  }

  /// Goes behind a text, if it is closed: an apostrophe alone in a line is none.
  private mutating func closes(_ text: HighlightedLanguage.Text) -> Bool {
    var end = index + text.opening.utf8.count
    while end < bytes.count, !isAt(text.closing, end), text.spansLines || bytes[end] != UInt8(ascii: "\n") {
      end += text.escapes && bytes[end] == UInt8(ascii: "\\") && end + 1 < bytes.count ? 2 : 1
    }
    guard end < bytes.count, isAt(text.closing, end) else {
      openUntil = end
      return false
    }
    index = end + text.closing.utf8.count
    return true
  }

  private var beginsWord: Bool {
    index == 0
      || [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: ";")].contains(bytes[index - 1])
  }

  private mutating func skip(while holds: (UInt8) -> Bool) {
    while index < bytes.count, holds(bytes[index]) { index += 1 }
  }

  /// `3`, `0x1f`, `1_000`, `2.5e-3`, `10L`.
  private mutating func number() {
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      let isPoint = byte == UInt8(ascii: ".") && index + 1 < bytes.count && Self.isDigit(bytes[index + 1])
      let isSign =
        (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")) && bytes[index - 1] | 0x20 == UInt8(ascii: "e")
        && index + 1 < bytes.count && Self.isDigit(bytes[index + 1])
      guard Self.isDigit(byte) || Self.isLetter(byte) && byte < 0x80 || isPoint || isSign else { return }
      index += 1
    }
  }

  private mutating func word(from start: Int) {
    let others = language.nameBytes
    skip { Self.isLetter($0) || Self.isDigit($0) || others.contains($0) }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
    let next = index < bytes.count ? bytes[index] : 0
    if language.hasKeys, next == UInt8(ascii: ":") {
      add("fn", from: start)
    } else if language.keywords.contains(word), !isMember {
      add("kw", from: start)
    } else if language.hasCalls, next == UInt8(ascii: "(") {
      add("fn", from: start)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }
}
