import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Reports of lessons that are gone are told by a check of the whole course, and removed by a build of it and by a clean-up,
/// as far as they bear a mark of ours.
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

  /// - Parameters:
  ///   - wanted: first file of each report that a check tells.
  ///   - removed: by the next build of the whole course.
  private func check(
    _ course: TemporaryCourse, tells wanted: [String], removed: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = course.files("output").filter { !["README.md", "index.html"].contains($0.key) }
    let told = checkCourse(course.request()).diagnostics.filter { $0.severity == .warning }
    #expect(told.allSatisfy { $0.id == .driftedReport }, sourceLocation: sourceLocation)
    #expect(
      told.map { $0.range.file.path } == wanted.map { course.path("output/" + $0) }, sourceLocation: sourceLocation)
    #expect(course.files("output").keys.count == before.count + 2, sourceLocation: sourceLocation)
    let built = course.build()
    #expect(built.diagnostics.isEmpty && built.removed == removed, "\(built.removed)", sourceLocation: sourceLocation)
    for path in before.keys {
      #expect(course.exists("output/" + path) != removed.contains(path), "\(path)", sourceLocation: sourceLocation)
    }
    #expect(checkCourse(course.request()).diagnostics.isEmpty, sourceLocation: sourceLocation)
  }

  private func remove(_ path: String, in course: TemporaryCourse) throws {
    try FileManager.default.removeItem(atPath: course.path(path))
  }

  @Test func deleted() throws {
    let course = try course()
    try remove("lessons/b.md", in: course)
    let hint = try #require(checkCourse(course.request()).diagnostics.first { $0.severity == .warning }?.hint)
    #expect(hint.contains("`\(course.path("output/b.md"))`") && hint.contains("`\(course.path("output/b.html"))`"))
    try check(course, tells: ["b.md"], removed: ["b.md", "b.html", "b.values.json"])
  }

  @Test func renamed() throws {
    let course = try course()
    try FileManager.default.moveItem(atPath: course.path("lessons/sub/f.md"), toPath: course.path("lessons/sub/g.md"))
    let pages = ["sub/f.md", "sub/f.html", "sub/f.values.json", "sub/f/fig-a.svg"]
    // Of a lesson that is to come nothing is compared yet.
    #expect(course.build().removed == pages)
    #expect(!course.exists("output/sub/f") && course.exists("output/sub/g.md"))
  }

  @Test func aDraftNow() throws {
    let course = try course()
    try course.write("lessons/a.md", "---\ndraft: true\n---\n\n# A\n")
    try check(course, tells: ["a.md"], removed: ["a.md", "a.html", "a.values.json"])
  }

  @Test func cleanedUp() throws {
    let course = try course()
    try remove("lessons/b.md", in: course)
    try course.write("lessons/a.md", "---\ndraft: true\n---\n\n# A\n")
    try course.write("output/own.md", "# Own\n")
    let removed = cleanReports([course.path("lessons")], outputDirectory: course.path("output"))
    #expect(removed == ["b.md", "b.html", "b.values.json"].map { course.path("output/" + $0) })
    #expect(course.exists("output/a.md") && course.exists("output/own.md") && !course.exists("output/b.md"))
    #expect(cleanReports([course.path("lessons/a.md")], outputDirectory: course.path("output")).isEmpty)
  }

  /// A lesson that cannot be read is not gone, nor is one in a folder that cannot be looked into.
  @Test func whatCannotBeRead() throws {
    let course = try course()
    try course.write("lessons/b.md", Data([0x23, 0x20, 0xFF, 0x0A]))
    let built = course.build()
    #expect(built.diagnostics.map(\.id) == [.notUTF8] && built.removed.isEmpty)
    #expect(course.exists("output/b.md"))
  }

  /// As in a repository that commits the Markdown reports alone.
  @Test func withoutPages() throws {
    let course = try course()
    for page in ["output/b.html", "output/sub/f.html"] { try remove(page, in: course) }
    for lesson in ["lessons/b.md", "lessons/sub/f.md"] { try remove(lesson, in: course) }
    try check(
      course, tells: ["b.md", "sub/f.md"],
      removed: ["b.md", "b.values.json", "sub/f.md", "sub/f.values.json", "sub/f/fig-a.svg"])
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
    try check(course, tells: [], removed: [])
  }

  /// Of one lesson alone nothing can be said about the others.
  @Test func onlyOfAWholeCourse() throws {
    let course = try course()
    try remove("lessons/b.md", in: course)
    let built = course.build(["lessons/a.md"])
    #expect(built.diagnostics.isEmpty && built.removed.isEmpty)
    let checked = checkCourse(course.request(["lessons/a.md"]))
    #expect(!checked.diagnostics.contains { $0.severity == .warning })
  }
}
