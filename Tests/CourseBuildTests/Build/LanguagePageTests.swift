import Reporting
import SourceText
import Testing

@testable import CourseBuild

/// Pages in languages that the program has no words of.
struct LanguagePageTests {
  private static let lesson = "\n![Ein Bild](a.svg){#fig-a}\n\nSiehe @fig-a.\n\n> [!NOTE]\n> Ja.\n"
  private static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"

  @Test func inGerman() throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": "title: {de: Kurs, en: Course}\n", "lessons/a.svg": Self.svg,
      "lessons/a.md": "---\ntitle: A\nlang: DE-at\n---\n" + Self.lesson,
      "lessons/b.md": "---\ntitle: B\nlang: de-AT\n---\n\nText.\n",
    ])
    let built = course.build()
    #expect(built.diagnostics.map(\.id) == [.wordsInEnglish])
    let note = try #require(built.diagnostics.first)
    #expect(note.severity == .note && note.range.file.path == course.path("lessons/a.md"))
    #expect(note.range.start.line == 3 && note.range.start.column == 7 && note.message.contains("`figure`, `table`"))
    let page = try course.text("output/a.html")
    #expect(page.contains("<html lang=\"de-AT\">") && page.contains("Figure\u{A0}1") && page.contains("Kurs"))
    #expect(course.exists("output/assets/search-de-AT.js"))
    // The same again from the cache, which keeps pages of such lessons.
    var request = course.request()
    request.usesCache = true
    _ = buildCourse(request)
    let again = buildCourse(request)
    #expect(again.written.isEmpty && again.diagnostics.map(\.message) == built.diagnostics.map(\.message))
    #expect(again.diagnostics.map(\.range.start.column) == [7])
  }

  @Test func withWordsOfTheCourse() throws {
    let words = try #require(Language(rawValue: "de")).missingWords.map { "    \($0): W-\($0)\n" }.joined()
    let course = try TemporaryCourse([
      "lessons/course.yml":
        "languages: [de, ar, en]\nwords:\n  de:\n    language: Alemannisch\n\(words)  ar: {figure: شكل}\n",
      "lessons/de/a.md": "# A\n" + Self.lesson, "lessons/de/a.svg": Self.svg, "lessons/ar/a.svg": Self.svg,
      "lessons/ar/a.md": "# A\n" + Self.lesson, "lessons/en/a.md": "# A\n\nText.\n",
    ])
    let built = course.build()
    #expect(built.diagnostics.map(\.id) == [.wordsInEnglish])
    let note = try #require(built.diagnostics.first)
    #expect(note.range.file.path == course.path("lessons/course.yml"))
    #expect(note.range.start.line == 1 && note.range.start.column == 17)
    #expect(!note.message.contains("`figure`") && note.message.contains("`table`"))
    let german = try course.text("output/de/a.html")
    #expect(german.contains("W-figure\u{A0}1") && german.contains("W-note") && german.contains(">العربية</a>"))
    let arabic = try course.text("output/ar/a.html")
    #expect(arabic.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.contains("شكل\u{A0}1"))
    #expect(arabic.contains(">Alemannisch</a>"))
    let index = try course.text("output/index.html")
    #expect(index.contains("<section lang=\"ar\" dir=\"rtl\">") && index.contains("<section lang=\"de\">"))
    #expect(
      try course.text("output/de/a.md").contains("W-figure 1")
        || course.text("output/de/a.md").contains("W-figure\u{A0}1"))
  }

  /// A folder is a language only where the course says so.
  @Test func aFolderOfThreeLetters() throws {
    let course = try TemporaryCourse(["lessons/sub/a.md": "# A\n", "lessons/ko/a.md": "# 가\n"])
    #expect(course.build().diagnostics.isEmpty)
    #expect(try course.text("output/sub/a.html").contains("<html lang=\"en\">"))
    #expect(try course.text("output/ko/a.html").contains("<html lang=\"ko\">"))
  }

  @Test(arguments: [
    ("de", "[0,25]{nn=\"y\"} [1.024]{nn=\"z\"} [−0,25]{nn=\"-y\"}", [String]()),
    ("fr", "[1\u{202F}024,0]{nn=\"z\"} [25\u{A0}%]{nn=\"y\"}", []),
    ("de", "[0,26]{nn=\"y\"}", ["`0,26` is written here, and `y` is 0.25 → write `0,25`, or mend what computes it"]),
    (
      "de", "[1.5]{nn=\"y\"}",
      [
        "the point of `1.5` could part thousands or a fraction → in the page's language a comma parts the fraction: write `1,5` or `1.024`"
      ]
    ),
    ("en-GB", "[0.25]{nn=\"y\"} [1,024]{nn=\"z\"}", []), ("de-CH", "[0.25]{nn=\"y\"}", []),
  ])
  func numbers(lang: String, text: String, faults: [String]) throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "---\ntitle: A\nlang: \(lang)\n---\n\n```nn\ny = 0.25; z = 1024\n```\n\n\(text)\n"
    ])
    let found = course.build().diagnostics.filter { $0.id != .wordsInEnglish }
    #expect(found.map { $0.message + ($0.hint.map { " → " + $0 } ?? "") } == faults)
  }
}
