/// Texts fitted to the room they have.
enum ChartText {
  /// The text, its end replaced by `…` where it is wider than `width`.
  static func cut(_ text: FigureText, to width: Double, _ size: Double, isStrong: Bool = false) -> FigureText {
    if text.width(size, strong: isStrong) <= width { return text }
    var short = text
    while let last = short.runs.last {
      var rest = last
      rest.text.removeLast()
      short.runs.removeLast()
      if !rest.text.isEmpty { short.runs.append(rest) }
      let candidate = short + FigureText("…")
      if candidate.width(size, strong: isStrong) <= width { return candidate }
    }
    return FigureText()
  }

  /// A label as the author wrote it: a name is set as one, anything else as text.
  static func label(_ text: String) -> FigureText {
    isMathematics(text) ? FigureText(name: text) : FigureText(text)
  }

  /// One letter with its index is mathematics, a longer word is a word: `w1`, and not `loss`.
  static func isMathematics(_ text: String) -> Bool {
    let isName =
      !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0 == "_" || $0 == "'" || ($0 >= "0" && $0 <= "9")
      }
    let base = NameParts(text).base.unicodeScalars
    return isName && base.count == 1 && base.allSatisfy { $0.properties.isAlphabetic }
  }
}
