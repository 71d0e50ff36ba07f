import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// A checkout whose lines end in `\r\n`, as git writes them on Windows, is the same course.
struct LineEndsTests {
  private static let files = [
    "lessons/course.yml": "title: C\n",
    "lessons/a.md": """
    ---
    title: A
    ---

    Text `{nn} 1 + 1`.

    ```nn
    #| label: fig-a
    #| fig-cap: 'A caption.'
    x = 2

    f = x^2 # square
    graph(f)
    plot([1, 2, 3])
    print("two",
      f)
    ```

    > ```nn
    > d = csv("d.csv")
    > sum(d)
    > ```

    [Data](d.csv), and `{nn} f +
    1`.

    ```nn
    \((1...400).map { "y\($0) = \($0)" }.joined(separator: "\n"))
    ```
    """,
    "lessons/d.csv": "a,b\n1,2\n3,4\n",
  ]

  private static func onWindows(_ text: String) -> String { text.replacing("\n", with: "\r\n") }

  @Test func aWholeCourse() throws {
    let course = try TemporaryCourse(Self.files)
    let built = course.build()
    #expect(built.diagnostics.isEmpty, "\(built.diagnostics.map(\.message))")
    let values = try course.text("output/a.values.json")
    for (path, text) in Self.files { try course.write(path, Self.onWindows(text)) }
    func check(sourceLocation: SourceLocation = #_sourceLocation) {
      let checked = checkCourse(course.request())
      #expect(
        checked.diagnostics.isEmpty && checked.difference.isEmpty, "\(checked.diagnostics.map(\.message))",
        sourceLocation: sourceLocation)
      #expect(checked.comparedCount == 1, sourceLocation: sourceLocation)
    }
    // The lessons alone, and the reports with them.
    check()
    for (path, data) in course.files("output") where !path.hasSuffix(".png") && !path.hasPrefix("assets/") {
      try course.write("output/" + path, Self.onWindows(String(decoding: data, as: UTF8.self)))
    }
    check()
    #expect(course.build().diagnostics.isEmpty)
    #expect(try course.text("output/a.values.json") == values)
  }

  /// A program that says something else has another hash, whatever its line ends.
  @Test func anotherProgram() throws {
    let course = try TemporaryCourse(Self.files)
    func program() throws -> Substring? {
      _ = course.build()
      return try course.text("output/a.values.json").firstMatch(of: /"program": *("[^"]*"|\d+)/)?.1
    }
    let first = try #require(try program())
    try course.write(
      "lessons/a.md", Self.onWindows(Self.files["lessons/a.md"]?.replacing("x = 2", with: "x = 3") ?? ""))
    #expect(try program() != first)
    try course.write("lessons/a.md", Self.onWindows(Self.files["lessons/a.md"] ?? ""))
    #expect(try program() == first)
    try course.write("lessons/d.csv", "a,b\r\n1,2\r\n3,5\r\n")
    #expect(try program() != first)
  }

  /// A run that is kept for one of the two fits the other, with its places.
  @Test func oneCache() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n```nn\nx = 2\nexpect x == 3\n```\n"])
    var request = course.request()
    request.usesCache = true
    let first = buildCourse(request).diagnostics
    try course.write("lessons/a.md", Self.onWindows("# A\n\n```nn\nx = 2\nexpect x == 3\n```\n"))
    let second = buildCourse(request).diagnostics
    #expect(first.map { $0.range.start.line } == [5] && second.map { $0.range.start.line } == [5])
    #expect(first.map { $0.range.start.column } == second.map { $0.range.start.column })
    #expect(first.map(\.message) == second.map(\.message))
  }
}
