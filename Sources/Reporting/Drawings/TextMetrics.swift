/// How wide texts are at most, so that a drawing can be laid out without a browser.
///
/// The greatest advance among Noto Sans CJK, DejaVu Sans and Liberation Sans (their serif italics for names), measured
/// in Chromium, in hundredths of an em. The reader's font may be narrower, and then there is more air.
enum TextMetrics {
  enum Face: Sendable, Hashable {
    /// Sans serif, weight 600: numbers.
    case strong
    /// Sans serif, weight 400 and 500: words.
    case regular
    /// Serif italics: names.
    case italic
  }

  /// Width of `text` in px at a font size of `size` px.
  ///
  /// `TextMetrics.width("−0.5344", .strong, 16)` is 75.4.
  static func width(_ text: String, _ face: Face, _ size: Double) -> Double {
    var sum = 0
    for scalar in text.unicodeScalars { sum += advance(scalar.value, face) }
    return Double(sum) * size / 100
  }

  private static func advance(_ scalar: UInt32, _ face: Face) -> Int {
    if scalar >= 32, scalar < 127 {
      let i = Int(scalar) - 32
      switch face {
      case .strong: return Int(strong[i])
      case .regular: return Int(regular[i])
      case .italic: return Int(italic[i])
      }
    }
    switch scalar {
    case 0x2212: return 84  // −
    case 0xB7: return 60  // ·
    case 0x25C2, 0x25B4: return 60  // ◂ ▴
    case 0x2032: return 35  // ′
    case 0x207B, 0x2070...0x2079, 0xB9, 0xB2, 0xB3: return 53
    case 0x300...0x36F, 0x200B...0x200F: return 0
    case 0x2009, 0x202F: return 30
    case 0xA0...0x24F, 0x370...0x3FF: return 90
    case 0x1100...0x11FF, 0x2E80...0xFFDC: return 100
    default: return 105
    }
  }

  private static let strong: [UInt8] = [
    35, 46, 58, 84, 70, 101, 88, 33, 46, 46, 53, 84, 38, 42, 38, 39, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84,
    84, 84, 62, 101, 78, 77, 74, 84, 69, 69, 83, 84, 38, 57, 78, 64, 100, 84, 86, 74, 86, 78, 73, 69, 82, 78, 111, 78,
    73, 73, 46, 39, 46, 84, 57, 63, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72,
    66, 93, 65, 66, 59, 72, 37, 72, 84,
  ]
  private static let regular: [UInt8] = [
    32, 41, 48, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 40, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 56, 102, 69, 69, 73, 78, 67, 62, 78, 76, 30, 54, 67, 56, 87, 75, 79, 67, 79, 73, 67, 62, 74, 69, 99, 69, 67,
    69, 40, 40, 40, 84, 56, 61, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 29, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60,
    82, 60, 60, 53, 64, 34, 64, 84,
  ]
  private static let italic: [UInt8] = [
    32, 41, 48, 84, 64, 96, 90, 28, 40, 40, 50, 84, 32, 35, 32, 40, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 54, 100, 73, 74, 77, 81, 73, 70, 80, 88, 40, 54, 75, 67, 103, 88, 82, 68, 82, 76, 69, 67, 85, 73, 103, 72,
    67, 70, 40, 40, 40, 84, 56, 61, 60, 65, 57, 65, 60, 38, 65, 65, 32, 32, 61, 32, 95, 65, 61, 65, 65, 48, 52, 41, 65,
    57, 86, 57, 57, 53, 64, 34, 64, 84,
  ]
}
