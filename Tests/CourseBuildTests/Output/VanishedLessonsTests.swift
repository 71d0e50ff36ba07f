import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Reports of lessons that are gone are told, by a build and by a check of the whole course, and left where they are.
struct VanishedLessonsTests {
  private func course(_ more: [String: String] = [:]) throws -> TemporaryCourse {
    let figure = "# F\n\n```nn\n#| label: fig-a\nx = 2\nf = x^2\ngraph(f)\n```\n"
    let course = try TemporaryCourse(
      [
        "lessons/course.yml": "title: C\n", "lessons/a.md": "# A\n", "lessons/b.md": "# B\n",
        "lessons/sub/f.md": figure,
      ]
      .merging(more) { $1 })
    #expect(course.build(formats: [.html, .md]).diagnostics.isEmpty)
    return course
  }

  private func check(
    _ course: TemporaryCourse, tells wanted: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = course.files("output").filter { !["README.md", "index.html"].contains($0.key) }
    let checked = checkCourse(course.request()).diagnostics.filter { $0.severity == .warning }
    let built = course.build()
    #expect(!built.hasFaults, sourceLocation: sourceLocation)
    for told in [checked, built.diagnostics] {
      #expect(told.allSatisfy { $0.id == .driftedReport && $0.severity == .warning }, sourceLocation: sourceLocation)
      #expect(
        told.map { $0.range.file.path } == wanted.map { course.path("output/" + $0) }, sourceLocation: sourceLocation)
    }
    for path in before.keys { #expect(course.exists("output/" + path), "\(path)", sourceLocation: sourceLocation) }
  }

  private func remove(_ path: String, in course: TemporaryCourse) throws {
    try FileManager.default.removeItem(atPath: course.path(path))
  }

  @Test func deleted() throws {
    let course = try course()
    try remove("lessons/b.md", in: course)
    try check(course, tells: ["b.md"])
    let hint = try #require(course.build().diagnostics.first?.hint)
    #expect(hint.contains("`\(course.path("output/b.md"))`") && hint.contains("`\(course.path("output/b.html"))`"))
  }

  @Test func renamed() throws {
    let course = try course()
    try FileManager.default.moveItem(atPath: course.path("lessons/sub/f.md"), toPath: course.path("lessons/sub/g.md"))
    try check(course, tells: ["sub/f.md"])
    #expect(course.build().diagnostics.first?.hint?.contains("`\(course.path("output/sub/f"))`") == true)
  }

  @Test func aDraftNow() throws {
    let course = try course()
    try course.write("lessons/a.md", "---\ndraft: true\n---\n\n# A\n")
    try check(course, tells: ["a.md"])
  }

  /// As in a repository that commits the Markdown reports alone.
  @Test func withoutPages() throws {
    let course = try course()
    for page in ["output/b.html", "output/sub/f.html"] { try remove(page, in: course) }
    for lesson in ["lessons/b.md", "lessons/sub/f.md"] { try remove(lesson, in: course) }
    try check(course, tells: ["b.md", "sub/f.md"])
  }

  /// Whatever bears no mark of ours is the author's, and another course in a folder of its own is another course.
  @Test func whatIsNotOurs() throws {
    let course = try course()
    try course.write("output/own.md", "# Own\n\n---\n\nAn end → \n")
    try course.write("output/own.html", "<p>own</p>\n")
    try course.write("output/sub/notes.md", "See [B](b.md)\n")
    try course.write("output/pictures/mine.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    try course.write("other/course.yml", "title: Other\n")
    try course.write("other/x.md", "# X\n")
    try course.write("other/y.md", "# Y\n")
    #expect(course.build(["other"], output: "output/other").diagnostics.isEmpty)
    try check(course, tells: [])
  }

  /// Of one lesson alone nothing can be said about the others.
  @Test func onlyOfAWholeCourse() throws {
    let course = try course()
    try remove("lessons/b.md", in: course)
    #expect(course.build(["lessons/a.md"]).diagnostics.isEmpty)
    let checked = checkCourse(course.request(["lessons/a.md"]))
    #expect(!checked.diagnostics.contains { $0.severity == .warning })
  }
}
