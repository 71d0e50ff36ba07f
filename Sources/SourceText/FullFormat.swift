/// The form for people: the place, the message, the source line with the range underlined, what to do.
///
/// ```
/// lessons/02-chain.md:41:9: error[NN-unknown-name]: unknown name `w2`
///   41 | y = w2 * x
///      |     ^^
///   hint: did you mean `w1`?
/// ```
struct FullFormat {
  var isColored: Bool

  func write(_ diagnostics: [Diagnostic]) -> String {
    var text = ""
    for diagnostic in diagnostics {
      let severity = diagnostic.severity
      let color: Style =
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .note: .cyan
        }
      text += styled("\(diagnostic.range.place):", .bold) + " "
      text += styled("\(severity.rawValue)[\(diagnostic.id.rawValue)]:", color) + " "
      text += styled(diagnostic.message.printable, .bold) + "\n"
      text += excerpt(diagnostic.range, color)
      for note in diagnostic.notes {
        text += "  " + styled("note:", .cyan) + " "
        if let range = note.range { text += "\(range.place): " }
        text += note.message.printable + "\n"
        if let range = note.range { text += excerpt(range, .cyan) }
      }
      if let hint = diagnostic.hint { text += "  " + styled("hint:", .cyan) + " " + hint.printable + "\n" }
      text += "\n"
    }
    return text
  }

  private func excerpt(_ range: SourceRange, _ color: Style) -> String {
    // A fault of the file as a whole (missing, not readable) has no line to show.
    guard !range.file.bytes.isEmpty else { return "" }
    let line = ExcerptLine(range)
    let number = String(range.start.line)
    let gutter = String(repeating: " ", count: number.utf8.count)
    return "  " + styled("\(number) |", .dim) + (line.text.isEmpty ? "" : " " + line.text) + "\n"
      + "  " + styled("\(gutter) |", .dim) + " " + String(repeating: " ", count: line.indent)
      + styled(String(repeating: "^", count: line.width), color) + "\n"
  }

  private enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "36"
  }

  private func styled(_ text: String, _ style: Style) -> String {
    isColored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
