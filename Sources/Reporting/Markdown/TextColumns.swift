/// How wide text stands in a font of one width, where Hangul, Han and Kana take two columns.
enum TextColumns {
  static func count(_ text: String) -> Int {
    var count = 0
    for scalar in text.unicodeScalars { count += width(scalar) }
    return count
  }

  /// As many blanks, tabs kept, so that a caret stands below what follows the text.
  static func blanks(for text: String) -> String {
    var blanks = ""
    for scalar in text.unicodeScalars {
      blanks += scalar == "\t" ? "\t" : String(repeating: " ", count: width(scalar))
    }
    return blanks
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200D, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
