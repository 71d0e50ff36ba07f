/// A JSON array of objects; also the `diagnostics` of a lesson's machine-readable results.
public enum JSONFormat {
  static func write(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "[]\n" }
    return "[\n" + diagnostics.map { "  " + object($0) }.joined(separator: ",\n") + "\n]\n"
  }

  /// One diagnostic. Lines and columns start at 1, columns count UTF-8 bytes.
  ///
  /// `{"severity": "error", "id": "NN-…", "file": "a.md", "line": 41, "column": 9, "endLine": 41, "endColumn": 12, "message": "…"}`,
  /// with `hint`, `notes`, `details` and `edit` when there are any.
  public static func object(_ diagnostic: Diagnostic) -> String {
    var text = "{\"severity\": \(quoted(diagnostic.severity.rawValue)), \"id\": \(quoted(diagnostic.id.rawValue)), "
    text += place(diagnostic.range) + ", \"message\": \(quoted(diagnostic.message))"
    if let hint = diagnostic.hint { text += ", \"hint\": \(quoted(hint))" }
    if !diagnostic.notes.isEmpty {
      let notes = diagnostic.notes.map { note in
        "{" + (note.range.map { place($0) + ", " } ?? "") + "\"message\": \(quoted(note.message))}"
      }
      text += ", \"notes\": [\(notes.joined(separator: ", "))]"
    }
    if !diagnostic.details.isEmpty {
      let details = diagnostic.details.map { "\(quoted($0.name)): \(value($0.value))" }
      text += ", \"details\": {\(details.joined(separator: ", "))}"
    }
    if let edit = diagnostic.edit {
      text += ", \"edit\": {\(place(edit.range)), \"text\": \(quoted(edit.replacement))}"
    }
    return text + "}"
  }

  private static func value(_ value: Diagnostic.Detail.Value) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .texts(let texts): "[" + texts.map(quoted).joined(separator: ", ") + "]"
    case .number(let number): self.number(number)
    }
  }

  /// The shortest decimal that reads back as the same number, whole numbers bare; what JSON has no number for is text.
  ///
  /// `0.1`, `-12`, `1e-11`, `"NaN"`, `"-Infinity"`
  public static func number(_ number: Double) -> String {
    if number.isNaN { return quoted("NaN") }
    if number.isInfinite { return quoted(number < 0 ? "-Infinity" : "Infinity") }
    let text = number.description
    return text.hasSuffix(".0") ? String(Substring(text.utf8.dropLast(2))) : text
  }

  private static func place(_ range: SourceRange) -> String {
    let (start, end) = (range.start, range.end)
    return "\"file\": \(quoted(range.file.path)), \"line\": \(start.line), \"column\": \(start.column), "
      + "\"endLine\": \(end.line), \"endColumn\": \(end.column)"
  }

  /// A JSON string with its quotes.
  public static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += "\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}
