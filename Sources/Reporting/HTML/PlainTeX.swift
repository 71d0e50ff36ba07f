/// TeX as a line of letters and signs where nothing can be set: the title of a tab, a link to a section, a tooltip.
///
/// `x^2 \in \mathbb R` → `x² ∈ ℝ`; what has no sign of its own stands as a snippet has it.
public enum PlainTeX {
  public static func text(_ tex: String) -> String {
    var text = ""
    var rest = Substring(tex)
    while let character = rest.first {
      if let set = blackboard(&rest) {
        text += set
        continue
      }
      rest = rest.dropFirst()
      guard character == "^" || character == "_", let small = script(&rest, character == "^" ? raised : lowered) else {
        text.append(character)
        continue
      }
      text += small
    }
    return ReadableTeX.text(text)
  }

  /// `\mathbb R` or `\mathbb{R}` at the start.
  private static func blackboard(_ text: inout Substring) -> String? {
    let name = "\\mathbb"
    guard text.hasPrefix(name) else { return nil }
    let behind = text.dropFirst(name.count).drop { $0 == " " }
    let isGroup = behind.first == "{"
    let body = isGroup ? behind.dropFirst() : behind
    guard let letter = body.first, let sign = sets[letter], !isGroup || body.dropFirst().first == "}" else {
      return nil
    }
    text = body.dropFirst(isGroup ? 2 : 1)
    return sign
  }

  /// The character or group at the start in small signs, where each has one.
  private static func script(_ text: inout Substring, _ signs: [Character: Character]) -> String? {
    let isGroup = text.first == "{"
    let body = isGroup ? text.dropFirst().prefix { $0 != "}" } : text.prefix(1)
    let small = body.compactMap { signs[$0] }
    guard !body.isEmpty, small.count == body.count else { return nil }
    text = text[body.endIndex...].dropFirst(isGroup ? 1 : 0)
    return String(small)
  }

  private static let sets: [Character: String] = [
    "R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "P": "ℙ", "E": "𝔼", "H": "ℍ",
  ]
  private static let raised: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "+": "⁺",
    "-": "⁻", "n": "ⁿ", "i": "ⁱ", "T": "ᵀ",
  ]
  private static let lowered: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉", "+": "₊",
    "-": "₋", "i": "ᵢ", "j": "ⱼ", "n": "ₙ",
  ]
}
