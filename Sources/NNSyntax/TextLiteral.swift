/// `"…"`
enum TextLiteral {
  /// The text between the quotes. `\"`, `\\` and `\n` mean what they mean elsewhere; any other backslash stands
  /// for itself, so that `"\sigma"` can be written.
  static func value(of literal: ArraySlice<UInt8>) -> String {
    let inner = literal.dropFirst().dropLast()
    guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
    var bytes: [UInt8] = []
    var index = inner.startIndex
    while index < inner.endIndex {
      if inner[index] == UInt8(ascii: "\\"), index + 1 < inner.endIndex, let meant = escapes(inner[index + 1]) {
        bytes.append(meant)
        index += 2
      } else {
        bytes.append(inner[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func escapes(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    default: nil
    }
  }
}
