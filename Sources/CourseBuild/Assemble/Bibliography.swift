import Reporting
import SourceText

/// The entries of a BibTeX file by key.
struct Bibliography: Sendable {
  var entries: [String: BibliographyEntry] = [:]

  /// Reads `@article{key, author = {…}, year = 1986}` and its like. Strings, preambles and comments are passed over;
  /// an entry that cannot be read is reported, and reading goes on behind it.
  static func read(_ file: SourceFile) -> Diagnosed<Bibliography> {
    var parser = BibTeXParser(file: file)
    parser.parse()
    var bibliography = Bibliography()
    for entry in parser.entries where bibliography.entries[entry.key] == nil {
      bibliography.entries[entry.key] = entry.formatted
    }
    return Diagnosed(bibliography, parser.diagnostics)
  }
}

/// One entry with its fields as they stand, braces taken away.
private struct BibTeXEntry {
  var key: String
  var type: String
  var fields: [String: String] = [:]

  var formatted: BibliographyEntry {
    let authors = (fields["author"] ?? fields["editor"] ?? "").splitNames()
    let year = fields["year"] ?? fields["date"].map { String($0.prefix(4)) }
    let families = authors.map { $0.family }
    var who = families.first ?? fields["organization"] ?? key
    if families.count == 2 { who += " & \(families[1])" }
    if families.count > 2 { who += " et al." }
    let short = year.map { "\(who) \($0)" } ?? who

    var parts: [String] = []
    if !authors.isEmpty { parts.append(authors.map(\.full).joined(separator: ", ")) }
    if let year { parts.append(year) }
    if let title = fields["title"] { parts.append(title) }
    var place = fields["journal"] ?? fields["booktitle"] ?? fields["publisher"] ?? fields["school"]
    if let volume = fields["volume"] {
      place = (place.map { $0 + " " } ?? "") + volume + (fields["number"].map { "(\($0))" } ?? "")
    }
    if let place {
      parts.append(fields["pages"].map { "\(place), \($0)" } ?? place)
    }
    for field in ["howpublished", "note"] { if let text = fields[field] { parts.append(text) } }
    let full = parts.map { $0.hasSuffix(".") || $0.hasSuffix("?") ? $0 : $0 + "." }.joined(separator: " ")
    let url = fields["doi"].map { "https://doi.org/\($0)" } ?? fields["url"]
    return BibliographyEntry(key: key, short: short, full: full, url: url)
  }
}

private struct BibTeXParser {
  let file: SourceFile
  var entries: [BibTeXEntry] = []
  var diagnostics: [Diagnostic] = []
  private var index = 0
  private var bytes: [UInt8] { file.bytes }

  init(file: SourceFile) { self.file = file }

  mutating func parse() {
    while let at = bytes[index...].firstIndex(of: UInt8(ascii: "@")) {
      index = at + 1
      let type = word().lowercased()
      skipSpace()
      guard take("{") || take("(") else {
        report("expected `{` behind `@\(type)`", at: index)
        continue
      }
      switch type {
      case "comment", "preamble", "string": skipGroup()
      default: entry(type, from: at)
      }
    }
  }

  private mutating func entry(_ type: String, from start: Int) {
    skipSpace()
    var entry = BibTeXEntry(key: word(), type: type)
    guard !entry.key.isEmpty else { return report("an entry without a key", at: start) }
    skipSpace()
    while take(",") {
      skipSpace()
      let name = word().lowercased()
      skipSpace()
      // A comma behind the last field.
      if name.isEmpty { break }
      guard take("=") else { return report("expected `=` behind `\(name)`", at: index) }
      skipSpace()
      guard let value = value() else { return report("entry `\(entry.key)` has no end", at: start) }
      entry.fields[name] = value
      skipSpace()
    }
    guard take("}") || take(")") else { return report("expected `,` or `}` in entry `\(entry.key)`", at: index) }
    entries.append(entry)
  }

  /// `{…}`, `"…"` or a word, cleaned of braces, `~` and doubled spaces; `--` is a dash.
  private mutating func value() -> String? {
    let raw: ArraySlice<UInt8>
    let start = index + 1
    if take("{") {
      skipGroup()
      guard index <= bytes.count, index > start, bytes[index - 1] == UInt8(ascii: "}") else { return nil }
      raw = bytes[start..<index - 1]
    } else if take("\"") {
      var depth = 0
      while index < bytes.count, depth > 0 || bytes[index] != UInt8(ascii: "\"") {
        if bytes[index] == UInt8(ascii: "{") { depth += 1 }
        if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
        index += 1
      }
      guard index < bytes.count else { return nil }
      raw = bytes[start..<index]
      index += 1
    } else {
      return word()
    }
    var text = ""
    for part in String(decoding: raw, as: UTF8.self).split(whereSeparator: { $0.isWhitespace || $0 == "~" }) {
      if !text.isEmpty { text += " " }
      text += part.filter { $0 != "{" && $0 != "}" }.replacing("---", with: "—").replacing("--", with: "–")
    }
    return text
  }

  /// To behind the bracket that closes the one just taken.
  private mutating func skipGroup() {
    var depth = 1
    while index < bytes.count, depth > 0 {
      if bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "(") && depth == 0 { depth += 1 }
      if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
      index += 1
    }
  }

  private mutating func word() -> String {
    let start = index
    while index < bytes.count, !" \t\r\n,={}()\"#".utf8.contains(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while index < bytes.count, " \t\r\n".utf8.contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func report(_ message: String, at offset: Int) {
    let start = min(offset, bytes.count)
    let range = SourceRange(file, start..<min(start + 1, bytes.count))
    diagnostics.append(Diagnostic(.badBibliography, message, at: range))
  }
}

extension String {
  /// `Rumelhart, David E. and Geoffrey Hinton` → two people; the family is what stands before the comma, or last.
  fileprivate func splitNames() -> [(family: String, full: String)] {
    split(separator: " and ").map { name in
      let parts = name.split(separator: ",", maxSplits: 1).map { $0.drop { $0 == " " } }
      guard parts.count == 2 else {
        return (String(name.split(separator: " ").last ?? name[...]), String(name))
      }
      return (String(parts[0]), "\(parts[1]) \(parts[0])")
    }
  }
}
