import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// `check --fix`, and the census.
struct NumberFixTests {
  static let lesson = """
    # A

    ```nn
    y = 5 / 16
    ```

    It is 0.31, or 0.3152, 값은 **31 %**이다; 812 stays.\r
    <!-- nn: ignore -->
    Nothing here.

    """
  static let fixed = """
    # A

    ```nn
    y = 5 / 16
    ```

    It is [0.31]{nn="y"}, or [0.3125]{nn="y"}, 값은 **[31 %]{nn="y"}**이다; 812 stays.\r

    Nothing here.

    """

  /// These bytes and no others; a second run finds nothing to do.
  @Test func applies() throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson, "lessons/b.md": "# B\n\n0.31\n"])
    let result = checkCourse(course.request(), fixes: .apply)
    #expect(result.diagnostics.isEmpty)
    #expect(try course.text("lessons/a.md") == Self.fixed)
    #expect(try course.text("lessons/b.md") == "# B\n\n0.31\n")
    let fixes = try #require(result.fixes)
    #expect(fixes.changes.count == 4)
    #expect(fixes.text.contains("a.md:7:7: `0.31` is now `[0.31]{nn=\"y\"}`\n"))
    #expect(Set(course.files("lessons").keys) == ["a.md", "b.md"])
    let second = checkCourse(course.request(), fixes: .apply)
    #expect(second.diagnostics.isEmpty && second.fixes?.changes.isEmpty == true)
    #expect(try course.text("lessons/a.md") == Self.fixed)
  }

  @Test func shows() throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson])
    let result = checkCourse(course.request(), fixes: .show)
    #expect(try course.text("lessons/a.md") == Self.lesson)
    let difference = try #require(result.fixes?.difference)
    #expect(difference.contains("\n-It is 0.31, or") && difference.contains("\n+It is [0.31]{nn=\"y\"}, or"))
  }

  /// A file that is another by now is left alone.
  @Test func changedFile() throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson])
    let found = checkCourse(course.request()).diagnostics
    try course.write("lessons/a.md", Self.lesson + "More.\n")
    let applied = applyEdits(of: found, writes: true)
    #expect(applied.changes.isEmpty && applied.faults.map(\.id) == [.fileChanged])
    #expect(try course.text("lessons/a.md") == Self.lesson + "More.\n")
  }

  /// Pages and reports read as before.
  @Test func readsAsBefore() throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.lesson])
    #expect(!course.build().hasFaults)
    let before = try course.text("output/a.md")
    _ = checkCourse(course.request(), fixes: .apply)
    #expect(!course.build().hasFaults)
    #expect(try course.text("output/a.md") == before.replacing("0.3152", with: "0.3125"))
    #expect(!before.contains("nn: ignore"))
  }

  @Test func census() throws {
    let text = """
      # Of 4096 numbers

      ```nn
      y = 5 / 16
      ```

      `{nn} y`, [0.31]{nn="y"}, 5, 16, 0.5, 1986, section 3, W1, $0.25$ and $\\nn{y}$.

      <!-- nn: ignore -->
      It is 0.25. 3번째

      """
    let course = try TemporaryCourse(["lessons/a.md": text])
    let result = checkCourse(course.request())
    let census = try #require(result.numbers.first)
    let counts = Dictionary(
      uniqueKeysWithValues: NumberCensus.Kind.allCases.map { ($0.rawValue, census.count($0)) }.filter { $0.1 > 0 })
    #expect(
      counts == [
        "quoted": 2, "bound": 1, "count": 2, "year": 1, "ordinal": 2, "name": 1, "heading": 1, "bare": 1, "ignored": 1,
      ])
    let table = NumberCensus.text(result.numbers)
    #expect(table.hasPrefix("lesson"))
    #expect(table.contains("a.md:7:34: 0.5\n"), "\(table)")
    let json = try JSONSerialization.jsonObject(with: Data(NumberCensus.json(result.numbers).utf8)) as? [[String: Any]]
    #expect((json?.first?["numbers"] as? [[String: Any]])?.count == 12)
  }
}
