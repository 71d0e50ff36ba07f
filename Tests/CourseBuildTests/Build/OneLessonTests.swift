import SourceText
import Testing

@testable import CourseBuild

/// One lesson, or a folder of them, is built and checked as within the whole course.
struct OneLessonTests {
  private static let files = [
    "lessons/first.md": "# First\n\nSee [second](sub/second.md#more).\n\n```nn\nx = 2\nx\n```\n",
    "lessons/sub/second.md": "# Second\n\n## More\n", "lessons/sub/third.md": "# Third\n",
  ]

  /// With a `course.yml`, and in a folder called `lessons` without one.
  @Test(arguments: [false, true]) func asWithinTheWhole(hasCourseFile: Bool) throws {
    let course = try TemporaryCourse(Self.files)
    if hasCourseFile { try course.write("lessons/course.yml", "title: C\n") }
    #expect(course.build().diagnostics.isEmpty)
    let whole = course.files("output")
    for path in ["lessons/first.md", "lessons/sub", "lessons/sub/third.md"] {
      let checked = checkCourse(course.request([path]))
      #expect(checked.diagnostics.isEmpty && checked.comparedCount > 0, "\(checked.diagnostics.map(\.message))")
      let built = course.build([path])
      #expect(built.diagnostics.isEmpty && built.written.isEmpty && built.removed.isEmpty, "\(built.written)")
      #expect(course.files("output") == whole, "\(path)")
    }
    #expect(checkCourse(course.request()).diagnostics.isEmpty)
  }

  /// In any other folder a lesson is a page by itself, and no file beside it is read.
  @Test func amongOtherFiles() throws {
    let course = try TemporaryCourse(["notes/a.md": "# A\n", "notes/b.md": "# B\n"])
    #expect(course.build(["notes/a.md"]).written.sorted() == ["a.html", "a.md", "a.values.json", "assets/lessons.css"])
    #expect(try !course.text("output/a.html").contains("class=\"home\""))
  }
}
