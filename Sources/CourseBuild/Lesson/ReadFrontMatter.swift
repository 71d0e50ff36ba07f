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
    case .title: frontMatter.title = text(entry)
    case .subtitle: frontMatter.subtitle = text(entry)
    case .description: frontMatter.description = text(entry)
    case .date: frontMatter.date = text(entry)
    case .author:
      if let names = value.sequence?.compactMap(\.text), names.count == value.sequence?.count, !names.isEmpty {
        frontMatter.author = names.joined(separator: ", ")
      } else {
        frontMatter.author = text(entry)
      }
    case .lang:
      let known = Language.allCases.map(\.rawValue)
      if let language = value.text.flatMap(Language.init) {
        frontMatter.language = language
      } else {
        bad(entry, "languages are \(known.map { "`\($0)`" }.joined(separator: " and "))")
      }
    case .order:
      if let number = value.number, number.isFinite { frontMatter.order = number } else { bad(entry, "write a number") }
    case .draft:
      if let flag = value.bool { frontMatter.draft = flag } else { bad(entry, "write `true` or `false`") }
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
    return text.isEmpty ? nil : text
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

  /// A key that is near a known one is a slip and an error. Any other may be meant for another program that reads the
  /// same file, so it is a warning.
  private mutating func unknown(_ entry: YAMLNode.Entry, among known: [String]) {
    if let near = nearestName(to: entry.key, in: known) {
      report("unknown key `\(entry.key)`", at: entry.keyRange, hint: "did you mean `\(near)`?")
    } else {
      report(
        "unknown key `\(entry.key)`", at: entry.keyRange,
        hint: "known are \(known.map { "`\($0)`" }.joined(separator: ", "))", severity: .warning)
    }
  }

  private mutating func bad(_ entry: YAMLNode.Entry, _ hint: String) {
    let range = entry.value.range.bytes.isEmpty ? entry.keyRange : entry.value.range
    let what = entry.value.text.map { $0.isEmpty ? "empty" : "`\($0)`" } ?? "a list or mapping"
    report("`\(entry.key)` cannot be \(what)", at: range, hint: hint)
  }
}
