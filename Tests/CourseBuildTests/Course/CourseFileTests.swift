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
    ("titel: x", 1, 1, "did you mean `title`?"),
    ("title: x\nlanguages: [en, fr]", 2, 17, "known are en and ko"),
    ("raw-html: maybe", 1, 11, nil),
    ("title: a\ntitle: b", 2, 1, nil),
    ("title: [", 1, 9, nil),
    ("bibliography: [a]", 1, 15, nil),
    ("limits: 3", 1, 9, nil),
    ("limits:\n  texts: 3", 2, 3, "did you mean `text`?"),
    ("limits:\n  quux: 3", 2, 3, "known are text, nodes, cells, formula, formulas, course"),
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
}
