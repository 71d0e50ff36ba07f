import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Which files are lessons, what two of them may be called, and where their reports stand.
struct LessonFilesTests {
  @Test(arguments: [("lessons/en/01-a.md", "lessons/en/output"), ("lessons/01-b.md", "lessons/output")])
  func outputWithinTheLessons(_ lesson: String, _ output: String) throws {
    let course = try TemporaryCourse(["lessons/en/01-a.md": "# A\n", "lessons/01-b.md": "# B\n"])
    let built = course.build([lesson], output: output)
    #expect(built.diagnostics.map(\.id) == [.outputInsideLessons] && !course.exists(output))
    #expect(course.build([lesson]).diagnostics.isEmpty && course.exists("output/01-b.html") == lesson.hasSuffix("b.md"))
    // A page that belongs to no course.
    try course.write("notes/c.md", "# C\n")
    #expect(course.build(["notes/c.md"], output: "notes/output").diagnostics.isEmpty)
  }

  @Test(arguments: ["references.bib", "d.csv", "p.py", "LICENSE"])
  func noLessons(_ name: String) throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n", "lessons/\(name)": "a,b\n1,2\n"])
    let built = course.build(["lessons/\(name)"])
    #expect(built.diagnostics.map(\.id) == [.passedOver] && built.hasFaults && built.lessonCount == 0)
    #expect(built.diagnostics[0].message.hasSuffix("lessons end in `.md`") && !course.exists("output"))
    #expect(renderLesson(course.path("lessons/\(name)"), format: .html).hasFaults)
  }

  @Test(arguments: [("\u{FC}.md", "u\u{308}.md"), ("a.md", "A.md"), ("en/a.md", "EN/a.md")])
  func namesThatAreOne(_ first: String, _ second: String) throws {
    let course = try TemporaryCourse(["lessons/x.md": "# X\n"])
    for name in [first, second] { try course.write("lessons/" + name, "# A\n") }
    let built = course.build()
    #expect(built.diagnostics.map(\.id) == [.outputCollision], "\(built.diagnostics.map(\.message))")
    #expect(built.written == [] && !course.exists("output"))
  }

  @Test(arguments: ["yes", "True!", "on", "1", "~", "[true]"])
  func unclearDrafts(_ value: String) throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n", "lessons/b.md": "---\ndraft: \(value)\n---\n\n# B\n"])
    let built = course.build()
    #expect(built.diagnostics.map(\.id) == [.badFrontMatter] && built.hasFaults)
    #expect(built.diagnostics.first?.range.start.line == 2)
    #expect(course.exists("output/a.html") && !course.exists("output/b.html"))
    var request = course.request()
    request.drafts = true
    #expect(buildCourse(request).diagnostics.map(\.id) == [.badFrontMatter] && course.exists("output/b.html"))
  }

  @Test(arguments: ["p.py", "d.csv", "_b.ipynb", "r.bib", "x.PNG"])
  func includesOfNoMarkdown(_ name: String) throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "# A\n\n{{< include \(name) >}}\n\nBehind.\n", "lessons/\(name)": "# quxval\n",
      "lessons/_t.tex": "$\\newcommand{\\v}{v}$\n",
    ])
    let built = course.build()
    #expect(built.diagnostics.map(\.id) == [.foreignConstruct] && built.diagnostics[0].range.start.line == 3)
    #expect(try !course.text("output/a.html").contains("quxval"))
    try course.write("lessons/a.md", "# A\n\n{{< include _t.tex >}}\n\nSo $\\v$.\n")
    #expect(course.build().diagnostics.isEmpty)
  }
}
