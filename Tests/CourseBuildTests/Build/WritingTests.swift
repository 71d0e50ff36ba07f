import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Nothing half-written, nothing written over, whatever goes wrong.
struct WritingTests {
  private static let isRoot = getuid() == 0

  private func check(
    _ result: BuildResult, _ id: DiagnosticID, at path: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = result.diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.id) == [id], "\(found.map(\.message))", sourceLocation: sourceLocation)
    #expect(result.written.isEmpty, sourceLocation: sourceLocation)
    if let path { #expect(found.first?.range.file.path == path, sourceLocation: sourceLocation) }
  }

  @Test func anOutputFolderAmongTheLessons() throws {
    let course = try TemporaryCourse(SampleLessons.files)
    check(course.build(output: "lessons/output"), .outputInsideLessons, at: course.path("lessons/output"))
    check(course.build(output: "lessons"), .outputInsideLessons)
    check(course.build(output: "lessons/en/../deep/er"), .outputInsideLessons)
    check(course.build(output: "."), .outputInsideLessons)
    #expect(!course.exists("lessons/output"))
  }

  @Test func anOutputFolderAmongTheLessonsByALink() throws {
    let course = try TemporaryCourse(SampleLessons.files)
    try FileManager.default.createSymbolicLink(
      atPath: course.path("link"), withDestinationPath: course.path("lessons/en"))
    check(course.build(output: "link/out"), .outputInsideLessons)
  }

  @Test func twoLessonsWithOnePath() throws {
    let course = try TemporaryCourse(["a/lessons/x.md": "# One", "b/lessons/x.md": "# Two"])
    let result = course.build(["a/lessons", "b/lessons"])
    check(result, .outputCollision, at: course.path("b/lessons/x.md"))
    #expect(!course.exists("output"))
  }

  @Test func aReportOverItsLesson() throws {
    let course = try TemporaryCourse(["notes/x.md": "# One `{nn} 1 + 1`"])
    check(course.build(["notes/x.md"], output: "notes"), .outputCollision)
    #expect(try course.text("notes/x.md") == "# One `{nn} 1 + 1`")
  }

  @Test func aFileWhereTheOutputFolderShouldBe() throws {
    let course = try TemporaryCourse(SampleLessons.files)
    try course.write("output", "I am a file")
    check(course.build(), .cannotWrite)
    #expect(try course.text("output") == "I am a file")
    try course.write("deep/file", "")
    check(course.build(output: "deep/file/output"), .cannotWrite)
  }

  /// A folder stands where one file should go: found before any file is in its place, and all is undone.
  @Test func aFolderWhereAReportShouldBe() throws {
    let course = try TemporaryCourse(SampleLessons.files)
    try course.write("output/ko/02-gates.html/x", "")
    let before = course.files("output")
    let result = course.build()
    check(result, .cannotWrite, at: course.path("output/ko/02-gates.html"))
    #expect(course.files("output") == before)
    #expect(!course.exists("output/en"))
  }

  @Test(.enabled(if: !isRoot, "the superuser may write everywhere"))
  func aFolderWithoutPermission() throws {
    let course = try TemporaryCourse(SampleLessons.files)
    try FileManager.default.createDirectory(atPath: course.path("output"), withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: course.path("output"))
    check(course.build(), .cannotWrite)
    #expect(course.files("output").isEmpty)
  }

  @Test func lessonsWithFaultsDoNotKeepOthersFromBeingWritten() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "# A\n\n```nn\nx = 1 + y\n```\n\nText.", "lessons/b.md": "# B\n\n```nn\n1 + 1\n```",
    ])
    let result = course.build()
    #expect(result.hasFaults)
    #expect(result.diagnostics.map(\.id) == [.unknownName])
    #expect(try course.text("output/a.html").contains("NN-unknown-name"))
    #expect(try course.text("output/a.md").contains("NN-unknown-name"))
    #expect(course.exists("output/b.html"))
  }

  @Test func changedNumbersAreNamed() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\nIt is `{nn} 0.5 + 0.25`.\n"])
    #expect(course.build().changes.isEmpty)
    try course.write("lessons/a.md", "# A\n\nIt is `{nn} 0.5 + 0.125`.\n")
    let changes = course.build().changes
    #expect(changes.map(\.message) == ["`0.5 + 0.125` was 0.75 and is 0.625"])
    #expect(changes.first?.range.start.line == 3)
    #expect(changes.first?.range.file.path == course.path("lessons/a.md"))
  }

  @Test func figuresThatNoReportShowsAreRemoved() throws {
    let lesson = "```nn\n#| label: fig-a\nx = 2\nf = x^2\ngraph(f)\n```\n"
    let course = try TemporaryCourse(["lessons/a.md": lesson])
    #expect(course.build().removed.isEmpty)
    try course.write("output/a/mine.svg", "<svg/>")
    try course.write("lessons/a.md", lesson.replacing("fig-a", with: "fig-b"))
    #expect(checkCourse(course.request()).diagnostics.contains { $0.message.contains("fig-a.svg` any more") })
    #expect(course.build(formats: [.json]).removed.isEmpty)
    #expect(course.build().removed == ["a/fig-a.svg"])
    #expect(!course.exists("output/a/fig-a.svg"))
    #expect(course.exists("output/a/fig-b.svg"))
    #expect(course.exists("output/a/mine.svg"), "the author's own")
  }
}
