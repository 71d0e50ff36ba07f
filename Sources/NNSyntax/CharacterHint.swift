/// Replacements for characters that do not belong to the language: those that a keyboard for another language,
/// a word processor or another programming language leaves in a block.
enum CharacterHint {
  /// - Parameter isBehindValue: a number, a name or a bracket ends right before it.
  static func hint(for first: Unicode.Scalar, in written: String, isBehindValue: Bool = false) -> String? {
    if invisibleName(first) != nil { return "type a space in its place, or delete it" }
    if let sign = replacement(first) { return "write `\(sign)`" }
    switch written {
    case "&&", "&": return "write `and`"
    case "||", "|": return isBehindValue ? "write `or`" : "write `abs(x)`, or `norm(x)` for a length"
    case "!": return isBehindValue ? "write `prod(arange(1, n + 1))` for the factorial of `n`" : "write `not`"
    default: break
    }
    switch first {
    case "~": return "write `not`"
    case "'", "‘", "’": return "text stands in double quotes: `\"…\"`"
    case "²", "³": return "write `^\(first == "²" ? 2 : 3)`"
    case "₀"..."₉": return "write the index as a digit: `w\(first.value - 0x2080)`"
    case "∇": return "write `grad(f, x)`"
    case "∂": return "write `grad(f, x)`; `∂` stands in formulas of the prose"
    case "∑": return "write `sum(…)`"
    case "∏": return "write `prod(…)`"
    case "√": return "write `sqrt(…)`"
    case "$": return "a block holds `nn`, formulas stand in the prose"
    default: return nil
    }
  }

  /// The character as a message shows it: a control character by its number.
  static func quoted(_ written: String) -> String {
    if written.unicodeScalars.count == 1, let scalar = written.unicodeScalars.first,
      scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.generalCategory == .nonspacingMark
    {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    if written.unicodeScalars.contains(where: { $0.value < 0x20 }) { return "sequence" }
    return "`\(written)`"
  }

  /// The name of a character that cannot be seen.
  static func invisibleName(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xA0: "no-break space"
    case 0x200B, 0x2060, 0xFEFF: "zero-width space"
    case 0x200C, 0x200D: "zero-width joiner"
    case 0x3000: "wide space"
    case 0x2000...0x200A, 0x202F, 0x205F: "typographic space"
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "invisible direction mark"
    case 0xAD: "soft hyphen"
    case 0x2028, 0x2029, 0x85: "Unicode line separator"
    default: nil
    }
  }

  private static func replacement(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "×", "·", "∗", "⋅", "✕": return "*"
    case "÷", "∕": return "/"
    case "−", "–", "—": return "-"
    case "≤": return "<="
    case "≥": return ">="
    case "≠": return "!="
    case "“", "”", "„", "«", "»": return "\""
    case "→", "←": return "="
    case "…": return ".."
    case "、", "，": return ","
    case "∧": return "and"
    case "∨": return "or"
    case "¬": return "not"
    case "∞": return "inf"
    default: break
    }
    // Full-width forms stand in the order of ASCII.
    if (0xFF01...0xFF5E).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFEE0) {
      return String(ascii)
    }
    return nil
  }
}
