import SourceText
import Testing

@testable import CourseBuild

/// Copies of a solution's block by `from:` are solutions too, however the original says that it is one.
struct CopiedSolutionsTests {
  private static let original = """
    # A

    ```nn
    #| label: byoption
    #| solution: true
    secretone = 27182.25
    secretone
    ```

    Words.

    ::: {.solution}
    ```nn
    #| label: incontainer
    secrettwo = 31415.75
    secrettwo
    ```
    :::

    ```nn
    #| label: open
    shown = 16180.25
    shown
    ```
    """

  private static func copy(of labels: [String], from path: String) -> String {
    "# K\n\n" + labels.map { "```nn\n#| label: \($0)\n#| from: \(path)\n```\n\n" }.joined(separator: "Words.\n\n")
  }

  private func students(_ files: [String: String]) throws -> (course: TemporaryCourse, text: String) {
    let course = try TemporaryCourse(files.merging(["lessons/course.yml": "languages: [en, ko]\n"]) { $1 })
    var request = course.request(formats: [.html, .md, .json])
    request.solutions = false
    let built = buildCourse(request)
    #expect(built.diagnostics.isEmpty, "\(built.diagnostics.map(\.message))")
    let text = course.files("output").sorted { $0.key < $1.key }
      .map { "\($0.key)\n" + String(decoding: $0.value, as: UTF8.self) }.joined()
    return (course, text)
  }

  private func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for secret in ["secretone", "27182", "secrettwo", "31415"] {
      #expect(!text.contains(secret), "\(secret)", sourceLocation: sourceLocation)
    }
    #expect(text.contains("16180.25") || text.contains("16180.2"), sourceLocation: sourceLocation)
  }

  @Test func copies() throws {
    let labels = ["byoption", "incontainer", "open"]
    let (course, text) = try students([
      "lessons/en/a.md": Self.original, "lessons/ko/a.md": Self.copy(of: labels, from: "../en/a.md"),
    ])
    check(text)
    // With solutions they are folded, and a check finds both lessons built alike.
    #expect(course.build().diagnostics.isEmpty)
    let report = try course.text("output/ko/a.md")
    #expect(report.matches(of: /<details/).count == 2 && report.contains("secretone"))
    for solutions in [true, false] {
      var request = course.request()
      request.solutions = solutions
      request.comparesReports = false
      let found = checkCourse(request).diagnostics
      #expect(found.isEmpty, "\(found.map(\.message))")
    }
  }

  /// A copy of a copy, and one that says itself that it is no solution.
  @Test func chains() throws {
    let labels = ["byoption", "incontainer", "open"]
    let (_, text) = try students([
      "lessons/en/a.md": Self.original, "lessons/en/b.md": Self.copy(of: labels, from: "a.md"),
      "lessons/en/sub/c.md": Self.copy(of: labels, from: "../b.md").replacing(
        "#| from", with: "#| solution: false\n#| from"),
    ])
    check(text)
  }

  @Test func circles() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": Self.copy(of: ["x"], from: "b.md"), "lessons/b.md": Self.copy(of: ["x"], from: "a.md"),
      "lessons/c.md": Self.copy(of: ["x"], from: "c.md"),
    ])
    let found = course.build().diagnostics
    #expect(found.map(\.id) == [.fromNotFound, .fromNotFound, .fromNotFound])
    for fault in found {
      #expect(fault.range.start.line == 5 && fault.range.start.column == 10)
      #expect(fault.message.contains("from itself"))
    }
  }

  /// One that the translation writes itself is no copy, and is told to be no solution.
  @Test func aTranslationThatShowsIt() throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": "languages: [en, ko]\n", "lessons/en/a.md": Self.original,
      "lessons/ko/a.md": Self.original.replacing("#| solution: true\n", with: ""),
    ])
    var request = course.request()
    request.comparesReports = false
    let found = checkCourse(request).diagnostics
    #expect(found.map(\.id) == [.translationDiffers])
    #expect(found.first?.message == "`.solution` of `\(course.path("lessons/en/a.md"))` is not here")
  }
}
