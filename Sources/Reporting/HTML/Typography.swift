/// Small corrections of running text that the page makes and plain HTML does not.
enum Typography {
  /// Joins a number and its unit by a narrow no-break space: `3 cm` does not part at a line's end.
  static func joiningUnits(_ text: String) -> String {
    let utf8 = text.utf8
    var previous: UInt8 = 0
    var hasCandidate = false
    for byte in utf8 {
      if byte == 0x20, previous >= UInt8(ascii: "0"), previous <= UInt8(ascii: "9") {
        hasCandidate = true
        break
      }
      previous = byte
    }
    guard hasCandidate else { return text }
    let bytes = Array(utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    for (index, byte) in bytes.enumerated() {
      if byte == 0x20, index > 0, bytes[index - 1] >= UInt8(ascii: "0"), bytes[index - 1] <= UInt8(ascii: "9"),
        startsWithUnit(bytes[(index + 1)...])
      {
        result.append(contentsOf: [0xE2, 0x80, 0xAF])
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func trimmed(_ text: String) -> String {
    var utf8 = Substring(text).utf8
    while let first = utf8.first, first == 0x20 || (first >= 0x09 && first <= 0x0D) { utf8 = utf8.dropFirst() }
    while let last = utf8.last, last == 0x20 || (last >= 0x09 && last <= 0x0D) { utf8 = utf8.dropLast() }
    return String(Substring(utf8))
  }

  private static func startsWithUnit(_ bytes: ArraySlice<UInt8>) -> Bool {
    for unit in latinUnits where bytes.starts(with: unit.utf8) {
      guard let after = bytes.dropFirst(unit.utf8.count).first else { return true }
      let isLetter = (after | 0x20) >= UInt8(ascii: "a") && (after | 0x20) <= UInt8(ascii: "z")
      let isDigit = after >= UInt8(ascii: "0") && after <= UInt8(ascii: "9")
      return !isLetter && !isDigit
    }
    return koreanUnits.contains { bytes.starts(with: $0.utf8) }
  }

  /// Longer ones first, so that `ms` is not read as `m`.
  private static let latinUnits = [
    "GFLOPS", "KiB", "MiB", "GiB", "kHz", "MHz", "GHz", "kB", "MB", "GB", "TB", "Hz", "km", "cm", "mm", "ms", "ns",
    "kg", "mg", "°C", "µs", "px", "pt", "min", "m", "s", "g", "h", "%",
  ]

  private static let koreanUnits = [
    "시간", "분", "초", "개", "번", "회", "명", "점", "배", "원", "장", "줄", "차원", "단계", "퍼센트", "바이트",
  ]
}
