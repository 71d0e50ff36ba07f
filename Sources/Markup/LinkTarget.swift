/// `(address "title")` behind a link's text.
enum LinkTarget {
  /// The offset behind `)`, `nil` where no target stands. `(/a "b")` → 8.
  static func end(_ text: [UInt8], _ start: Int, limit: Int) -> Int? {
    var index = skipSpace(text, start + 1, limit)
    guard index < limit else { return nil }
    if text[index] == UInt8(ascii: "<") {
      index += 1
      while index < limit, text[index] != UInt8(ascii: ">") {
        if text[index] == .newline || text[index] == UInt8(ascii: "<") { return nil }
        index += text[index] == .backslash ? 2 : 1
      }
      guard index < limit else { return nil }
      index += 1
    } else {
      var depth = 0
      while index < limit {
        let byte = text[index]
        if byte <= 0x20 { break }
        if byte == .backslash, index + 1 < limit, text[index + 1].isPunctuation {
          index += 2
          continue
        }
        if byte == UInt8(ascii: "(") {
          depth += 1
          // cmark's own limit.
          if depth > 32 { return nil }
        }
        if byte == UInt8(ascii: ")") {
          if depth == 0 { break }
          depth -= 1
        }
        index += 1
      }
      guard depth == 0 else { return nil }
    }
    let next = skipSpace(text, index, limit)
    guard next < limit else { return nil }
    if text[next] == UInt8(ascii: ")") { return next + 1 }
    guard next > index, let titleEnd = title(text, next, limit) else { return nil }
    let end = skipSpace(text, titleEnd, limit)
    return end < limit && text[end] == UInt8(ascii: ")") ? end + 1 : nil
  }

  private static func title(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int? {
    let closer: UInt8
    switch text[start] {
    case UInt8(ascii: "\""): closer = UInt8(ascii: "\"")
    case UInt8(ascii: "'"): closer = UInt8(ascii: "'")
    case UInt8(ascii: "("): closer = UInt8(ascii: ")")
    default: return nil
    }
    var index = start + 1
    while index < limit, text[index] != closer { index += text[index] == .backslash ? 2 : 1 }
    return index < limit ? index + 1 : nil
  }

  private static func skipSpace(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, text[index].isSpace { index += 1 }
    return index
  }
}
