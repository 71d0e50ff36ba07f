import Foundation
import Testing

@testable import CourseBuild

/// What `lessons new` makes is a course that builds and checks without a word, and costs nobody a file.
struct NewFilesTests {
  private func make(_ paths: String..., in course: TemporaryCourse) -> [NewFiles] {
    paths.map { makeNew(course.path($0)) }
  }

  private func isClean(_ course: TemporaryCourse, sourceLocation: SourceLocation = #_sourceLocation) {
    let built = course.build()
    #expect(built.diagnostics.isEmpty, "\(built.diagnostics.map(\.message))", sourceLocation: sourceLocation)
    let checked = checkCourse(course.request())
    #expect(checked.diagnostics.isEmpty, "\(checked.diagnostics.map(\.message))", sourceLocation: sourceLocation)
  }

  @Test func aCourse() throws {
    let course = try TemporaryCourse()
    let result = make("lessons", in: course)[0]
    #expect(result.diagnostics.isEmpty)
    #expect(
      result.made
        == ["course.yml", "en/01-first-lesson.md", "ko/01-first-lesson.md"].map { course.path("lessons/" + $0) })
    #expect(course.files(".").count == result.made.count)
    isClean(course)
    for language in ["en", "ko"] {
      let report = try course.text("output/\(language)/01-first-lesson.md")
      #expect(report.contains("01-first-lesson/fig-formula.svg"))
      #expect(report.contains("| **3** | 3 | ✓"))
      #expect(report.contains("grad(f, x) = 3"))
      #expect(report.contains("<details>"))
      #expect(!report.contains("{nn}"))
    }
    #expect(try course.text("output/ko/01-first-lesson.md").contains("[English](../en/01-first-lesson.md)"))
  }

  /// With the next number, in each language of the course, whichever of them is named.
  @Test(arguments: ["en/gates", "ko/gates.md", "en/02-gates.md"]) func aLesson(path: String) throws {
    let course = try TemporaryCourse()
    let results = make("lessons", "lessons/" + path, "lessons/en/deep/down.md", in: course)
    #expect(results[1].made == ["en/02-gates.md", "ko/02-gates.md"].map { course.path("lessons/" + $0) })
    #expect(results[2].made == ["en/deep/01-down.md", "ko/deep/01-down.md"].map { course.path("lessons/" + $0) })
    #expect(try course.text("lessons/en/02-gates.md").hasPrefix("---\ntitle: Gates\nlang: en\n---\n"))
    #expect(try course.text("lessons/ko/deep/01-down.md").contains("#| from: ../../en/deep/01-down.md\n"))
    isClean(course)
  }

  @Test func aCourseOfOneLanguage() throws {
    let course = try TemporaryCourse(["lessons/course.yml": "title: A\n", "lessons/intro.md": "# A\n"])
    #expect(make("lessons/it's: a start", in: course)[0].made == [course.path("lessons/it's: a start.md")])
    #expect(try course.text("lessons/it's: a start.md").hasPrefix("---\ntitle: 'It''s: a start'\n---\n"))
    isClean(course)
    let korean = try TemporaryCourse(["lessons/course.yml": "languages: [ko]\n"])
    #expect(make("lessons/start", in: korean)[0].made == [korean.path("lessons/01-start.md")])
    #expect(try korean.text("lessons/01-start.md").contains("첫걸음"))
    isClean(korean)
  }

  @Test func numbersKeepTheirWidth() throws {
    let course = try TemporaryCourse(["lessons/course.yml": "title: A\n", "lessons/009-a.md": "# A\n"])
    #expect(make("lessons/b.md", in: course)[0].made == [course.path("lessons/010-b.md")])
  }

  @Test func anOrderIsPointedOut() throws {
    let course = try TemporaryCourse(["lessons/course.yml": "order: [b]\n", "lessons/b.md": "# B\n"])
    #expect(make("lessons/c.md", in: course)[0].next[0].purpose.contains("`order:`"))
  }

  /// Each refusal leaves everything as it was, and says what to do.
  @Test(arguments: [
    ("lessons", "is a course already"), ("lessons/en", "is a folder of a course already"),
    ("lessons/en/01-first-lesson.md", "file exists"), ("lessons/ko/01-first-lesson", "file exists"),
    ("lessons/en/01-other.md", "is taken by `01-first-lesson.md`"), ("lessons/en/_part.md", "would be no lesson"),
    ("elsewhere/a.md", "there is no course around"), ("full", "is not empty: it holds `mine.txt`"),
    ("full/mine.txt", "is a file"), ("full/mine.txt/course", "not a directory"),
  ]) func refusals(path: String, message: String) throws {
    let course = try TemporaryCourse(["full/mine.txt": "mine"])
    _ = make("lessons", in: course)
    let before = course.files(".")
    let result = make(path, in: course)[0]
    #expect(result.made.isEmpty && result.next.isEmpty)
    #expect(result.diagnostics.map(\.id) == [.cannotWrite])
    #expect(result.diagnostics.allSatisfy { $0.message.contains(message) && $0.hint != nil }, "\(result.diagnostics)")
    #expect(course.files(".") == before)
  }

  /// A translation that is there alone is not written over, and its original is not made either.
  @Test func allOrNone() throws {
    let course = try TemporaryCourse()
    _ = make("lessons", in: course)
    try course.write("lessons/ko/02-gates.md", "# 내 글\n")
    let before = course.files(".")
    #expect(make("lessons/en/02-gates.md", in: course)[0].hasFaults)
    #expect(course.files(".") == before)
  }

  @Test func aCourseFileThatCannotBeUnderstood() throws {
    let course = try TemporaryCourse(["lessons/course.yml": "languages: [danish]\n"])
    #expect(make("lessons/a.md", in: course)[0].diagnostics.map(\.id) == [.badCourseFile])
    #expect(!course.exists("lessons/01-a.md"))
  }

  /// The commands that it says to go on with do what they say, wherever they are run.
  @Test(arguments: [("", "lessons"), ("", "my course"), ("mine", "."), ("", "output")])
  func theNextCommands(folder: String, path: String) throws {
    let course = try TemporaryCourse([folder.isEmpty ? "a.txt" : "\(folder)/.keep": ""])
    let made = try Program.run(
      in: course, shell: "cd './\(folder)' && exec \"$0\" new '\(path)'")
    #expect(made.code == 0 && made.errors.isEmpty, "\(made.errors)")
    let commands = made.output.split(separator: "\n").filter { $0.hasPrefix("  lessons ") }
      .map { $0.dropFirst(2).split(separator: "  ")[0].dropFirst("lessons ".count) }
    #expect(commands.count == 3)
    for command in commands {
      let run = try Program.run(in: course, shell: "cd './\(folder)' && \"$0\" \(command)")
      #expect(run.code == 0 && run.errors.isEmpty, "\(command): \(run.errors)")
    }
  }

  @Test func titles() {
    for (name, title, number) in [
      ("13-self-attention", "Self attention", 13), ("gates", "Gates", nil), ("2d", "2d", nil), ("01_a_b", "A b", 1),
      ("0-x", "X", 0), ("연쇄-법칙", "연쇄 법칙", nil),
    ] as [(String, String, Int?)] {
      let read = LessonName(name)
      #expect(read.title == title && read.number == number, "\(name)")
    }
  }
}
