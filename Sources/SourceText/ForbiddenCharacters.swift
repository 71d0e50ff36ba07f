/// Characters that no page and no drawing may hold: controls other than tab and line ends, and code points that are none.
///
/// Source: HTML, "Preprocessing the input stream"; XML 1.0, production 2, which has no form feed either.
public enum ForbiddenCharacters {
  private static let replacement = Array("\u{FFFD}".utf8)

  /// Text with each of them replaced as NUL is: U+001B, copied from a terminal, becomes U+FFFD.
  public static func replaced(in text: [UInt8], isXML: Bool = false) -> [UInt8] {
    guard var next = first(in: text, from: 0, isXML) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 8)
    var done = 0
    while true {
      result.append(contentsOf: text[done..<next.lowerBound])
      result.append(contentsOf: replacement)
      done = next.upperBound
      guard let following = first(in: text, from: done, isXML) else { break }
      next = following
    }
    result.append(contentsOf: text[done...])
    return result
  }

  private static func first(in text: [UInt8], from start: Int, _ isXML: Bool) -> Range<Int>? {
    func byte(_ index: Int) -> UInt8 { index < text.count ? text[index] : 0x20 }
    var index = start
    while index < text.count {
      switch text[index] {
      case 0x0C where isXML: return index..<index + 1
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20...0x7E, 0x80...0xC1, 0xC3...0xEE, 0xF5...0xFF: break
      case 0x00...0x1F, 0x7F: return index..<index + 1
      case 0xC2:
        if (0x80...0x9F).contains(byte(index + 1)) { return index..<index + 2 }
      case 0xEF:
        let (second, third) = (byte(index + 1), byte(index + 2))
        if second == 0xBF && third >= 0xBE || second == 0xB7 && (0x90...0xAF).contains(third) {
          return index..<index + 3
        }
      default:
        // U+1FFFE, U+1FFFF and so on in each plane.
        if byte(index + 1) & 0x0F == 0x0F, byte(index + 2) == 0xBF, byte(index + 3) >= 0xBE {
          return index..<index + 4
        }
      }
      index += 1
    }
    return nil
  }
}
