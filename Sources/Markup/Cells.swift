import SourceText

/// Info string of a fence, as far as it is about running the block.
enum CellInfo {
  /// ` ```nn ` or ` ```{nn} `, with what else stands there.
  case cell(attributes: String?)
  /// ` ```{{nn}} `: shown, not run.
  case shown
  case other

  init(_ info: String) {
    let bytes = Array(info.utf8)
    func rest(_ offset: Int) -> String? {
      let words = bytes[offset...].split { $0.isBlank || $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: ",") }
      return words.isEmpty ? nil : words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }
    func isCut(_ offset: Int) -> Bool {
      offset >= bytes.count || bytes[offset].isBlank || ",}".utf8.contains(bytes[offset])
    }
    if bytes.starts(with: "{{nn}}".utf8) {
      self = .shown
    } else if bytes.starts(with: "{nn".utf8), isCut(3) {
      self = .cell(attributes: rest(3))
    } else if bytes.starts(with: "nn".utf8), bytes.count == 2 || bytes[2].isBlank {
      self = .cell(attributes: rest(2))
    } else {
      self = .other
    }
  }
}

extension TreeBuilder {
  /// The opening fence, from its first character to the end of its line, and whether a line closes it; `nil` for
  /// indented code.
  func fence(of event: CommonMarkTree.Event) -> (Range<Int>, isClosed: Bool)? {
    let index = Int(event.startLine) - 1
    guard origins.indices.contains(index) else { return nil }
    let line = origins[index]
    var low = 0
    var high = fences.count
    while low < high {
      let middle = (low + high) / 2
      if fences[middle].line < line.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low < fences.count, fences[low].line == line.lowerBound else { return nil }
    let start = min(line.lowerBound + Int(event.startColumn) - 1, line.upperBound)
    return (start..<line.upperBound, fences[low].isClosed)
  }

  /// U+FFFD
  private static let replacement: ArraySlice<UInt8> = [0xEF, 0xBF, 0xBD]

  /// A fence's content, each line where it stands: its literal is a suffix of the file's line.
  ///
  /// Half a tab that belongs to a container and half to the content comes from cmark as blanks; they stand at the tab.
  /// NUL comes as U+FFFD, of three bytes, and is the one byte again that it is in the file.
  func content(of event: CommonMarkTree.Event) -> Excerpt {
    var result: Excerpt?
    var lineIndex = Int(event.startLine)
    let literal = tree.bytes(event.first)
    var position = literal.startIndex
    while position < literal.endIndex {
      var end = position
      while end < literal.endIndex, literal[end] != .newline { end += 1 }
      guard origins.indices.contains(lineIndex) else { break }
      let line = origins[lineIndex]
      var start = line.upperBound
      var matched = end
      while matched > position, start > line.lowerBound {
        if source.text[start - 1] == literal[matched - 1] {
          matched -= 1
        } else if source.text[start - 1] == 0, literal[position..<matched].suffix(3) == Self.replacement {
          matched -= 3
        } else {
          break
        }
        start -= 1
      }
      let file = source.range(line).file
      if result == nil { result = Excerpt(file: file, at: place(matched > position ? start - 1 : start, in: line)) }
      if matched > position {
        result?.append(literal[position..<matched], from: file, at: place(max(start - 1, line.lowerBound), in: line))
      }
      if matched < end {
        result?.append(source.text[start..<line.upperBound], from: file, at: place(start, in: line))
      }
      result?.append([.newline], from: file, at: place(line.upperBound, in: line))
      position = end + 1
      lineIndex += 1
    }
    guard let result else {
      let line = origins[min(lineIndex, origins.count - 1)]
      let range = source.range(line)
      return Excerpt(file: range.file, at: range.bytes.lowerBound)
    }
    return result
  }

  /// Where an offset of the assembled text stands in its file; the end of a line is looked up from inside it, as
  /// behind it another file may start.
  private func place(_ offset: Int, in line: Range<Int>) -> Int {
    guard offset > line.lowerBound, offset == line.upperBound else {
      return source.range(offset..<offset).bytes.lowerBound
    }
    return source.range(offset - 1..<offset).bytes.upperBound
  }

  mutating func reportAttributes(_ attributes: String, of fence: Range<Int>) {
    report(
      Diagnostic(
        .unknownAttribute, "a block takes no attributes here: `\(attributes)`", at: source.range(fence),
        hint: "write options as `#| key: value` lines at the start of the block"))
  }
}
