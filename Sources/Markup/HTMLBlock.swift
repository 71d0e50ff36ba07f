/// One of CommonMark's seven kinds of HTML block, as far as where it ends.
///
/// Source: CommonMark 0.30, section 4.6.
struct HTMLBlock {
  private enum End {
    /// `</script>`, `</pre>`, `</style>` or `</textarea>`
    case textTag
    case text(StaticString)
    case blankLine
  }

  private var end: End

  var endsAtBlank: Bool {
    if case .blankLine = end { true } else { false }
  }

  /// Text that has to stand in its last line; `nil` for a block that ends before a blank line.
  var terminator: String? {
    switch end {
    case .textTag: "</" + tag + ">"
    case .text(let text): String(describing: text)
    case .blankLine: nil
    }
  }

  private var tag = ""

  /// A script or a style sheet, which shows nothing.
  var isProgram: Bool { tag == "script" || tag == "style" }

  /// - Parameter interrupts: the line would else continue a paragraph, which a tag of another name does not end.
  init?(opening text: [UInt8], _ content: Range<Int>, interrupts: Bool) {
    let line = text[content]
    guard line.first == UInt8(ascii: "<"), line.count > 1 else { return nil }
    let second = line[line.startIndex + 1]
    if second == UInt8(ascii: "!") {
      if line.starts(with: "<!--".utf8) {
        end = .text("-->")
      } else if line.starts(with: "<![CDATA[".utf8) {
        end = .text("]]>")
      } else if line.count > 2, line[line.startIndex + 2].isLetter {
        end = .text(">")
      } else {
        return nil
      }
      return
    }
    if second == UInt8(ascii: "?") {
      end = .text("?>")
      return
    }
    var nameStart = line.startIndex + 1
    let isClosing = second == UInt8(ascii: "/")
    if isClosing { nameStart += 1 }
    var nameEnd = nameStart
    while nameEnd < line.endIndex, line[nameEnd].isAlphanumeric { nameEnd += 1 }
    let name = String(decoding: line[nameStart..<nameEnd].map { $0 | 0x20 }, as: UTF8.self)
    let after = nameEnd < line.endIndex ? line[nameEnd] : .newline
    let isCut = after.isSpace || after == UInt8(ascii: ">")
    if !isClosing, isCut, ["script", "pre", "style", "textarea"].contains(name) {
      end = .textTag
      tag = name
      return
    }
    let isSelfClosed =
      after == UInt8(ascii: "/") && nameEnd + 1 < line.endIndex && line[nameEnd + 1] == UInt8(ascii: ">")
    if isCut || isSelfClosed, Self.blockNames.contains(name) {
      end = .blankLine
      return
    }
    guard !interrupts, let tagEnd = HTMLTag.end(text, content.lowerBound, limit: content.upperBound),
      text[tagEnd..<content.upperBound].allSatisfy(\.isBlank)
    else { return nil }
    end = .blankLine
  }

  /// Whether the block's last line is this one; blocks that end before a blank line are not asked.
  func isEnded(by text: [UInt8], _ content: Range<Int>) -> Bool {
    let line = text[content]
    switch end {
    case .blankLine:
      return false
    case .text(let terminator):
      return Self.contains(line, String(describing: terminator))
    case .textTag:
      guard line.contains(UInt8(ascii: "/")) else { return false }
      let lower = line.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }[...]
      return ["</script>", "</pre>", "</style>", "</textarea>"].contains { Self.contains(lower, $0) }
    }
  }

  private static func contains(_ line: ArraySlice<UInt8>, _ needle: String) -> Bool {
    let wanted = Array(needle.utf8)
    var index = line.startIndex
    while index + wanted.count <= line.endIndex {
      if line[index] == wanted[0], line[index..<index + wanted.count].elementsEqual(wanted) { return true }
      index += 1
    }
    return false
  }

  private static let blockNames: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame",
    "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link",
    "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "section", "source",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]
}
