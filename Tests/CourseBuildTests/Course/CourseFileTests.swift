import Reporting
import SourceText
import Testing

@testable import CourseBuild

struct CourseFileTests {
  private func read(_ text: String) -> Diagnosed<CourseFile> {
    CourseFile.read(SourceFile(path: "lessons/course.yml", text: text))
  }

  @Test func readsEveryKey() {
    let result = read(
      """
      title: {en: Gates, ko: 게이트}
      description: About gates
      languages: [en, ko]
      order: [02-b, en/01-a.md]
      raw-html: false
      bibliography: books.bib
      execute:
        echo: false
      limits:
        text: 16_000_000
        cells: 1e6
      """)
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.title?.text(.ko) == "게이트")
    #expect(result.value.description?.text(.ko) == "About gates")
    #expect(result.value.languages == [.en, .ko])
    #expect(result.value.order == ["02-b", "en/01-a"])
    #expect(!result.value.rawHTML)
    #expect(read("raw-html: true").value.rawHTML && read("").value.rawHTML)
    #expect(result.value.bibliography?.path == "books.bib")
    #expect(result.value.budget[.text] == 16_000_000)
    #expect(result.value.budget[.cells] == 1_000_000)
    #expect(result.value.budget[.nodes] == 4_000_000)
    #expect(result.value.budget[.formula] == 10_000)
  }

  @Test(arguments: [
    ("title: x\nlanguages: [en, french]", 2, 17, "write a tag of BCP 47: `en`, `ko`, `de`, `pt-BR`, `zh-Hans`"),
    ("words: {german: {figure: a}}", 1, 9, "write a tag of BCP 47: `en`, `ko`, `de`, `pt-BR`, `zh-Hans`"),
    ("words: {de: Abbildung}", 1, 13, nil),
    ("words: {de: {figure: [a]}}", 1, 22, nil),
    ("raw-htlm: false", 1, 1, "did you mean `raw-html`?"),
    ("theme:\n  raw-html: false", 2, 3, "known are `colours`, `fonts`, `style`"),
    ("raw-html: maybe", 1, 11, nil),
    ("title: a\ntitle: b", 2, 1, nil),
    ("title: [", 1, 9, nil),
    ("bibliography: [a]", 1, 15, nil),
    ("limits: 3", 1, 9, nil),
    ("limits: {text: many}", 1, 16, nil),
    ("limits: {text: 0}", 1, 16, nil),
    ("limits: {formula: 1_000_000_001}", 1, 19, nil),
    ("limits: {cells: \"5\"}", 1, 17, nil),
  ])
  func faults(text: String, line: Int, column: Int, hint: String?) throws {
    let diagnostic = try #require(read(text).diagnostics.first)
    #expect(diagnostic.id == .badCourseFile)
    #expect(diagnostic.range.start.line == line)
    #expect(diagnostic.range.start.column == column)
    #expect(diagnostic.hint == hint)
    #expect(!read(text).value.rawHTML, "what is left open is safe")
  }

  /// One rule, as in front matter: a warning, with the nearest key or with whose key it is.
  @Test(arguments: [
    ("titel: x", 1, 1, "unknown key `titel`", "did you mean `title`?"),
    ("limits:\n  texts: 3", 2, 3, "unknown limit `texts`", "did you mean `text`?"),
    (
      "limits:\n  quux: 3", 2, 3, "unknown limit `quux`",
      "known are `text`, `nodes`, `cells`, `formula`, `formulas`, `course`"
    ),
    ("words: {de: {figur: a}}", 1, 14, "unknown word `figur`", "did you mean `figure`?"),
    (
      "format: html", 1, 1, "`format` is a key of Quarto, and does nothing here",
      "say with `--to html,md` what is written"
    ),
    (
      "title: a\nsphinx: {}", 2, 1, "`sphinx` is a key of Jupyter Book and MyST, and does nothing here",
      "delete it, unless another program reads this file too"
    ),
  ])
  func unknownKeys(text: String, line: Int, column: Int, message: String, hint: String) throws {
    let found = read(text).diagnostics
    let diagnostic = try #require(found.first)
    #expect(found.count == 1 && diagnostic.severity == .warning && diagnostic.message == message)
    #expect(diagnostic.range.start.line == line && diagnostic.range.start.column == column)
    #expect(diagnostic.hint == hint)
    #expect(read(text).value.rawHTML)
  }

  @Test func words() {
    let course = read("words:\n  de: {figure: Abbildung}\n  de-AT: {table: Tafel}\n").value
    #expect(
      Language(rawValue: "de-AT").map { course.language($0).ownWords } == ["figure": "Abbildung", "table": "Tafel"])
    #expect(course.language(.en).ownWords.isEmpty)
  }

  /// A lesson that is not there is told where `order` names it.
  @Test func order() throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": "order: [01-a, 02-c, en/01-a, en/02-b.md, 1-a]\n", "lessons/en/01-a.md": "# A\n",
      "lessons/en/02-b.md": "---\ndraft: true\n---\n\n# B\n",
    ])
    let found = course.build().diagnostics
    #expect(found.map(\.message) == ["02-c", "1-a"].map { "`order` names `\($0)`, and no lesson is called so" })
    #expect(found.map(\.range.start.column) == [15, 42] && found.allSatisfy { $0.severity == .error })
    #expect(found.map(\.hint) == ["did you mean `02-b`?", "did you mean `01-a`?"])
  }
}
