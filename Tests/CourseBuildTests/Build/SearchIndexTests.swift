import Foundation
import Testing

@testable import CourseBuild
@testable import Reporting

/// The index of the search beside the pages of a course.
struct SearchIndexTests {
  private static let files = [
    "lessons/course.yml": "languages: [en, ko]\norder: [b, a]\n",
    "lessons/en/a.md":
      "# First\n\nSome words.\n\n## A part\n\n```nn\nrate = 2\n```\n\n::: {.exercise}\nAsk.\n\n::: {.solution}\nThe hidden answer.\n:::\n:::\n",
    "lessons/en/b.md": "# Second\n\nOther words.\n", "lessons/ko/a.md": "# 첫째\n\n낱말.\n",
    "lessons/en/c.md": "---\ndraft: true\n---\n\n# Not yet\n",
  ]

  @Test func lessonsStandInTheCoursesOrder() throws {
    let course = try TemporaryCourse(Self.files)
    #expect(!course.build().hasFaults)
    let english = try course.text("output/assets/search-en.js")
    #expect(
      english.hasPrefix(#"lessons.index("en",[["Second", "en/b", [["", "", "Other words.", ""]]], ["First", "en/a", "#))
    #expect(english.contains(#"["A part", "a-part", "Exercise"#) || english.contains(#"["A part", "a-part", "#))
    #expect(english.contains("rate") && !english.contains("Not yet") && !english.contains("낱말"))
    #expect(
      try course.text("output/assets/search-ko.js")
        == "lessons.index(\"ko\",[[\"첫째\", \"ko/a\", [[\"\", \"\", \"낱말.\", \"\"]]]])\n")
    #expect(try course.text("output/en/a.html").contains("data-root=\"../\" data-indexes=\"en\""))
    #expect(try course.text("output/index.html").contains("data-root=\"\" data-indexes=\"en ko\""))
  }

  /// Answers are in no index; those that students do not get are in no other file either.
  @Test(arguments: [true, false]) func solutionsAreNotFound(solutions: Bool) throws {
    let course = try TemporaryCourse(Self.files)
    var request = course.request()
    request.solutions = solutions
    _ = buildCourse(request)
    let index = try course.text("output/assets/search-en.js")
    #expect(index.contains("Ask.") && !index.contains("hidden answer"))
  }

  /// The same bytes, with pages from the cache and without.
  @Test func pagesFromTheCacheAreFound() throws {
    let course = try TemporaryCourse(Self.files)
    var request = course.request()
    request.usesCache = true
    request.engineVersion = [1]
    _ = buildCourse(request)
    let before = try course.text("output/assets/search-en.js")
    _ = buildCourse(request)
    #expect(try course.text("output/assets/search-en.js") == before)
    try course.write("lessons/en/b.md", "# Second\n\nChanged words.\n")
    _ = buildCourse(request)
    let after = try course.text("output/assets/search-en.js")
    #expect(after == before.replacing("Other", with: "Changed"))
  }

  /// A build of some lessons knows no others, and leaves the index as it is.
  @Test func someLessonsWriteNone() throws {
    let course = try TemporaryCourse(Self.files)
    _ = course.build(["lessons/en/a.md"])
    #expect(!course.exists("output/assets/search-en.js"))
  }
}
