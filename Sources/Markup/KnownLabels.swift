/// The labels of a lesson as they stand in its text, `{#fig-a}`, `#| label: fig-a`, `\label{eq-a}`: known before anything
/// is parsed.
///
/// A Korean particle follows a reference without a blank, `@fig-뉴런에서`, so where a label in letters of any script ends
/// is for the labels to say.
struct KnownLabels: Sendable {
  private(set) var labels: Set<String> = []
  /// Labels of the footnotes that are written, in small letters; of a document that has been parsed.
  var footnotes: Set<String> = []
  private var links = LinkDefinitions()
  /// Texts of headings, as labels of links compare.
  private var headings: Set<String> = []

  init() {}

  /// The lines that define the links by reference in a text that stands apart from them.
  func linkDefinitions(in text: [UInt8]) -> [UInt8] { links.lines(for: text) }

  /// One too many does no harm: who asks has a reference in hand.
  init(in text: [UInt8]) {
    links = LinkDefinitions(in: text)
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "{"):
        if let end = Attributes.end(text, index, limit: min(text.count, index + 400)) {
          for mark in index + 1..<end where text[mark] == UInt8(ascii: "#") {
            if mark == index + 1 || text[mark - 1].isBlank { add(text, mark + 1) }
          }
        }
      case UInt8(ascii: "#") where index == 0 || text[index - 1] == .newline && !text[index...].starts(with: "#|".utf8):
        index = heading(text, index)
        continue
      case UInt8(ascii: "#") where text[index...].starts(with: "#|".utf8):
        index = option(text, index + 2)
        continue
      case .backslash where text[index...].starts(with: "\\label{".utf8):
        add(text, index + 7, isTeX: true)
      default: break
      }
      index += 1
    }
  }

  /// Whether a heading has this text, and no definition makes it a link.
  func isHeadingAlone(_ text: ArraySlice<UInt8>) -> Bool {
    !headings.isEmpty && headings.contains(LinkDefinitions.normalized(text)) && !links.defines(text)
  }

  /// `## Title {#sec-a}`: its text, and on from behind it, where its label stands.
  private mutating func heading(_ text: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < text.count, text[index] == UInt8(ascii: "#") { index += 1 }
    guard index - start < 7, index < text.count, text[index].isBlank else { return index }
    var end = index
    while end < text.count, text[end] != .newline, text[end] != UInt8(ascii: "{") { end += 1 }
    while end > index, text[end - 1].isSpace || text[end - 1] == UInt8(ascii: "#") { end -= 1 }
    let name = LinkDefinitions.normalized(text[index..<end])
    if !name.isEmpty { headings.insert(name) }
    return index
  }

  private mutating func option(_ text: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < text.count, text[index].isBlank { index += 1 }
    guard text[index...].starts(with: "label:".utf8) else { return index }
    index += 6
    while index < text.count,
      text[index].isBlank || text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "'")
    { index += 1 }
    add(text, index)
    return index
  }

  private mutating func add(_ text: [UInt8], _ start: Int, isTeX: Bool = false) {
    var end = start
    while end < text.count,
      Attributes.isNameByte(text[end]) || isTeX && text[end] != UInt8(ascii: "}") && !text[end].isSpace
    { end += 1 }
    if end > start { labels.insert(String(decoding: text[start..<end], as: UTF8.self)) }
  }

  func contains(_ text: ArraySlice<UInt8>) -> Bool { labels.contains(String(decoding: text, as: UTF8.self)) }
}
