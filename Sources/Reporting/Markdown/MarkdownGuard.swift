import Markup

/// A Markdown report as it leaves the house where authors are not trusted: read once more, as a stranger reads it.
///
/// HTML and addresses of the lesson itself have been left out before; here it is what only a reader without
/// formulas, shortcodes and cells takes for a tag or a link. A block in which that happens loses all its tags and links,
/// `<` and `[` being written as entities, since it was made for nothing else.
struct MarkdownGuard {
  let report: Report

  func guarded(_ text: String) -> String {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
    // Each round takes tags away, and what they have hidden may come out.
    for _ in 0..<8 {
      let foreign = foreignBlocks(lines)
      if foreign.isEmpty { return String(decoding: Self.joined(lines), as: UTF8.self) }
      for block in foreign {
        for line in block where lines.indices.contains(line) { lines[line] = Self.disarmed(lines[line]) }
      }
    }
    return String(decoding: Self.joined(lines.map(Self.disarmed)), as: UTF8.self)
  }

  private static func joined(_ lines: [[UInt8]]) -> [UInt8] { Array(lines.joined(separator: [UInt8(ascii: "\n")])) }

  private func foreignBlocks(_ lines: [[UInt8]]) -> [ClosedRange<Int>] {
    let shown = lines.map(Self.withoutNoteLabel)
    let blocks = PlainReading(Self.joined(shown)).blocks.filter(isForeign)
    let rows = shown.indices.filter { index in
      // A reader with tables cuts a row at its bars before it looks for code.
      guard shown[index].contains(UInt8(ascii: "|")), shown[index].contains(UInt8(ascii: "<")) else { return false }
      guard Self.isRow(shown[index]) else { return false }
      return shown[index].split(separator: UInt8(ascii: "|")).contains { cell in
        cell.contains(UInt8(ascii: "<")) && PlainReading(Array(cell)).blocks.contains(where: isForeign)
      }
    }
    return blocks.map(\.lines) + rows.map { $0...$0 }
  }

  /// Whether a line can be a table's: a bar begins it, as in all tables that lessons may have.
  private static func isRow(_ line: [UInt8]) -> Bool {
    line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ">") } == UInt8(ascii: "|")
  }

  private func isForeign(_ block: PlainReading.Block) -> Bool {
    !block.html.allSatisfy(Self.isOwn) || !block.links.allSatisfy { Address.isAllowed($0, as: .link) }
      || !block.images.allSatisfy { Address.isAllowed($0, as: .image) }
  }

  /// Whether all tags of a piece of HTML are such as reports have of themselves.
  static func isOwn(_ html: String) -> Bool {
    var rest = Substring(html)
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[start...]
      guard let tag = ownTags.first(where: { rest.hasPrefix($0) }) else {
        guard let end = anchorEnd(rest) else { return false }
        rest = rest[end...]
        continue
      }
      rest = rest.dropFirst(tag.count)
    }
    return true
  }

  private static let ownTags =
    ["em", "strong", "sub", "sup", "details", "summary"].flatMap { ["<\($0)>", "</\($0)>"] }
    + ["</a>", "<br>"]

  /// Behind `<a id="sec-a">`.
  private static func anchorEnd(_ text: Substring) -> String.Index? {
    let opening = "<a id=\""
    guard text.hasPrefix(opening) else { return nil }
    let label = text.utf8.dropFirst(opening.utf8.count)
    guard let quote = label.firstIndex(of: UInt8(ascii: "\"")), !label[..<quote].contains(UInt8(ascii: "<")) else {
      return nil
    }
    let behind = label.index(after: quote)
    guard behind < label.endIndex, label[behind] == UInt8(ascii: ">") else { return nil }
    return label.index(after: behind)
  }

  private static func disarmed(_ line: [UInt8]) -> [UInt8] {
    line.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "<"): Array("&lt;".utf8)
      case UInt8(ascii: "["): Array("&#91;".utf8)
      default: [byte]
      }
    }
  }

  /// `[^a]: text` as a paragraph that begins with letters, as readers with footnotes have it.
  private static func withoutNoteLabel(_ line: [UInt8]) -> [UInt8] {
    guard let start = line.firstIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ">") }),
      line[start...].starts(with: "[^".utf8),
      let end = line[start...].firstIndex(of: UInt8(ascii: "]")), end + 1 < line.count,
      line[end + 1] == UInt8(ascii: ":")
    else { return line }
    return line[..<start] + [UInt8](repeating: UInt8(ascii: "x"), count: end + 2 - start) + line[(end + 2)...]
  }
}
