import SourceText

/// Fault of lines that look like front matter and are none, since they are not closed, or something stands above them.
///
/// A line `---` and lines of `key: value` with a key of lessons or of their kin elsewhere; Markdown alone would make a
/// rule and a paragraph of them, or a heading.
///
/// - Parameter file: without front matter that was read.
func unreadFrontMatter(of file: SourceFile) -> Diagnostic? {
  var lines = HeadLines(file)
  guard let opening = lines.firstWritten(), lines.text(opening) == "---" else { return nil }
  guard let first = lines.next(), isKey(lines.text(first)) else { return nil }
  let place = SourceRange(file, opening.lowerBound..<opening.lowerBound + 3)
  while let line = lines.next() {
    guard lines.text(line) == "---" || lines.text(line) == "..." else { continue }
    return Diagnostic(
      .badFrontMatter, "front matter begins on the first line of a file", at: place,
      hint: "delete the blank lines above this one")
  }
  return Diagnostic(
    .badFrontMatter, "the front matter is never closed", at: place, hint: "write a line `---` below its last key")
}

/// `title: x`
private func isKey(_ line: String) -> Bool {
  let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2, parts[1].isEmpty || parts[1].hasPrefix(" ") else { return false }
  let key = String(parts[0])
  return FrontMatter.keys.contains(key) || ForeignKeys.meaning(of: key) != nil
}

/// The lines of a file from its head on.
private struct HeadLines {
  private let bytes: [UInt8]
  private var position: Int

  init(_ file: SourceFile) {
    bytes = file.bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func next() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let start = position
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    position = end + 1
    return start..<end
  }

  mutating func firstWritten() -> Range<Int>? {
    while let line = next() { if !text(line).isEmpty { return line } }
    return nil
  }

  /// Without the blanks at its end.
  func text(_ line: Range<Int>) -> String {
    var end = line.upperBound
    while end > line.lowerBound, " \t\r".utf8.contains(bytes[end - 1]) { end -= 1 }
    return String(decoding: bytes[line.lowerBound..<end], as: UTF8.self)
  }
}
