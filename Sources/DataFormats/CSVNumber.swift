/// Numbers as tables write them: `-1.5`, `2e-3`, and `1,5` where commas part no fields.
enum CSVNumber {
  /// - Parameters:
  ///   - bytes: of one field.
  ///   - comma: whether a comma may stand for the point.
  /// - Returns: nil for what is no finite number, and for what only other programs read as one: `nan`, `0x10`.
  static func parse(_ bytes: ArraySlice<UInt8>, comma: Bool) -> (value: Double, hasComma: Bool, hasPoint: Bool)? {
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var (hasPoint, hasComma, isPlain) = (false, false, true)
    var position = bytes.startIndex
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { position += 1 }
    scan: while position < bytes.endIndex {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        if digits <= 18 { mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0")) }
        if hasPoint || hasComma { decimals += 1 }
      case UInt8(ascii: "."):
        guard !hasPoint, !hasComma else { return nil }
        hasPoint = true
      case UInt8(ascii: ",") where comma:
        guard !hasPoint, !hasComma else { return nil }
        hasComma = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        isPlain = false
        break scan
      default: return nil
      }
      position += 1
    }
    guard digits > 0 else { return nil }
    // Both exact, so one division rounds once (Clinger, "How to read floating point numbers accurately").
    if isPlain, digits <= 15, decimals <= 15 {
      let value = Double(mantissa) / powers[decimals]
      return (isNegative ? -value : value, hasComma, hasPoint)
    }
    let rest = bytes[position...].dropFirst()
    if !isPlain {
      let exponent = rest.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      guard rest.count - exponent.count <= 1, !exponent.isEmpty,
        exponent.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
      else { return nil }
    }
    let text = String(decoding: bytes.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
    guard let value = Double(text), value.isFinite else { return nil }
    return (value, hasComma, hasPoint)
  }

  private static let powers: [Double] = (0..<15).reduce(into: [1]) { powers, _ in
    powers.append(powers[powers.count - 1] * 10)
  }
}
