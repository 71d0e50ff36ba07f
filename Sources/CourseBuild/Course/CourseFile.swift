import Markup
import Reporting
import SourceText

/// Contents of `course.yml`.
///
/// ```yaml
/// title: Backpropagation
/// description: From the chain rule to training
/// languages: [en, ko]
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
  /// Lessons by path without extension, or by its last part, which names all translations at once.
  var order: [String] = []
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
  /// Of the theme, relative to `course.yml`.
  var styleSheet: (path: String, range: SourceRange)?

  struct Localized: Sendable {
    var all: String?
    var texts: [Language: String] = [:]

    func text(_ language: Language) -> String? {
      texts[language] ?? all ?? Language.allCases.lazy.compactMap { texts[$0] }.first
    }
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

  private static let largestLimit = 1_000_000_000
  static let keys = [
    "title", "description", "languages", "order", "raw-html", "bibliography", "execute", "limits", "macros",
    "theme", "source",
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
            report("unknown language `\(name)`", at: range, hint: "known are en and ko")
            continue
          }
          course.languages.append(language)
        }
      case "order": course.order = texts(entry).map { Path.withoutExtension(Path.normalized($0.0), if: ".md") }
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
      case "theme":
        var theme = ThemeReader()
        theme.read(entry)
        (course.theme, course.styleSheet) = (theme.theme, theme.styleSheet)
        diagnostics += theme.diagnostics
      case "macros":
        guard let entries = entry.value.mapping else { return reportValue(entry, "lines of `name: TeX`") }
        for entry in entries where entry.value.text.map({ course.macros.define(entry.key, as: $0) }) != true {
          report(
            "`\(entry.key)` is no command of TeX", at: entry.keyRange, hint: "write `name: TeX`, the name in letters")
        }
      default:
        let nearest = nearestName(to: entry.key, in: CourseFile.keys)
        report(
          "unknown key `\(entry.key)`", at: entry.keyRange,
          hint: nearest.map { "did you mean `\($0)`?" } ?? "known are \(CourseFile.keys.joined(separator: ", "))")
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
          report("unknown language `\(entry.key)`", at: entry.keyRange, hint: "known are en and ko")
        }
      }
      return result
    }

    private mutating func limits(_ entry: YAMLNode.Entry) {
      guard let entries = entry.value.mapping else { return reportValue(entry, "lines of `limit: number`") }
      for entry in entries {
        guard let limit = LessonBudget.Limit(rawValue: entry.key) else {
          let names = LessonBudget.Limit.allCases.map(\.rawValue)
          let nearest = nearestName(to: entry.key, in: names)
          report(
            "unknown limit `\(entry.key)`", at: entry.keyRange,
            hint: nearest.map { "did you mean `\($0)`?" } ?? "known are \(names.joined(separator: ", "))")
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

    mutating func report(_ message: String, at range: SourceRange, hint: String? = nil) {
      diagnostics.append(Diagnostic(.badCourseFile, message, at: range, hint: hint))
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
