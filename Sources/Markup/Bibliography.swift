import SourceText

/// Reads `references.bib`: entries with braces, quotes, `#`, `@string` and the common LaTeX.
///
/// A faulty entry is left out and said so (`NN-bad-bibliography`); the ones behind it are read.
///
/// - Parameter budget: how much its abbreviations may put in; those that follow are empty.
public func parseBibliography(
  _ file: SourceFile, budget: LessonBudget = LessonBudget()
) -> Diagnosed<[BibliographyRecord]> {
  var reader = BibliographyReader(file, budget)
  reader.run()
  return Diagnosed(reader.records, reader.diagnostics)
}

private struct BibliographyReader {
  let file: SourceFile
  let text: [UInt8]
  var index = 0
  var records: [BibliographyRecord] = []
  var diagnostics: [Diagnostic] = []
  private var keys: [String: SourceRange] = [:]
  /// `@string` abbreviations, in LaTeX.
  private var strings: [String: [UInt8]] = [:]

  private let budget: LessonBudget
  /// Bytes that abbreviations have put in.
  private var spent = 0

  init(_ file: SourceFile, _ budget: LessonBudget) {
    self.file = file
    self.budget = budget
    text = file.bytes
    for month in ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] {
      strings[month] = Array(month.utf8)
    }
  }

  mutating func run() {
    while let at = text[index...].firstIndex(of: UInt8(ascii: "@")) {
      index = at + 1
      let start = at
      do throws(Diagnostic) {
        try readEntry(start)
      } catch {
        diagnostics.append(error)
        skipToNextEntry()
      }
    }
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
      for (name, value) in try readFields(closer, start) { strings[name] = value }
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
    let fields = try readFields(closer, start)
    add(kind, key, fields)
  }

  /// `name = value, …` to behind the entry's closing brace.
  private mutating func readFields(
    _ closer: UInt8, _ start: Int
  ) throws(Diagnostic) -> [(name: String, value: [UInt8])] {
    var fields: [(name: String, value: [UInt8])] = []
    while true {
      skipSpace()
      guard index < text.count else {
        throw fault("this entry is never closed", start..<start + 1, hint: "a brace is missing")
      }
      if text[index] == closer {
        index += 1
        return fields
      }
      if text[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      let name = word()
      skipSpace()
      guard !name.isEmpty, index < text.count, text[index] == UInt8(ascii: "=") else {
        let end = max(name.upperBound, name.lowerBound + 1)
        throw fault("`name = value` is expected here", name.lowerBound..<min(end, text.count))
      }
      index += 1
      fields.append((lower(name), try readValue(closer, start)))
    }
  }

  /// Pieces joined by `#`.
  private mutating func readValue(_ closer: UInt8, _ start: Int) throws(Diagnostic) -> [UInt8] {
    var value: [UInt8] = []
    while true {
      skipSpace()
      guard index < text.count else { throw fault("this entry is never closed", start..<start + 1) }
      if text[index] == UInt8(ascii: "{") {
        value += text[try balanced(UInt8(ascii: "}"), index)]
      } else if text[index] == UInt8(ascii: "\"") {
        value += text[try quoted()]
      } else {
        let name = word()
        guard !name.isEmpty else { throw fault("a value is expected here", index..<index + 1) }
        if text[name].allSatisfy(\.isDigit) {
          value += text[name]
        } else if let string = strings[lower(name)] {
          value += expanded(string, at: name)
        } else {
          throw fault(
            "`\(String(decoding: text[name], as: UTF8.self))` is no abbreviation that `@string` gives", name,
            hint: "text stands in braces: `{…}`")
        }
      }
      skipSpace()
      guard index < text.count else { throw fault("this entry is never closed", start..<start + 1) }
      if text[index] == UInt8(ascii: "#") {
        index += 1
      } else if text[index] == UInt8(ascii: ",") || text[index] == closer {
        return value
      } else {
        throw fault("a comma is missing here", index..<index + 1)
      }
    }
  }

  /// What an abbreviation stands for; nothing once all of them together have put in more than they may, which is said
  /// at the first one to do so.
  private mutating func expanded(_ string: [UInt8], at name: Range<Int>) -> [UInt8] {
    let isOver = spent > budget[.text]
    if !isOver { spent += string.count }
    guard spent > budget[.text] else { return string }
    if !isOver {
      diagnostics.append(
        budget.fault(
          .text, "the abbreviations of this bibliography put in more than", "bytes", at: SourceRange(file, name)))
    }
    return []
  }

  /// What stands between the bracket at ``index`` and the one that closes it.
  private mutating func balanced(_ closer: UInt8, _ start: Int) throws(Diagnostic) -> Range<Int> {
    let opener = text[index]
    let inner = index + 1
    var depth = 0
    while index < text.count {
      if text[index] == .backslash {
        index += 2
        continue
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

  private mutating func add(_ kind: String, _ key: Range<Int>, _ fields: [(name: String, value: [UInt8])]) {
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
    var texts: [String: String] = [:]
    for field in fields where texts[field.name] == nil { texts[field.name] = LaTeXText.decoded(field.value[...]) }
    let people = fields.first { $0.name == "author" } ?? fields.first { $0.name == "editor" }
    records.append(
      BibliographyRecord(
        key: name, kind: kind, fields: texts, authors: Self.names(people?.value ?? []), range: range))
  }

  /// `Last, First and First von Last and {A Group}`
  private static func names(_ value: [UInt8]) -> [BibliographyRecord.Name] {
    var words: [ArraySlice<UInt8>] = []
    var depth = 0
    var start: Int?
    for (index, byte) in value.enumerated() {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if byte.isSpace, depth <= 0 {
        if let first = start { words.append(value[first..<index]) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let first = start { words.append(value[first...]) }
    return words.split { $0.elementsEqual("and".utf8) }.map { name(Array($0)) }
  }

  private static func name(_ words: [ArraySlice<UInt8>]) -> BibliographyRecord.Name {
    func joined(_ words: some Sequence<ArraySlice<UInt8>>) -> String {
      LaTeXText.decoded(Array(words.joined(separator: [UInt8.space]))[...])
    }
    if let comma = words.firstIndex(where: { $0.last == UInt8(ascii: ",") }) {
      let family = words[..<comma] + [words[comma].dropLast()]
      return BibliographyRecord.Name(family: joined(family), given: joined(words[(comma + 1)...]))
    }
    // `van`, `de` … belong to the family.
    var first = max(words.count - 1, 0)
    while first > 0, let byte = words[first - 1].first, (0x61...0x7A).contains(byte) { first -= 1 }
    return BibliographyRecord.Name(family: joined(words[first...]), given: joined(words[..<first]))
  }
}
