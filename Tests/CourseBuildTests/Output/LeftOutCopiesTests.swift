import SourceText
import Testing

@testable import CourseBuild

/// Files that only solutions show, in an output folder that an earlier build wrote with them.
struct LeftOutCopiesTests {
  private static let lesson = """
    # A

    ![Open](open.svg)

    ::: {.solution}
    [Data](data/zq.csv) and ![Picture](zq.svg) and ![Again](open.svg)
    :::
    """
  private static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"

  private func course() throws -> TemporaryCourse {
    let course = try TemporaryCourse([
      "lessons/a.md": Self.lesson, "lessons/open.svg": Self.svg, "lessons/zq.svg": Self.svg,
      "lessons/data/zq.csv": "x\n1\n",
    ])
    #expect(course.build().diagnostics.isEmpty)
    return course
  }

  private func students(_ course: TemporaryCourse) -> BuildRequest {
    var request = course.request()
    request.solutions = false
    return request
  }

  @Test(arguments: [false, true]) func removed(cached: Bool) throws {
    let course = try course()
    var request = students(course)
    request.usesCache = cached
    let told = checkCourse(request).diagnostics.filter { $0.message.contains("only solutions") }
    #expect(told.map(\.severity) == [.error, .error])
    #expect(told.map(\.range.file.path) == [course.path("lessons/data/zq.csv"), course.path("lessons/zq.svg")])
    let built = buildCourse(request)
    #expect(built.removed == ["data/zq.csv", "zq.svg"] && built.diagnostics.isEmpty)
    #expect(!course.exists("output/zq.svg") && course.exists("output/open.svg") && course.exists("lessons/zq.svg"))
    // Once more, where the page comes from the cache.
    try course.write("output/zq.svg", Self.svg)
    #expect(buildCourse(request).removed == ["zq.svg"])
    #expect(checkCourse(request).diagnostics.isEmpty)
  }

  /// What is not a copy of the course's file may be anybody's.
  @Test func kept() throws {
    let course = try course()
    try course.write("output/zq.svg", "mine")
    let built = buildCourse(students(course))
    #expect(built.removed == ["data/zq.csv"] && built.diagnostics.map(\.severity) == [.warning])
    #expect(built.diagnostics[0].message.contains("zq.svg` stands where a copy of a file would"))
    #expect(try course.text("output/zq.svg") == "mine")
  }

  /// Another lesson shows it to everybody.
  @Test func shownElsewhere() throws {
    let course = try course()
    try course.write("lessons/b.md", "# B\n\n![Picture](zq.svg)\n")
    #expect(buildCourse(students(course)).removed == ["data/zq.csv"])
    #expect(course.exists("output/zq.svg"))
  }
}
