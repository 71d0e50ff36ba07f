/// Addresses in values that hold more than one.
enum AddressList {
  /// Of `srcset` (HTML, 4.8.4.2.1): `a.png, b.png 2x` → `a.png` and `b.png`.
  static func candidates(_ text: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = range.lowerBound
    let (comma, isBlank) = (UInt8(ascii: ","), { (byte: UInt8) in byte <= 0x20 })
    while true {
      while index < range.upperBound, isBlank(text[index]) || text[index] == comma { index += 1 }
      guard index < range.upperBound else { return found }
      let start = index
      while index < range.upperBound, !isBlank(text[index]) { index += 1 }
      var end = index
      while end > start, text[end - 1] == comma { end -= 1 }
      if end > start { found.append(start..<end) }
      guard end == index else { continue }
      // Its descriptor, `2x` or `640w`.
      while index < range.upperBound, text[index] != comma { index += 1 }
    }
  }

  /// Of CSS: what stands in `url(…)`, with quotes or without, and behind `@import`. `url(#a)` is a part of the page.
  static func urls(_ text: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = range.lowerBound
    func starts(_ word: String, _ place: Int) -> Bool {
      place + word.utf8.count <= range.upperBound
        && zip(text[place...], word.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }
    while index < range.upperBound {
      if starts("/*", index) {
        index += 2
        while index < range.upperBound, !starts("*/", index) { index += 1 }
        continue
      }
      let isImport = starts("@import", index)
      guard isImport || starts("url(", index) else {
        index += 1
        continue
      }
      index += isImport ? 7 : 4
      while index < range.upperBound, text[index] <= 0x20 { index += 1 }
      let quotes = ["\"", "'", "&quot;", "&#39;", "&apos;"]
      let quote = quotes.first { starts($0, index) }
      // `@import url(…)` is found as the latter.
      if isImport, quote == nil { continue }
      index += quote?.utf8.count ?? 0
      let start = index
      while index < range.upperBound, quote.map({ !starts($0, index) }) ?? (text[index] != UInt8(ascii: ")")) {
        index += 1
      }
      var end = index
      while end > start, text[end - 1] <= 0x20 { end -= 1 }
      if end > start, text[start] != UInt8(ascii: "#") { found.append(start..<end) }
    }
    return found
  }
}
