/// A bullet or a number at the start of a line's content.
struct ListMarker {
  /// In bytes, blanks behind it not counted.
  var length: Int

  /// - Parameter interrupts: the line would else continue a paragraph; then an item is not empty and starts at 1.
  init?(_ text: [UInt8], _ content: Range<Int>, interrupts: Bool) {
    let start = content.lowerBound
    let end = content.upperBound
    guard start < end else { return nil }
    var index = start
    switch text[start] {
    case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "+"):
      index += 1
    case 0x30...0x39:
      var number = 0
      while index < end, text[index].isDigit, index - start < 9 {
        number = number * 10 + Int(text[index] - 0x30)
        index += 1
      }
      if interrupts, number != 1 { return nil }
      guard index < end, text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ")") else { return nil }
      index += 1
    default:
      return nil
    }
    if index < end, text[index] != .space, text[index] != .tab { return nil }
    if interrupts, text[index..<end].allSatisfy({ $0 == .space || $0 == .tab }) { return nil }
    length = index - start
  }
}
