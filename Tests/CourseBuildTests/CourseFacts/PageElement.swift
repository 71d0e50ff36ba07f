/// An element of a built page, as far as reading numbers off it needs: name, attributes, content.
///
/// The pages that are read here are made by this program, well formed but for the void elements of HTML, so that a
/// parser of a few lines does. `PageElement(page: "<p>1 &lt; 2</p>").text` is `1 < 2`.
final class PageElement {
  enum Content {
    case element(PageElement)
    case text(String)
  }

  let tag: String
  let attributes: [String: String]
  private(set) var content: [Content] = []

  init(tag: String, attributes: [String: String] = [:]) {
    self.tag = tag
    self.attributes = attributes
  }

  /// The whole page as the content of one nameless element.
  convenience init(page: String) {
    self.init(tag: "")
    var open = [self]
    var scanner = PageScanner(page)
    while let token = scanner.next() {
      switch token {
      case .text(let text): open[open.count - 1].content.append(.text(text))
      case .start(let element, let isClosed):
        open[open.count - 1].content.append(.element(element))
        if !isClosed { open.append(element) }
      case .end(let tag):
        if let last = open.lastIndex(where: { $0.tag == tag }), last > 0 { open.removeSubrange(last...) }
      }
    }
  }

  func has(_ style: String) -> Bool {
    attributes["class"].map { $0.split(separator: " ").contains { $0 == style } } ?? false
  }

  var children: [PageElement] {
    content.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// All elements within, in the order of the page.
  var descendants: [PageElement] {
    var found: [PageElement] = []
    var waiting = Array(children.reversed())
    while let next = waiting.popLast() {
      found.append(next)
      waiting.append(contentsOf: next.children.reversed())
    }
    return found
  }

  /// What a reader sees of it, an exponent behind `^`; without the copies of formulas that are for machines.
  var text: String { text { _ in true } }

  func text(where isRead: (PageElement) -> Bool) -> String {
    var result = ""
    for piece in content {
      switch piece {
      case .text(let text): result += text
      case .element(let element):
        guard isRead(element), element.tag != "annotation", !element.has("katex-html") else { continue }
        let inner = element.text(where: isRead)
        result += element.isRaised ? "^" + inner : element.isBlock ? " " + inner + " " : inner
      }
    }
    return result
  }

  private var isRaised: Bool { tag == "sup" || tag == "tspan" && attributes["dy"]?.hasPrefix("-") == true }

  private var isBlock: Bool {
    [
      "dd", "details", "div", "dt", "figcaption", "figure", "footer", "li", "ol", "p", "pre", "summary", "svg", "table",
      "td", "text", "th", "tr", "ul",
    ].contains(tag)
  }
}

/// Cuts a page into tags and texts.
private struct PageScanner {
  enum Token {
    case text(String)
    /// Closed: without content, `<br />`.
    case start(PageElement, isClosed: Bool)
    case end(String)
  }

  private let bytes: [UInt8]
  private var place = 0

  private static let void: Set<String> = ["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]

  init(_ page: String) { bytes = Array(page.utf8) }

  mutating func next() -> Token? {
    guard place < bytes.count else { return nil }
    guard bytes[place] == UInt8(ascii: "<") else { return .text(decoded(skip(to: UInt8(ascii: "<")))) }
    let isEnd = place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "/")
    place += isEnd ? 2 : 1
    let name = String(decoding: bytes[skipWord()], as: UTF8.self)
    var attributes: [String: String] = [:]
    while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
      guard bytes[place] > 0x20, bytes[place] != UInt8(ascii: "/") else {
        place += 1
        continue
      }
      let key = skipWord()
      attributes[String(decoding: bytes[key], as: UTF8.self)] = ""
      guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "="), bytes[place + 1] == UInt8(ascii: "\"") else {
        place = max(place, key.lowerBound + 1)
        continue
      }
      place += 2
      attributes[String(decoding: bytes[key], as: UTF8.self)] = decoded(skip(to: UInt8(ascii: "\"")))
      place += 1
    }
    let isClosed = place > 0 && bytes[place - 1] == UInt8(ascii: "/")
    place += 1
    if isEnd { return .end(name) }
    return .start(
      PageElement(tag: name, attributes: attributes),
      isClosed: isClosed || PageScanner.void.contains(name) || name.hasPrefix("!"))
  }

  private mutating func skip(to end: UInt8) -> Range<Int> {
    let start = place
    while place < bytes.count, bytes[place] != end { place += 1 }
    return start..<place
  }

  /// To a blank, `=`, `/` or `>`.
  private mutating func skipWord() -> Range<Int> {
    let start = place
    while place < bytes.count, bytes[place] > 0x20, !"=/>".utf8.contains(bytes[place]) { place += 1 }
    return start..<place
  }

  private func decoded(_ range: Range<Int>) -> String {
    // Joiners keep a line from breaking, and are not read.
    let text = String(decoding: bytes[range], as: UTF8.self).replacing("\u{2060}", with: "")
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}

extension String {
  /// Blanks and line endings in a row as one blank, none at the ends.
  var squeezed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
