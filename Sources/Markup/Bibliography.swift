import SourceText

/// Reads `references.bib`: entries with braces, quotes, `#`, `@string`, `crossref` and LaTeX.
///
/// Faults are told (`NN-bad-bibliography`), and as much of an entry as can be read is kept.
///
/// - Parameter budget: how much its abbreviations may put in; those that follow are empty.
public func parseBibliography(
  _ file: SourceFile, budget: LessonBudget = LessonBudget()
) -> Diagnosed<[BibliographyRecord]> {
  var reader = BibliographyReader(file, budget)
  reader.run()
  reader.inherit()
  let records = reader.entries.map { reader.record($0) }
  return Diagnosed(records, reader.diagnostics)
}

struct BibliographyReader {
  let file: SourceFile
  let text: [UInt8]
  var index = 0
  var entries: [Entry] = []
  var diagnostics: [Diagnostic] = []
  private var keys: [String: SourceRange] = [:]

  /// As it stands, its abbreviations written out.
  struct Entry {
    var key: String
    var kind: String
    var fields: [(name: String, value: Excerpt)]
    var place: Range<Int>
    /// A fault ended it before its end.
    var isBroken = false
    /// It was said that it takes over from nothing.
    var isTold = false

    subscript(_ name: String) -> Excerpt? { fields.first { $0.name == name }?.value }
  }

  /// `@string` abbreviations, in LaTeX.
  private var strings: [String: Excerpt] = [:]

  private let budget: LessonBudget
  /// Bytes that abbreviations have put in.
  private var spent = 0

  init(_ file: SourceFile, _ budget: LessonBudget) {
    self.file = file
    self.budget = budget
    text = file.bytes
    for month in ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] {
      var value = Excerpt(file: file)
      value.append(month.utf8, from: file, at: 0)
      strings[month] = value
    }
  }

  mutating func run() {
    while let at = text[index...].firstIndex(of: UInt8(ascii: "@")) {
      index = at + 1
      let start = at
      do throws(Diagnostic) {
        try readEntry(start)
        if let rest = restOfEntry() {
          diagnostics.append(
            Diagnostic(
              .badBibliography, "this stands behind the end of an entry, and is not read", at: SourceRange(file, rest),
              hint: "a brace before it closes the entry too early", severity: .warning))
        }
      } catch {
        diagnostics.append(error)
        if let last = entries.last, last.place.lowerBound > start { entries[entries.count - 1].isBroken = true }
        skipToNextEntry()
      }
    }
  }

  /// `, name = …` right behind an entry.
  private func restOfEntry() -> Range<Int>? {
    guard let start = text[index...].firstIndex(where: { !$0.isSpace }), text[start] == UInt8(ascii: ",") else {
      return nil
    }
    let rest = text[start...].prefix { $0 != UInt8(ascii: "@") }
    return rest.contains(UInt8(ascii: "=")) ? start..<start + 1 : nil
  }

  private func fault(_ message: String, _ range: Range<Int>, hint: String? = nil) -> Diagnostic {
    Diagnostic(.badBibliography, message, at: SourceRange(file, range), hint: hint)
  }

  /// To the next line that starts with `@`.
  private mutating func skipToNextEntry() {
    while index < text.count {
      if text[index] == UInt8(ascii: "@"), index == 0 || text[index - 1] == .newline { return }
      index += 1
    }
  }

  private mutating func skipSpace() {
    while index < text.count, text[index].isSpace { index += 1 }
  }

  private mutating func word() -> Range<Int> {
    let start = index
    while index < text.count, !text[index].isSpace, !"{}(),=#\"@%".utf8.contains(text[index]) { index += 1 }
    return start..<index
  }

  private func lower(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self).lowercased() }

  private mutating func readEntry(_ start: Int) throws(Diagnostic) {
    let kind = lower(word())
    skipSpace()
    guard index < text.count, text[index] == UInt8(ascii: "{") || text[index] == UInt8(ascii: "(") else {
      // An `@` in free text between entries is a comment.
      return
    }
    let closer = text[index] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    if kind == "comment" || kind == "preamble" {
      _ = try balanced(closer, start)
      return
    }
    index += 1
    skipSpace()
    if kind == "string" {
      var fields: [(name: String, value: Excerpt)] = []
      defer { for (name, value) in fields { strings[name] = value } }
      try readFields(closer, start, &fields)
      return
    }
    let key = word()
    skipSpace()
    guard !key.isEmpty else { throw fault("this entry has no key", start..<index) }
    guard index < text.count, text[index] == UInt8(ascii: ",") || text[index] == closer else {
      throw fault(
        "a comma is missing behind the key `\(String(decoding: text[key], as: UTF8.self))`", key)
    }
    if text[index] == UInt8(ascii: ",") { index += 1 }
    var fields: [(name: String, value: Excerpt)] = []
    defer { add(kind, key, fields) }
    try readFields(closer, start, &fields)
  }

  /// `name = value, …` to behind the entry's closing brace.
  private mutating func readFields(
    _ closer: UInt8, _ start: Int, _ fields: inout [(name: String, value: Excerpt)]
  ) throws(Diagnostic) {
    while true {
      skipSpace()
      guard index < text.count else {
        throw fault("this entry is never closed", start..<start + 1, hint: "a brace is missing")
      }
      if text[index] == closer {
        index += 1
        return
      }
      if text[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      if isNextEntry(index) {
        throw fault("this entry is never closed", start..<start + 1, hint: "a brace is missing before the next entry")
      }
      let name = word()
      skipSpace()
      guard !name.isEmpty, index < text.count, text[index] == UInt8(ascii: "=") else {
        let end = max(name.upperBound, name.lowerBound + 1)
        throw fault("`name = value` is expected here", name.lowerBound..<min(end, text.count))
      }
      index += 1
      let isGiven = fields.contains { $0.name == lower(name) }
      if isGiven {
        diagnostics.append(
          Diagnostic(
            .badBibliography, "the field `\(lower(name))` is given twice", at: SourceRange(file, name),
            hint: "the first one counts; delete the other", severity: .warning))
      }
      fields.append((lower(name), try readValue(closer, start)))
    }
  }

  /// Whether another entry begins here, at the start of a line: `@book{`.
  private func isNextEntry(_ offset: Int) -> Bool {
    guard text[offset] == UInt8(ascii: "@"), offset == 0 || text[offset - 1] == .newline else { return false }
    let letters = text[(offset + 1)...].prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
    return !letters.isEmpty && letters.endIndex < text.count && "{(".utf8.contains(text[letters.endIndex])
  }

  /// Pieces joined by `#`.
  private mutating func readValue(_ closer: UInt8, _ start: Int) throws(Diagnostic) -> Excerpt {
    skipSpace()
    var value = Excerpt(file: file, at: min(index, text.count))
    func add(_ range: Range<Int>) { value.append(text[range], from: file, at: range.lowerBound) }
    while true {
      skipSpace()
      guard index < text.count else { throw fault("this entry is never closed", start..<start + 1) }
      if text[index] == UInt8(ascii: "{") {
        add(try balanced(UInt8(ascii: "}"), index))
      } else if text[index] == UInt8(ascii: "\"") {
        add(try quoted())
      } else {
        let name = word()
        guard !name.isEmpty else { throw fault("a value is expected here", index..<index + 1) }
        if text[name].allSatisfy(\.isDigit) {
          add(name)
        } else if let string = strings[lower(name)] {
          value.append(expanded(string, at: name))
        } else {
          // BibTeX goes on with nothing; the name says more.
          diagnostics.append(
            Diagnostic(
              .badBibliography,
              "`\(String(decoding: text[name], as: UTF8.self))` is no abbreviation that `@string` gives",
              at: SourceRange(file, name), hint: "text stands in braces: `{…}`", severity: .warning))
          add(name)
        }
      }
      skipSpace()
      guard index < text.count else { return value }
      if text[index] == UInt8(ascii: "#") {
        index += 1
      } else if text[index] == UInt8(ascii: ",") || text[index] == closer || isNextEntry(index) {
        return value
      } else {
        diagnostics.append(fault("a comma is missing here", index..<index + 1))
        return value
      }
    }
  }

  /// Text of an abbreviation; nothing once all of them together have put in more than they may, which is said
  /// at the first one to do so.
  mutating func expanded(_ string: Excerpt, at name: Range<Int>) -> Excerpt {
    let isOver = spent > budget[.text]
    if !isOver { spent += string.text.count }
    guard spent > budget[.text] else { return string }
    if !isOver {
      diagnostics.append(
        budget.fault(
          .text, "the abbreviations of this bibliography put in more than", "bytes", at: SourceRange(file, name)))
    }
    return Excerpt(file, name.lowerBound..<name.lowerBound)
  }

  /// Range between the bracket at ``index`` and the one that closes it.
  private mutating func balanced(_ closer: UInt8, _ start: Int) throws(Diagnostic) -> Range<Int> {
    let opener = text[index]
    let inner = index + 1
    var depth = 0
    while index < text.count {
      if text[index] == .backslash {
        index += 2
        continue
      }
      if isNextEntry(index), opener == UInt8(ascii: "{"), index > inner {
        throw fault("this brace is not closed before the next entry", inner - 1..<inner)
      }
      if text[index] == opener { depth += 1 }
      if text[index] == closer {
        depth -= 1
        if depth == 0 {
          index += 1
          return inner..<index - 1
        }
      }
      index += 1
    }
    index = inner
    throw fault("this brace is never closed", inner - 1..<inner)
  }

  private mutating func quoted() throws(Diagnostic) -> Range<Int> {
    let inner = index + 1
    index = inner
    var depth = 0
    while index < text.count {
      switch text[index] {
      case .backslash: index += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\"") where depth <= 0:
        index += 1
        return inner..<index - 1
      default: break
      }
      index += 1
    }
    index = inner
    throw fault("this quotation mark is never closed", inner - 1..<inner)
  }

  private mutating func add(_ kind: String, _ key: Range<Int>, _ fields: [(name: String, value: Excerpt)]) {
    let name = String(decoding: text[key], as: UTF8.self)
    let range = SourceRange(file, key)
    if let earlier = keys[name] {
      diagnostics.append(
        Diagnostic(
          .badBibliography, "the key `\(name)` is given twice", at: range,
          notes: [Diagnostic.Note("first given here", at: earlier)]))
      return
    }
    keys[name] = range
    entries.append(Entry(key: name, kind: kind, fields: fields, place: key))
  }
}
