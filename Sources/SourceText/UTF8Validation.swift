/// Finds bytes that are not UTF-8.
public enum UTF8Validation {
  /// The offset of the first byte of the first ill-formed sequence, or `nil` for well-formed UTF-8 (Unicode 15,
  /// table 3-7: no surrogates, nothing beyond U+10FFFF, no overlong form).
  ///
  /// `[0x61, 0xFF]` → 1.
  public static func firstInvalidByte(in bytes: [UInt8]) -> Int? { firstInvalidByte(in: bytes, from: 0) }

  /// All offsets at which a sequence is ill-formed, where the text goes on behind each such byte.
  ///
  /// One pass, so that a picture that is taken for a text costs what it is long. `[0xFF, 0x61, 0xFF]` → `[0, 2]`.
  public static func invalidBytes(in bytes: [UInt8]) -> [Int] { offsets(in: bytes) }

  /// Of any collection with offsets, so that a test can count what is looked at.
  static func offsets<Bytes: RandomAccessCollection>(in bytes: Bytes) -> [Int]
  where Bytes.Element == UInt8, Bytes.Index == Int {
    var offsets: [Int] = []
    var start = 0
    while let offset = firstInvalidByte(in: bytes, from: start) {
      offsets.append(offset)
      start = offset + 1
    }
    return offsets
  }

  /// - Parameter start: where a character begins.
  private static func firstInvalidByte<Bytes: RandomAccessCollection>(
    in bytes: Bytes, from start: Int
  ) -> Int? where Bytes.Element == UInt8, Bytes.Index == Int {
    var index = start
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
