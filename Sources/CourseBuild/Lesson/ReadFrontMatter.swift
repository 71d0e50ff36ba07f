import Markup
import Reporting
import SourceText

/// Reads the YAML at the head of a lesson. What is wrong with a key is reported and the key left out.
///
/// - Parameter defaults: `execute:` of `course.yml`.
func readFrontMatter(_ yaml: Excerpt?, defaults: CellOptions) -> Diagnosed<FrontMatter> {
  var reader = FrontMatterReader(defaults: defaults)
  guard let yaml else { return Diagnosed(reader.frontMatter) }
  do throws(YAMLFault) {
    reader.read(try parseYAML(yaml))
  } catch {
    if let (key, first, second) = repeatedKey(in: yaml) {
      reader.report(
        "the key `\(key)` stands twice", at: yaml.range(second), hint: "keep one of the two",
        notes: [.init("it stands here first", at: yaml.range(first))])
    } else {
      reader.report("the front matter is not YAML: \(error.message)", at: error.range)
    }
  }
  return Diagnosed(reader.frontMatter, reader.diagnostics)
}

extension FrontMatter {
  /// Keys at the head of a lesson, and under `nn:`.
  static let keys = FrontMatterReader.Key.allCases.map(\.rawValue)
  static let engineKeys = FrontMatterReader.EngineKey.allCases.map(\.rawValue)
}

private struct FrontMatterReader {
  enum Key: String, CaseIterable {
    case title
    case subtitle
    case lang
    case author
    case date
    case description
    case order
    case draft
    case nn
    case execute
  }

  enum EngineKey: String, CaseIterable {
    case digits
    case seed
  }

  var frontMatter = FrontMatter()
  var diagnostics: [Diagnostic] = []

  init(defaults: CellOptions) { frontMatter.execute = defaults }

  mutating func report(
    _ message: String, at range: SourceRange, hint: String? = nil, notes: [Diagnostic.Note] = [],
    severity: Diagnostic.Severity? = nil
  ) {
    diagnostics.append(
      Diagnostic(.badFrontMatter, message, at: range, hint: hint, notes: notes, severity: severity))
  }

  mutating func read(_ entries: [YAMLNode.Entry]) {
    for entry in unique(entries) {
      guard let key = Key(rawValue: entry.key) else {
        unknown(entry, among: Key.allCases.map(\.rawValue))
        continue
      }
      read(key, entry)
    }
    // Under `nn:` for the whole lesson, under `execute:` for its blocks; the nearer one counts.
    frontMatter.execute.digits = executeDigits ?? frontMatter.digits ?? frontMatter.execute.digits
  }

  private var executeDigits: Int?

  private mutating func read(_ key: Key, _ entry: YAMLNode.Entry) {
    let value = entry.value
    switch key {
    case .title:
      let title = text(entry)
      guard checkProse(entry, hasMarkup: true) else { return }
      frontMatter.title = title
      frontMatter.titleText = entry.text
    case .subtitle:
      let subtitle = text(entry)
      if checkProse(entry, hasMarkup: false) { frontMatter.subtitle = subtitle }
    case .description:
      let description = text(entry)
      if checkProse(entry, hasMarkup: false) { frontMatter.description = description }
    case .date:
      let date = text(entry)
      if checkProse(entry, hasMarkup: false) { frontMatter.date = date }
      if let word = value.text, ["today", "now", "last-modified"].contains(word) {
        report(
          "`\(word)` is no date here, since pages are the same on every day", at: value.range, hint: "write it out",
          severity: .warning)
      }
    case .author:
      let names = authors(entry)
      guard checkProse(entry, hasMarkup: false) else { return }
      frontMatter.author = names.isEmpty ? nil : names.joined(separator: ", ")
    case .lang:
      if let language = value.text.flatMap(Language.init) {
        frontMatter.language = language
      } else {
        bad(entry, Language.hint)
      }
    case .order:
      if let number = value.number, number.isFinite { frontMatter.order = number } else { bad(entry, "write a number") }
    case .draft:
      guard let flag = value.bool else {
        bad(entry, "write `true` or `false`; until then the lesson counts as a draft")
        frontMatter.draft = true
        frontMatter.draftFault = diagnostics.last
        return
      }
      frontMatter.draft = flag
    case .nn:
      guard let entries = value.mapping else { return bad(entry, "write `digits: …` and `seed: …` below it, indented") }
      for entry in unique(entries) { readEngine(entry) }
    case .execute:
      guard let entries = value.mapping else { return bad(entry, "write options below it, indented: `echo: false`") }
      let before = frontMatter.execute.digits
      frontMatter.execute.digits = nil
      frontMatter.execute.read(entries, .defaults, &diagnostics)
      executeDigits = frontMatter.execute.digits
      frontMatter.execute.digits = before
    }
  }

  /// Names of authors: a text, a list of texts, or, as Quarto has it, of `name: …` with more about each.
  private mutating func authors(_ entry: YAMLNode.Entry) -> [String] {
    (entry.value.sequence ?? [entry.value]).compactMap { author in
      if let name = author.text { return name.isEmpty ? nil : name }
      guard let parts = author.mapping, let name = parts.first(where: { $0.key == "name" })?.value else {
        bad(entry, "write a name, or a list: `[Ada Lovelace, Alan Turing]`")
        return nil
      }
      for part in parts where part.key != "name" {
        report(
          "`\(part.key)` of an author is not shown", at: part.keyRange, hint: "pages say the name alone; delete it",
          severity: .warning)
      }
      let words = ["literal", "given", "dropping-particle", "non-dropping-particle", "family"]
      let spoken =
        name.text
        ?? words.compactMap { word in
          name.mapping?.first { $0.key == word }?.value.text
        }.joined(separator: " ")
      if spoken.isEmpty { bad(entry, "write a name, or a list: `[Ada Lovelace, Alan Turing]`") }
      return spoken.isEmpty ? nil : spoken
    }
  }

  private mutating func readEngine(_ entry: YAMLNode.Entry) {
    switch EngineKey(rawValue: entry.key) {
    case .digits:
      if let digits = entry.value.integer, 1...17 ~= digits {
        frontMatter.digits = digits
      } else {
        bad(entry, "write a whole number from 1 to 17")
      }
    case .seed:
      // What NumPy's `RandomState` takes.
      if let seed = entry.value.integer, 0...0xFFFF_FFFF ~= seed {
        frontMatter.seed = seed
      } else {
        bad(entry, "write a whole number from 0 to 4294967295")
      }
    case nil: unknown(entry, among: EngineKey.allCases.map(\.rawValue))
    }
  }

  private mutating func text(_ entry: YAMLNode.Entry) -> String? {
    guard let text = entry.value.text else {
      bad(entry, "write text; in quotation marks when it holds `: ` or ` #`")
      return nil
    }
    if let cut = comment(behind: entry.value) {
      report(
        "`\(cut.text)` is a comment of YAML, and no part of `\(entry.key)`", at: cut.range,
        hint: "put the whole text into quotation marks", severity: .warning)
    }
    return text.isEmpty ? nil : text
  }

  /// Says of what would be computed, referred to or linked in the text of a lesson that it is not in its head; and of
  /// Markdown that it stays as it is, but in the title.
  ///
  /// - Returns: `false` where it would print the answer of a field.
  private mutating func checkProse(_ entry: YAMLNode.Entry, hasMarkup: Bool) -> Bool {
    guard let value = entry.value.text else { return true }
    // Behind escapes of YAML the signs stand elsewhere.
    let file = SourceFile(path: "", text: value)
    let text = entry.text ?? Excerpt(file, 0..<file.bytes.count)
    func place(_ range: SourceRange) -> SourceRange { entry.text == nil ? entry.value.range : range }
    var expressions: [InlineExpression] = []
    let parsed = parseInlines(text, expressions: &expressions)
    for fault in parsed.diagnostics {
      diagnostics.append(
        Diagnostic(fault.id, fault.message, at: place(fault.range), hint: fault.hint, severity: fault.severity))
    }
    for expression in expressions {
      report(
        "nothing is computed in `\(entry.key)`", at: place(expression.range),
        hint: "write the value, or a heading `# …` in the lesson in place of the title")
    }
    let isOpen = expressions.contains(where: \.isAnswer) || parsed.diagnostics.contains { $0.id == .answerField }
    if expressions.isEmpty, parsed.diagnostics.isEmpty { checkPlain(parsed.value, entry, hasMarkup) }
    return !isOpen
  }

  private mutating func checkPlain(_ content: [Inline], _ entry: YAMLNode.Entry, _ hasMarkup: Bool) {
    for inline in content {
      switch inline {
      case .text, .softBreak, .lineBreak, .expression, .answer: continue
      case .emphasis, .strong, .strikethrough, .code, .formula, .lowered, .raised, .html:
        if hasMarkup { continue }
        return report(
          "`\(entry.key)` is plain text: its Markdown stays as it is", at: entry.value.range,
          hint: "take the signs out", severity: .warning)
      case .link(let link) where link.destination.hasPrefix("mailto:"): continue
      case .reference, .citation, .footnote, .link, .image:
        return report(
          "nothing is linked or referred to in `\(entry.key)`", at: entry.value.range,
          hint: "write the words alone")
      }
    }
  }

  /// `#2 (28 lessons)` of `title: June, update #2 (28 lessons)`.
  private func comment(behind value: YAMLNode) -> (text: String, range: SourceRange)? {
    guard case .scalar(_, isPlain: true) = value.value else { return nil }
    let bytes = value.range.file.bytes
    let rest =
      value.range.bytes
      .upperBound..<(bytes[value.range.bytes.upperBound...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count)
    let place = rest.drop { bytes[$0] == UInt8(ascii: " ") || bytes[$0] == 9 }
    guard place.count < rest.count, let start = place.first, bytes[start] == UInt8(ascii: "#"),
      start + 1 < rest.upperBound, bytes[start + 1] != UInt8(ascii: " ")
    else { return nil }
    return (
      String(decoding: bytes[start..<rest.upperBound], as: UTF8.self),
      SourceRange(value.range.file, start..<rest.upperBound)
    )
  }

  private mutating func unique(_ entries: [YAMLNode.Entry]) -> [YAMLNode.Entry] {
    var seen: [String: SourceRange] = [:]
    return entries.filter { entry in
      guard let first = seen[entry.key] else {
        seen[entry.key] = entry.keyRange
        return true
      }
      report(
        "the key `\(entry.key)` stands twice", at: entry.keyRange, hint: "keep one of the two",
        notes: [.init("it stands here first", at: first)])
      return false
    }
  }

  private mutating func unknown(_ entry: YAMLNode.Entry, among known: [String]) {
    let unknown = UnknownKey(entry, among: known)
    report(unknown.message, at: entry.keyRange, hint: unknown.hint, severity: .warning)
  }

  private mutating func bad(_ entry: YAMLNode.Entry, _ hint: String) {
    let range = entry.value.range.bytes.isEmpty ? entry.keyRange : entry.value.range
    let what = entry.value.text.map { $0.isEmpty ? "empty" : "`\($0)`" } ?? "a list or mapping"
    report("`\(entry.key)` cannot be \(what)", at: range, hint: hint)
  }
}

extension Language {
  /// To whoever wrote something else.
  static let hint = "write a tag of BCP 47: `en`, `ko`, `de`, `pt-BR`, `zh-Hans`"
}
