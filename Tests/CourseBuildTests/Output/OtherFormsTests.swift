import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// What earlier builds wrote in forms that a build without solutions does not write, and folders that another course writes
/// into.
struct OtherFormsTests {
  private static let lesson = """
    # A

    ::: {.solution}
    The answer is 77123.

    ```nn
    #| label: fig-s
    y = [77123, 2]
    plot(y)
    ```
    :::
    """

  private func leaks(_ course: TemporaryCourse) -> [String] {
    course.files("output").filter { String(decoding: $0.value, as: UTF8.self).contains("77123") }.keys.sorted()
  }

  @Test(
    arguments: [[.html, .md, .json], [.json], [.html]] as [Set<BuildRequest.Format>],
    [[.html, .md], [.md], [.html], [.json]] as [Set<BuildRequest.Format>])
  func nothingIsLeft(_ before: Set<BuildRequest.Format>, _ after: Set<BuildRequest.Format>) throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson])
    _ = course.build(formats: before)
    #expect(!leaks(course).isEmpty)
    var request = course.request(formats: after)
    request.solutions = false
    let built = buildCourse(request)
    #expect(leaks(course) == [])
    #expect(built.removed.contains("a.json") == (before.contains(.json) && !after.contains(.json)))
    #expect(built.removed.contains("a.html") == (before.contains(.html) && !after.contains(.html)))
  }

  /// A block that names a solution in a form that is none is left out all the same.
  @Test(arguments: [
    "#| solution: yes", "#| solution: True", "#| solution: \"true\"", "#|\tsolution: true", "# | solution: true",
    "y = 1\n#| solution: true",
  ])
  func failsClosed(_ option: String) throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n```nn\n\(option)\nx = 77123\nx\n```\n"])
    var request = course.request(formats: [.html, .md, .json])
    request.solutions = false
    let built = buildCourse(request)
    #expect(leaks(course) == [])
    #expect(!built.diagnostics.isEmpty && built.diagnostics[0].range.start.line >= 4)
    try course.write("lessons/a.md", "# A\n\n```{nn solution=true}\nx = 77123\nx\n```\n")
    #expect(!buildCourse(request).diagnostics.isEmpty)
    #expect(leaks(course) == [])
  }

  @Test func openByItsOption() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n```nn\n#| solution: false\nx = 77123\nx\n```\n"])
    var request = course.request()
    request.solutions = false
    #expect(buildCourse(request).diagnostics.isEmpty && !leaks(course).isEmpty)
  }

  @Test func onePageAlone() throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson])
    var whole = course.request(formats: [.html])
    whole.selfContained = true
    _ = buildCourse(whole)
    var request = course.request(formats: [.md])
    request.solutions = false
    #expect(buildCourse(request).removed.first == "a.html" && leaks(course) == [])
  }

  /// A file of the author's of such a name stays, and so does what a build with solutions does not write.
  @Test func whatStays() throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson])
    try course.write("output/a.json", "{\"mine\": 1}")
    var request = course.request(formats: [.md])
    request.solutions = false
    #expect(buildCourse(request).removed == [])
    #expect(try course.text("output/a.json") == "{\"mine\": 1}")
    _ = course.build(formats: [.html])
    #expect(course.build(formats: [.md]).removed == [])
    #expect(course.exists("output/a.html"))
  }

  @Test func renamed() throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson])
    _ = course.build(formats: [.json])
    try FileManager.default.moveItem(atPath: course.path("lessons/a.md"), toPath: course.path("lessons/b.md"))
    var request = course.request(formats: [.html])
    request.solutions = false
    #expect(buildCourse(request).removed == ["a.json"])
  }

  @Test func anotherCourse() throws {
    let course = try TemporaryCourse([
      "one/x.md": "# X\n", "one/same.md": "# S\n", "two/y.md": "# Y\n", "two/same.md": "# T\n",
    ])
    #expect(course.build(["one"]).diagnostics.isEmpty)
    let before = course.files("output")
    let other = course.build(["two"])
    #expect(other.diagnostics.map(\.id) == [.outputCollision] && other.written == [] && other.removed == [])
    #expect(other.diagnostics[0].range.file.path == course.path("output/x.md"))
    #expect(course.files("output") == before)
    #expect(cleanReports([course.path("two")], outputDirectory: course.path("output")) == [])
    // One's own lessons that are gone are removed all the same.
    try FileManager.default.removeItem(atPath: course.path("one/x.md"))
    #expect(course.build(["one"]).removed == ["x.md", "x.html", "x.values.json"])
    // A folder without anything of another course is taken over.
    #expect(course.build(["two/same.md"]).diagnostics.isEmpty)
  }

  @Test func movedTogether() throws {
    let course = try TemporaryCourse(["a/lessons/x.md": "# X\n", "a/lessons/y.md": "# Y\n"])
    _ = course.build(["a/lessons"], output: "a/output")
    let mark = try course.text("a/output/\(FolderMark.name)")
    try FileManager.default.moveItem(atPath: course.path("a"), toPath: course.path("b"))
    try FileManager.default.removeItem(atPath: course.path("b/lessons/y.md"))
    let built = course.build(["b/lessons"], output: "b/output")
    #expect(built.diagnostics.isEmpty && built.removed == ["y.md", "y.html", "y.values.json"])
    #expect(try course.text("b/output/\(FolderMark.name)") == mark)
  }
}
