import Markup
import Reporting
import SourceText

/// Contents of `course.yml`.
///
/// ```yaml
/// title: Backpropagation
/// description: From the chain rule to training
/// languages: [en, ko]
/// words:
///   de: {figure: Abbildung, table: Tabelle}
/// order: [01-chain-rule, 02-gates]
/// raw-html: true
/// bibliography: references.bib
/// execute:
///   echo: true
/// limits:
///   text: 16_000_000
/// theme:
///   colours: {link: {light: '#0B5C8A', dark: '#8CC7F0'}}
/// ```
struct CourseFile: Sendable {
  /// One text for all languages, or one for each: `title: {en: …, ko: …}`.
  var title: Localized?
  var description: Localized?
  var languages: [Language] = []
  /// Where each is listed.
  var languagePlaces: [Language: SourceRange] = [:]
  /// Words of pages by language, by their names.
  var words: [Language: [String: String]] = [:]
  /// Lessons by path without extension, or by its last part, which names all translations at once.
  var order: [String] { orderEntries.map(\.name) }
  var orderEntries: [(name: String, range: SourceRange)] = []
  /// Whether raw HTML and addresses of any scheme stand on the pages. Not where a fault in the file leaves open what it
  /// was to say: the safe side needs no spelling.
  var rawHTML = true
  /// Relative to `course.yml`.
  var bibliography: (path: String, range: SourceRange)?
  var execute = CellOptions()
  /// Commands of TeX for all formulas: `macros: {vv: '\mathbf{#1}'}`.
  var macros = Macros()
  var budget = LessonBudget()
  /// Where the course's folder can be read, without a slash at the end.
  var source: String?
  var theme = CourseTheme()
  /// Where the course's pages are published, without a slash at the end.
  var url: String?
  /// Pages that are made beside the lessons' own, and where each is asked for.
  var sheets: [(sheet: CourseSheet, range: SourceRange)] = []
  /// Of the theme, relative to `course.yml`.
  var styleSheet: (path: String, range: SourceRange)?

  struct Localized: Sendable {
    var all: String?
    var texts: [Language: String] = [:]

    func text(_ language: Language) -> String? {
      texts[language] ?? Language(rawValue: language.primary).flatMap { texts[$0] } ?? all
        ?? texts.min { $0.key < $1.key }?.value
    }
  }

  /// A language with the course's words for it, or for the one that it is a form of.
  func language(_ language: Language) -> Language {
    let general = Language(rawValue: language.primary).flatMap { words[$0] } ?? [:]
    return language.saying(general.merging(words[language] ?? [:]) { $1 })
  }

  static let name = "course.yml"

  /// Of a file that stands there and cannot be read.
  static var unreadable: CourseFile {
    var course = CourseFile()
    course.rawHTML = false
    return course
  }

  /// Whether anything of that name stands in a folder, a link that leads nowhere included: what cannot be read is a
  /// fault, not an absence.
  static func stands(in folder: String) -> Bool { FileSystem.isThere(Path.join(folder, name)) }

  /// Whoever misspells the key that makes pages safe, or puts it in the wrong place, wants them safe.
  private static func mayBeRawHTML(_ key: String) -> Bool {
    nearestName(to: key, in: ["raw-html"]) != nil || key.lowercased().contains("html")
  }

  private static let largestLimit = 1_000_000_000
  static let keys = [
    "title", "description", "languages", "order", "raw-html", "bibliography", "execute", "limits", "macros",
    "theme", "source", "words", "pages", "url",
  ]

  /// Reads the file. Total: what cannot be read keeps its default.
  static func read(_ file: SourceFile) -> Diagnosed<CourseFile> {
    var reader = Reader()
    do {
      let entries = try parseYAML(Excerpt(file, 0..<file.bytes.count))
      var seen: Set<String> = []
      for entry in entries {
        if !seen.insert(entry.key).inserted {
          reader.report("repeated key `\(entry.key)`", at: entry.keyRange)
        } else {
          reader.read(entry)
        }
      }
    } catch {
      reader.report(error.message, at: error.range)
    }
    if reader.diagnostics.contains(where: { $0.severity == .error }) { reader.course.rawHTML = false }
    return Diagnosed(reader.course, reader.diagnostics)
  }

  private struct Reader {
    var course = CourseFile()
    var diagnostics: [Diagnostic] = []

    mutating func read(_ entry: YAMLNode.Entry) {
      switch entry.key {
      case "title": course.title = localized(entry)
      case "description": course.description = localized(entry)
      case "languages":
        for (name, range) in texts(entry) {
          guard let language = Language(rawValue: name) else {
            report("`\(name)` is no language", at: range, hint: Language.hint)
            continue
          }
          course.languages.append(language)
          course.languagePlaces[language] = range
        }
      case "order":
        course.orderEntries = texts(entry).map { (Path.withoutExtension(Path.normalized($0.0), if: ".md"), $0.1) }
      case "words": words(entry)
      case "raw-html":
        guard let value = entry.value.bool else { return reportValue(entry, "true or false") }
        course.rawHTML = value
      case "bibliography":
        guard let path = entry.value.text else { return reportValue(entry, "the path of a .bib file") }
        course.bibliography = (path, entry.value.range)
      case "execute":
        guard let options = entry.value.mapping else { return reportValue(entry, "lines of `option: value`") }
        course.execute.read(options, .defaults, &diagnostics)
      case "limits": limits(entry)
      case "source":
        guard let address = entry.value.text, address.hasPrefix("https://") else {
          return reportValue(entry, "the address of the course's folder, `https://…`")
        }
        course.source = address.hasSuffix("/") ? String(address.dropLast()) : address
      case "url":
        guard let address = entry.value.text, address.hasPrefix("https://") || address.hasPrefix("http://"),
          !address.contains(where: { $0.isWhitespace || $0 == "?" || $0 == "#" })
        else { return reportValue(entry, "the address where the pages are published, `https://…`") }
        course.url = address.hasSuffix("/") ? String(address.dropLast()) : address
      case "pages":
        for (name, range) in texts(entry) {
          if let sheet = CourseSheet(rawValue: name) {
            course.sheets.append((sheet, range))
          } else {
            let names = CourseSheet.allCases.map(\.rawValue)
            report(
              "`\(name)` is no page that can be made", at: range,
              hint: nearestName(to: name, in: names).map { "did you mean `\($0)`?" }
                ?? "these are: `\(names.joined(separator: "`, `"))`")
          }
        }
      case "theme":
        var theme = ThemeReader()
        theme.read(entry)
        (course.theme, course.styleSheet) = (theme.theme, theme.styleSheet)
        diagnostics += theme.diagnostics
        if theme.unknownKeys.contains(where: CourseFile.mayBeRawHTML) { course.rawHTML = false }
      case "macros":
        guard let entries = entry.value.mapping else { return reportValue(entry, "lines of `name: TeX`") }
        for entry in entries where entry.value.text.map({ course.macros.define(entry.key, as: $0) }) != true {
          report(
            "`\(entry.key)` is no command of TeX", at: entry.keyRange, hint: "write `name: TeX`, the name in letters")
        }
      default:
        unknown(entry, among: CourseFile.keys)
      }
    }

    private mutating func unknown(_ entry: YAMLNode.Entry, among known: [String], _ kind: String = "key") {
      let unknown = UnknownKey(entry, among: known, kind)
      report(unknown.message, at: entry.keyRange, hint: unknown.hint, severity: .warning)
      if CourseFile.mayBeRawHTML(entry.key) { course.rawHTML = false }
    }

    /// `words: {de: {figure: Abbildung}}`
    private mutating func words(_ entry: YAMLNode.Entry) {
      guard let languages = entry.value.mapping else { return reportValue(entry, "lines of `language: words`") }
      for entry in languages {
        guard let language = Language(rawValue: entry.key) else {
          report("`\(entry.key)` is no language", at: entry.keyRange, hint: Language.hint)
          continue
        }
        guard let words = entry.value.mapping else {
          reportValue(entry, "lines of `word: text`, such as `figure: Abbildung`")
          continue
        }
        for word in words {
          if !Language.wordKeys.contains(word.key) {
            unknown(word, among: Language.wordKeys, "word")
          } else if let text = word.value.text, !text.isEmpty {
            course.words[language, default: [:]][word.key] = text
          } else {
            reportValue(word, "a text")
          }
        }
      }
    }

    private mutating func localized(_ entry: YAMLNode.Entry) -> Localized? {
      if let text = entry.value.text { return Localized(all: text) }
      guard let entries = entry.value.mapping else {
        reportValue(entry, "a text, or one for each language")
        return nil
      }
      var result = Localized()
      for entry in entries {
        if let language = Language(rawValue: entry.key), let text = entry.value.text {
          result.texts[language] = text
        } else {
          report("`\(entry.key)` is no language", at: entry.keyRange, hint: Language.hint)
        }
      }
      return result
    }

    private mutating func limits(_ entry: YAMLNode.Entry) {
      guard let entries = entry.value.mapping else { return reportValue(entry, "lines of `limit: number`") }
      for entry in entries {
        guard let limit = LessonBudget.Limit(rawValue: entry.key) else {
          unknown(entry, among: LessonBudget.Limit.allCases.map(\.rawValue), "limit")
          continue
        }
        guard let number = entry.value.integer, (1...CourseFile.largestLimit).contains(number) else {
          reportValue(entry, "a whole number from 1 to 1_000_000_000")
          continue
        }
        course.budget[limit] = number
      }
    }

    private mutating func texts(_ entry: YAMLNode.Entry) -> [(String, SourceRange)] {
      let nodes = entry.value.sequence ?? [entry.value]
      let texts = nodes.compactMap { node in node.text.map { ($0, node.range) } }
      if texts.count < nodes.count { reportValue(entry, "a list: [a, b]") }
      return texts
    }

    private mutating func reportValue(_ entry: YAMLNode.Entry, _ wanted: String) {
      report("`\(entry.key)` wants \(wanted)", at: entry.value.range)
    }

    mutating func report(
      _ message: String, at range: SourceRange, hint: String? = nil, severity: Diagnostic.Severity? = nil
    ) {
      diagnostics.append(Diagnostic(.badCourseFile, message, at: range, hint: hint, severity: severity))
    }
  }
}

/// Faults of a `course.yml`.
package func readCourseFile(_ file: SourceFile) -> [Diagnostic] { CourseFile.read(file).diagnostics }

extension Path {
  /// `a/b.md` → `a/b`, but `a/b.x` as it is.
  fileprivate static func withoutExtension(_ path: String, if suffix: String) -> String {
    path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path
  }
}
