/// Finds the first byte that is not UTF-8.
public enum UTF8Validation {
  /// The offset of the first byte of the first ill-formed sequence, or `nil` for well-formed UTF-8 (Unicode 15,
  /// table 3-7: no surrogates, nothing beyond U+10FFFF, no overlong form).
  ///
  /// `[0x61, 0xFF]` → 1.
  public static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    var index = 0
    let count = bytes.count
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      offset < count && range.contains(bytes[offset])
    }
    while index < count {
      let lead = bytes[index]
      switch lead {
      case 0x00...0x7F: index += 1
      case 0xC2...0xDF where continues(index + 1): index += 2
      case 0xE0 where continues(index + 1, 0xA0...0xBF) && continues(index + 2): index += 3
      case 0xED where continues(index + 1, 0x80...0x9F) && continues(index + 2): index += 3
      case 0xE1...0xEF where lead != 0xED && continues(index + 1) && continues(index + 2): index += 3
      case 0xF0 where continues(index + 1, 0x90...0xBF) && continues(index + 2) && continues(index + 3): index += 4
      case 0xF1...0xF3 where continues(index + 1) && continues(index + 2) && continues(index + 3): index += 4
      case 0xF4 where continues(index + 1, 0x80...0x8F) && continues(index + 2) && continues(index + 3): index += 4
      default: return index
      }
    }
    return nil
  }
}
