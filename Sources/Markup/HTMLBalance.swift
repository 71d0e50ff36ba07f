import SourceText

/// Tags of raw HTML that are opened and not closed, or closed and not opened: what follows them on the page would belong
/// to them.
///
/// Those of a sentence belong to its paragraph; those in lines of their own to the container that the lines stand in.
struct HTMLBalance {
  private(set) var diagnostics: [Diagnostic] = []

  /// Tags that are open, with their number by name: an end that has no start looks at none of them.
  private struct Open {
    private(set) var tags: [(name: String, range: SourceRange)] = []
    private var counts: [String: Int] = [:]

    mutating func append(_ name: String, _ range: SourceRange) {
      tags.append((name, range))
      counts[name, default: 0] += 1
    }

    /// Takes off the last tag of a name with all behind it.
    ///
    /// - Returns: those behind it, which were not closed; `nil` where none of the name is open.
    mutating func close(_ name: String) -> [(name: String, range: SourceRange)]? {
      guard counts[name, default: 0] > 0 else { return nil }
      var inner: [(name: String, range: SourceRange)] = []
      while let tag = tags.popLast() {
        counts[tag.name, default: 0] -= 1
        if tag.name == name { break }
        inner.append(tag)
      }
      return inner.reversed()
    }
  }

  /// Elements whose end may be left out (HTML, 13.1.2.4).
  private static let endless: Set<String> = [
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt", "tbody",
    "td", "tfoot", "th", "thead", "tr",
  ]

  /// - Parameters:
  ///   - blocks: of a whole document; their nesting is bounded by ``TreeBuilder/depthLimit``.
  ///   - unclosed: faults of blocks of HTML that are never closed; their tags are told there.
  init(_ blocks: [Block], besides unclosed: [Diagnostic]) {
    read(blocks)
    let told = Set(unclosed.filter { $0.id == .unclosedHTML }.map(\.range.bytes.lowerBound))
    diagnostics.removeAll { told.contains($0.range.bytes.lowerBound) }
  }

  private mutating func read(_ blocks: [Block]) {
    var open = Open()
    for block in blocks {
      switch block.kind {
      case .html(let html):
        var cursor = block.range.bytes.lowerBound
        read(html, in: block.range, from: &cursor, &open)
      case .heading(let heading): read(heading.content, in: block.range)
      case .paragraph(let inlines): read(inlines, in: block.range)
      case .quote(let blocks): read(blocks)
      case .list(let list): for item in list.items { read(item.blocks) }
      case .callout(let callout): read(callout.blocks)
      case .tabset(let tabs): for tab in tabs { read(tab.blocks) }
      case .definitions(let definitions):
        for definition in definitions { for meaning in definition.meanings { read(meaning) } }
      case .table(let table): for cell in ([table.header] + table.rows).joined() { read(cell, in: block.range) }
      case .code, .cell, .rule, .formula, .figure, .pageBreak: break
      }
    }
    close(open.tags)
  }

  private mutating func read(_ inlines: [Inline], in range: SourceRange) {
    var open = Open()
    var cursor = range.bytes.lowerBound
    read(inlines, in: range, from: &cursor, &open)
    close(open.tags)
  }

  private mutating func read(_ inlines: [Inline], in range: SourceRange, from cursor: inout Int, _ open: inout Open) {
    for inline in inlines {
      if case .html(let html, let place?) = inline {
        var start = place.bytes.lowerBound
        read(html, in: place, from: &start, &open)
      } else if case .html(let html, nil) = inline {
        read(html, in: range, from: &cursor, &open)
      }
      read(inline.content, in: range, from: &cursor, &open)
    }
  }

  private mutating func read(_ html: String, in range: SourceRange, from cursor: inout Int, _ open: inout Open) {
    for tag in Self.tags(Array(html.utf8)) where !Self.endless.contains(tag.name) && !isVoidElement(tag.name) {
      let place = Self.place(of: tag.text, in: range, from: &cursor)
      if !tag.isEnd {
        open.append(tag.name, place)
      } else if let inner = open.close(tag.name) {
        close(inner)
      } else {
        diagnostics.append(
          Diagnostic(
            .unclosedHTML, "no tag `<\(tag.name)>` is open here", at: place, hint: "take it out, or open it before"))
      }
    }
  }

  private mutating func close(_ open: [(name: String, range: SourceRange)]) {
    for tag in open {
      diagnostics.append(
        Diagnostic(
          .unclosedHTML, "the tag `<\(tag.name)>` is never closed", at: tag.range,
          hint: "close it with `</\(tag.name)>`"))
    }
  }

  // MARK: Tags

  private struct Tag {
    var name: String
    var isEnd: Bool
    var text: ArraySlice<UInt8>
  }

  /// Those of HTML without comments and without what stands in scripts and styles.
  private static func tags(_ html: [UInt8]) -> [Tag] {
    var found: [Tag] = []
    var index = 0
    while index < html.count {
      guard html[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if html[index...].starts(with: "<!--".utf8) {
        index = end(of: "-->", html, index + 4) ?? html.count
        continue
      }
      guard let tagEnd = HTMLTag.end(html, index, limit: html.count) else {
        index += 1
        continue
      }
      let text = html[index..<tagEnd]
      let isEnd = html[index + 1] == UInt8(ascii: "/")
      let name = String(
        decoding: text.dropFirst(isEnd ? 2 : 1).prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }, as: UTF8.self
      ).lowercased()
      index = tagEnd
      if html[tagEnd - 2] == UInt8(ascii: "/") { continue }
      found.append(Tag(name: name, isEnd: isEnd, text: text))
      if !isEnd, ["script", "style", "textarea"].contains(name) {
        // Without its end all that follows is its text.
        index = end(of: "</\(name)", html, index).map { $0 - name.utf8.count - 2 } ?? html.count
      }
    }
    return found
  }

  private static func end(of pattern: String, _ html: [UInt8], _ start: Int) -> Int? {
    html[start...].indices.first { html[$0...].starts(with: pattern.utf8) }.map { $0 + pattern.utf8.count }
  }

  /// The next place of a tag in the source of what holds it.
  private static func place(of tag: ArraySlice<UInt8>, in range: SourceRange, from cursor: inout Int) -> SourceRange {
    let bytes = range.file.bytes
    let limit = min(range.bytes.upperBound, bytes.count) - tag.count
    while cursor <= limit {
      if bytes[cursor] == tag.first, bytes[cursor...].starts(with: tag) {
        defer { cursor += tag.count }
        return SourceRange(range.file, cursor..<cursor + tag.count)
      }
      cursor += 1
    }
    return range
  }
}

/// Whether an element of HTML has no end tag and holds nothing (HTML, 13.1.2): `br`.
public func isVoidElement(_ name: String) -> Bool {
  switch name {
  case "br", "hr", "img", "input", "link", "meta", "col", "wbr", "source", "area", "base", "embed", "param", "track":
    true
  default: false
  }
}
