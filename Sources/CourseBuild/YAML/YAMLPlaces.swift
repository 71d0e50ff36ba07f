import SourceText

/// Turns libyaml's lines and columns into offsets, and nodes' places into ranges.
struct YAMLPlaces {
  let excerpt: Excerpt
  private var lineStarts = [0]

  init(_ excerpt: Excerpt) {
    self.excerpt = excerpt
    for (index, byte) in excerpt.text.enumerated() where byte == UInt8(ascii: "\n") { lineStarts.append(index + 1) }
  }

  func offset(_ mark: YAMLMark) -> Int {
    guard mark.line < lineStarts.count else { return excerpt.text.count }
    var offset = lineStarts[mark.line]
    var scalars = mark.column
    while scalars > 0, offset < excerpt.text.count, excerpt.text[offset] != UInt8(ascii: "\n") {
      offset += 1
      while offset < excerpt.text.count, excerpt.text[offset] & 0xC0 == 0x80 { offset += 1 }
      scalars -= 1
    }
    return offset
  }

  private func endOfLine(_ offset: Int) -> Int {
    var end = offset
    while end < excerpt.text.count, excerpt.text[end] != UInt8(ascii: "\n"), excerpt.text[end] != UInt8(ascii: "\r") {
      end += 1
    }
    return end
  }

  /// Nodes are composed by recursion, so nesting is bounded before it begins: brackets in all, dashes in a line.
  func tooDeep() -> Int? {
    var open = 0
    var dashes = 0
    for (index, byte) in excerpt.text.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"): dashes += 1
      case UInt8(ascii: "\n"): dashes = 0
      default: break
      }
      if open > 100 || dashes > 500 { return index }
    }
    return nil
  }

  /// Line by which a sequence or a mapping is shown.
  func line(from start: Int) -> SourceRange { excerpt.range(start..<endOfLine(start)) }

  func range(of text: String, at start: Int) -> SourceRange {
    let count = text.utf8.count
    if excerpt.text[start...].starts(with: text.utf8) { return excerpt.range(start..<start + count) }
    // In quotation marks, without escapes.
    let (open, close) = (start, start + count + 1)
    if close < excerpt.text.count, excerpt.text[open] == excerpt.text[close],
      excerpt.text[open] == UInt8(ascii: "\"") || excerpt.text[open] == UInt8(ascii: "'"),
      excerpt.text[open + 1..<close].elementsEqual(text.utf8)
    {
      return excerpt.range(open..<close + 1)
    }
    return line(from: start)
  }

  /// The value's own text, where it stands in the excerpt as it is.
  func unchanged(_ text: String, at start: Int) -> Excerpt? {
    for skipped in 0...1 where start + skipped <= excerpt.text.count {
      let content = start + skipped..<start + skipped + text.utf8.count
      if content.upperBound <= excerpt.text.count, excerpt.text[content].elementsEqual(text.utf8) {
        return excerpt.slice(content)
      }
    }
    return nil
  }

  func fault(_ message: String, at mark: YAMLMark) -> YAMLFault {
    // A fault at the end points behind the last character that is not white space.
    var start = offset(mark)
    while start > 0, start >= excerpt.text.count, [10, 13, 32].contains(excerpt.text[start - 1]) { start -= 1 }
    return YAMLFault(message: message, range: excerpt.range(start..<min(start + 1, max(start, endOfLine(start)))))
  }

  func fault(_ problem: YAMLProblem) -> YAMLFault {
    let message = problem.message ?? "not YAML"
    return problem.mark.map { fault(message, at: $0) } ?? YAMLFault(message: message, range: excerpt.range)
  }
}
