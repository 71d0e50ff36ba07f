/// One text file: its bytes, the name readers know it by, and where its lines start.
///
/// A reference type, so that a range can carry its file along at the price of a pointer. Columns count UTF-8
/// bytes from 1, as compilers and editors do.
public final class SourceFile: Sendable {
  /// The path as shown to people: relative, with `/`, never absolute.
  public let path: String
  /// The file's bytes as read, a byte order mark included.
  public let bytes: [UInt8]
  /// Offset of the first byte of each line; the first is 0, or 3 behind a byte order mark, which takes no column.
  public let lineStarts: [Int]

  /// - Precondition: `bytes` are valid UTF-8; see ``UTF8Validation``.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    bytes.withUnsafeBufferPointer { buffer in
      for index in buffer.indices where buffer[index] == UInt8(ascii: "\n") {
        starts.append(index + 1)
      }
    }
    lineStarts = starts
  }

  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// Line and column, both from 1, of a byte offset; an offset past the end gives the end.
  ///
  /// `"ab\ncd"`, offset 4 → line 2, column 2.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, lineStarts[0]), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - lineStarts[low] + 1)
  }

  /// Byte range of a line (from 1) without its line ending.
  public func lineRange(_ line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

extension SourceFile: Hashable {
  public static func == (a: SourceFile, b: SourceFile) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
