/// A code fence that is open: its character and how many of it.
struct Fence {
  var character: UInt8
  var length: Int

  /// The fence that a line's content opens, `nil` when it opens none.
  init?(opening bytes: [UInt8], _ content: Range<Int>) {
    guard let first = content.first, bytes[first] == .backtick || bytes[first] == .tilde else { return nil }
    character = bytes[first]
    var end = first
    while end < content.upperBound, bytes[end] == character { end += 1 }
    length = end - first
    guard length >= 3 else { return nil }
    if character == .backtick, bytes[end..<content.upperBound].contains(.backtick) { return nil }
  }

  /// Whether a line's content, without blanks before it, closes this fence.
  func isClosed(by bytes: [UInt8], _ content: Range<Int>) -> Bool {
    var end = content.lowerBound
    while end < content.upperBound, bytes[end] == character { end += 1 }
    guard end - content.lowerBound >= length else { return false }
    return bytes[end..<content.upperBound].allSatisfy(\.isBlank)
  }

  /// The fence that is open behind a line, as far as one line tells: prefixes of containers are skipped, not followed.
  static func state(after bytes: [UInt8], _ line: Range<Int>, before fence: Fence?) -> Fence? {
    var start = line.lowerBound
    while start < line.upperBound, bytes[start].isBlank || bytes[start] == UInt8(ascii: ">") { start += 1 }
    guard let fence else { return Fence(opening: bytes, start..<line.upperBound) }
    return fence.isClosed(by: bytes, start..<line.upperBound) ? nil : fence
  }
}
