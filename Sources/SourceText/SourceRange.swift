/// A range of bytes in one file.
public struct SourceRange: Hashable, Sendable {
  public var file: SourceFile
  public var bytes: Range<Int>

  public init(_ file: SourceFile, _ bytes: Range<Int>) {
    self.file = file
    self.bytes = bytes
  }

  /// Line and column of the first byte.
  public var start: (line: Int, column: Int) { file.position(of: bytes.lowerBound) }
  /// Line and column just behind the last byte.
  public var end: (line: Int, column: Int) { file.position(of: bytes.upperBound) }
  /// The same with columns that count characters (Unicode's code points), as people and editors do.
  public var startInCharacters: (line: Int, column: Int) { characters(bytes.lowerBound) }
  public var endInCharacters: (line: Int, column: Int) { characters(bytes.upperBound) }

  private func characters(_ offset: Int) -> (line: Int, column: Int) {
    let (line, column) = file.position(of: offset)
    let start = min(max(offset, file.lineStarts[0]), file.bytes.count) - (column - 1)
    return (line, file.bytes[start..<start + column - 1].count { $0 & 0xC0 != 0x80 } + 1)
  }

  public var text: String { file.text(bytes) }

  /// Whether the other stands in this one, in the same file: `b` in `abc`, and `abc` in itself.
  public func contains(_ other: SourceRange) -> Bool {
    file.path == other.file.path && bytes.lowerBound <= other.bytes.lowerBound
      && other.bytes.upperBound <= bytes.upperBound
  }

  /// The smallest range that holds both, when they stand in one file; else `self`.
  public func joined(_ other: SourceRange) -> SourceRange {
    guard other.file == file else { return self }
    return SourceRange(
      file, min(bytes.lowerBound, other.bytes.lowerBound)..<max(bytes.upperBound, other.bytes.upperBound))
  }

  /// The smallest range around this one that cuts no character, as far as the file goes: the line end that a parser adds
  /// to the last line does not stand in it.
  ///
  /// The first byte of `é` → both bytes of it.
  public var wholeCharacters: SourceRange {
    var start = min(bytes.lowerBound, file.bytes.count)
    var end = min(bytes.upperBound, file.bytes.count)
    while isContinuation(start) { start -= 1 }
    // An empty range stays empty.
    if bytes.isEmpty { return SourceRange(file, start..<start) }
    while isContinuation(end) { end += 1 }
    return SourceRange(file, start..<end)
  }

  private func isContinuation(_ offset: Int) -> Bool {
    offset > 0 && offset < file.bytes.count && file.bytes[offset] & 0xC0 == 0x80
  }
}
