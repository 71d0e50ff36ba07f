import Foundation
import Reporting
import Testing

@testable import CourseBuild

/// The lessons of a course as a list, without running any.
struct ListLessonsTests {
  private static let files = [
    "lessons/course.yml": "languages: [en, ko]\norder: [02-b, 01-a]\n",
    "lessons/en/01-a.md":
      "# About $x$\n\n```nn\n#| label: one\nx = 1\nexpect x == 1\nif x == 1 { expect x < 2 }\n```\n\n```nn\n#| label: two\ny = nothing\n```\n",
    "lessons/en/02-b.md": "---\ntitle: B\n---\n\n```nn\n#| label: one\nx = 1\n```\n",
    "lessons/en/03-c.md": "---\ntitle: C\ndraft: true\n---\n",
    "lessons/en/_part.md": "No lesson.\n",
    "lessons/ko/01-a.md": "# 가\n\n```nn\n#| label: one\n#| from: ../en/01-a.md\n```\n",
    "lessons/ko/02-b.md": "# 나\n\n```nn\n#| label: one\n#| from: ../en/02-b.md\n```\n",
  ]

  @Test func aCourse() throws {
    let course = try TemporaryCourse(Self.files)
    let list = listLessons([course.path("lessons")])
    #expect(list.diagnostics.isEmpty)
    let lines = list.lessons.map { lesson in
      let other = lesson.translations[0]
      return "\(lesson.path.dropFirst((course.path("lessons") + "/").count)) \(lesson.number ?? 0) \(lesson.title) "
        + "\(lesson.cellCount) \(lesson.claimCount) \(other.path == nil ? "none" : "\(other.missing)")"
    }
    #expect(
      lines == [
        "en/02-b.md 1 B 1 0 []", "en/01-a.md 2 About x 2 2 [\"two\"]", "en/03-c.md 0 C 0 0 none",
        "ko/02-b.md 1 나 1 0 []", "ko/01-a.md 2 가 1 2 []",
      ])
    #expect(list.lessons.map(\.isDraft) == [false, false, true, false, false])
    // Of some lessons, with the numbers that they have among all.
    let one = listLessons([course.path("lessons/en/01-a.md")]).lessons
    #expect(one.map(\.number) == [2] && one[0].translations.map(\.missing) == [["two"]])
  }

  @Test func itsForms() throws {
    let course = try TemporaryCourse(Self.files)
    let text = try Program.run(["list"], in: course)
    #expect(text.code == 0 && text.errors.isEmpty)
    #expect(
      text.output == """
        no  lang  cells  claims  translation   title      file
         1  en        1       0  ko            B          lessons/en/02-b.md
         2  en        2       2  ko lacks two  About x    lessons/en/01-a.md
         –  en        0       0  no ko         C (draft)  lessons/en/03-c.md
         1  ko        1       0  en            나         lessons/ko/02-b.md
         2  ko        1       2  en            가         lessons/ko/01-a.md

        """)
    let json = try Program.run(["list", "lessons/en", "--output-format", "json"], in: course)
    let read = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(read.map { $0["path"] as? String } == ["02-b", "01-a", "03-c"].map { "lessons/en/\($0).md" })
    #expect(read.map { $0["number"] as? Int } == [1, 2, nil])
    #expect(read.map { $0["draft"] as? Bool } == [false, false, true])
    let translations = try #require(read[1]["translations"] as? [[String: Any]])
    #expect(translations[0]["missing"] as? [String] == ["two"])
  }

  @Test func whatCannotBeReadIsTold() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n"])
    try course.write("lessons/b.md", Data([0xFF]))
    let result = try Program.run(["list"], in: course)
    #expect(result.code == 1 && result.output.contains("lessons/a.md"))
    #expect(result.errors.hasPrefix("lessons/b.md:1:1: error[NN-not-utf8]: "))
    let nowhere = try Program.run(["list", "nowhere", "--output-format", "json"], in: course)
    #expect(nowhere.code == 1 && nowhere.output == "[]\n")
  }
}
