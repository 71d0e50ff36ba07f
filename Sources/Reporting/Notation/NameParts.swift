/// A name as mathematics sets it: what stands on the line, its primes, and its subscript.
///
/// `w1` is w with subscript 1, `x_max` x with subscript max, `x1'` x′ with subscript 1, `사과` itself, `p1[0]` p with
/// subscript 1 and the entry behind it. A name that is
/// only digits behind its first letter's run keeps at least one character on the line.
struct NameParts: Hashable {
  var base: String
  /// `′` for each `'` of the name.
  var primes: String
  var index: String?
  /// Latin and Greek letters lean; there is no italic Hangul, only a distorted one.
  var isItalic: Bool
  /// `[0][1]`, upright: the entry of a tuple that has no name but this.
  var entry: String

  init(_ name: String) {
    let bracket = name.utf8.firstIndex(of: UInt8(ascii: "[")) ?? name.utf8.endIndex
    entry = String(name[bracket...])
    var utf8 = name[..<bracket].utf8
    var count = 0
    while utf8.last == UInt8(ascii: "'") {
      utf8 = utf8.dropLast()
      count += 1
    }
    primes = String(repeating: "′", count: count)
    isItalic = !utf8.contains { $0 >= 0xE1 }
    if let underscore = utf8.firstIndex(of: UInt8(ascii: "_")), underscore > utf8.startIndex,
      utf8.index(after: underscore) < utf8.endIndex
    {
      base = String(Substring(utf8[..<underscore]))
      index = String(Substring(utf8[utf8.index(after: underscore)...]))
      return
    }
    var head = utf8
    while let last = head.last, last >= UInt8(ascii: "0"), last <= UInt8(ascii: "9") { head = head.dropLast() }
    if head.isEmpty || head.endIndex == utf8.endIndex {
      base = String(Substring(utf8))
      index = nil
    } else {
      base = String(Substring(head))
      index = String(Substring(utf8[head.endIndex...]))
    }
  }
}
