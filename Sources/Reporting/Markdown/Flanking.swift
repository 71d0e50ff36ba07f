/// Whether marks of emphasis open and close where they stand.
///
/// Source: CommonMark 0.30, section 6.2. A mark opens that is left-flanking, closes that is right-flanking.
enum Flanking {
  static func opens(before: Unicode.Scalar?, after: Unicode.Scalar?) -> Bool {
    guard let after, !isSpace(after) else { return false }
    return !isPunctuation(after) || before.map { isSpace($0) || isPunctuation($0) } ?? true
  }

  static func closes(before: Unicode.Scalar?, after: Unicode.Scalar?) -> Bool {
    guard let before, !isSpace(before) else { return false }
    return !isPunctuation(before) || after.map { isSpace($0) || isPunctuation($0) } ?? true
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.properties.generalCategory == .spaceSeparator
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return !(scalar.value <= 0x20 || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }
}

/// Rule by which GitHub takes text between single dollars for a formula.
///
/// Source: github/markup#1742: no letter, digit or sign but a few before it, no letter or digit behind it.
enum GitHubDollars {
  static func mayFollow(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return true }
    return scalar.value <= 0x20 || scalar == "("
  }

  static func mayPrecede(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return true }
    return scalar.value <= 0x20 || ".,;:!?)]|/–—".unicodeScalars.contains(scalar)
  }

  /// Whether Markdown would read escapes or emphasis in it.
  static func isMarkup(_ tex: String) -> Bool {
    var last: UInt8 = 0
    var underscores = 0
    for byte in tex.utf8 {
      let isSign =
        byte > 0x20 && byte < 0x7F && !(byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        && !(byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
      if last == UInt8(ascii: "\\"), isSign { return true }
      if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "~") { return true }
      if byte == UInt8(ascii: "_"), last == UInt8(ascii: "}") || last == UInt8(ascii: ")") { underscores += 1 }
      last = byte
    }
    return underscores > 0
  }
}
