import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Values that moved since the reports were written: each named once, at its source.
struct ValueDriftTests {
  private static let lesson = """
    # A

    ```nn
    #| label: cell
    x = 2
    f = 3 * x
    f
    g = x^2 + 0.25
    g
    ```

    It is `{nn} f` and `{nn} f / 8:.1f`.
    """

  private static func textDrift(_ line: Int) -> String {
    "lessons/a.md:1:1 error NN-drifted-report: the text of `output/a.md` is older than its lesson, from line \(line) on; "
      + "no number that is shown moved"
  }

  private func built(_ files: [String: String] = ["lessons/a.md": lesson]) throws -> TemporaryCourse {
    let course = try TemporaryCourse(files)
    let result = course.build()
    #expect(!result.hasFaults && result.changes.isEmpty, "\(result.diagnostics)")
    return course
  }

  /// `lessons/a.md:7:1 error class: message`
  private func drifts(_ course: TemporaryCourse, _ request: BuildRequest? = nil) -> [String] {
    checkCourse(request ?? course.request()).diagnostics.map { diagnostic in
      let start = diagnostic.range.startInCharacters
      let path = diagnostic.range.file.path.replacing(course.path("") + "/", with: "")
        .replacing(course.path(""), with: "")
      let kind: String = if case .text(let text)? = detail(diagnostic, "class") { text } else { diagnostic.id.rawValue }
      return "\(path):\(start.line):\(start.column) \(diagnostic.severity) \(kind): \(diagnostic.message)"
    }
  }

  private func detail(_ diagnostic: Diagnostic, _ name: String) -> Diagnostic.Detail.Value? {
    diagnostic.details.first { $0.name == name }?.value
  }

  /// What an edit of the lesson makes of its values.
  @Test(
    arguments: [
      ("x = 2", "x = 2", []),
      (
        "f = 3 * x", "f = -3 * x",
        [
          "lessons/a.md:7:1 error sign: `f` was 6 and is −6", "lessons/a.md:12:7 error sign: `f` was 6 and is −6",
          "lessons/a.md:12:20 error sign: `f / 8:.1f` was 0.8 and is −0.8",
        ]
      ),
      (
        "f = 3 * x", "f = 300 * x",
        [
          "lessons/a.md:7:1 error magnitude: `f` was 6 and is 600",
          "lessons/a.md:12:7 error magnitude: `f` was 6 and is 600",
          "lessons/a.md:12:20 error magnitude: `f / 8:.1f` was 0.8 and is 75.0",
        ]
      ),
      (
        "0.25", "0.25000001",
        [
          textDrift(7),
          "lessons/a.md:9:1 warning unseen: `g` was 4.25 and is 4.25000001; no digit that is shown has changed",
        ]
      ),
      ("0.25", "0.26", ["lessons/a.md:9:1 error digits: `g` was 4.25 and is 4.26"]),
      (
        "f = 3 * x\nf\n", "f = 3 * x\nf\nf\n",
        ["lessons/a.md:8:1 error appeared: `f` is not in the report yet: 6"]
      ),
      ("0.25\ng\n", "0.25\n", ["lessons/a.md:7:1 error gone: `g` stands in the report and is gone: 4.25"]),
      (
        "0.25\ng\n", "0.25\n[g, g]\n",
        ["lessons/a.md:9:1 error shape: `[g, g]` is another: 4.25 → value of 3 numbers"]
      ),
      (
        "It is", "It was",
        [textDrift(16)]
      ),
      // What is echoed moves as well, and is no second fault.
      (
        "x = 2", "x = 2.5",
        [
          "lessons/a.md:7:1 error digits: `f` was 6 and is 7.5",
          "lessons/a.md:9:1 error digits: `g` was 4.25 and is 6.5",
          "lessons/a.md:12:7 error digits: `f` was 6 and is 7.5",
          "lessons/a.md:12:20 error digits: `f / 8:.1f` was 0.8 and is 0.9",
        ]
      ),
    ] as [(String, String, [String])])
  func edits(old: String, new: String, expected: [String]) throws {
    let course = try built()
    let edited = Self.lesson.replacing(old, with: new)
    try course.write("lessons/a.md", edited)
    #expect(drifts(course).map { $0.replacing(course.path("output"), with: "output") } == expected)
    let isClean = expected.allSatisfy { $0.contains(" warning ") }
    #expect(checkCourse(course.request()).hasFaults == !isClean)
    // An update takes over what there is, and a build names it.
    let update = checkCourse(course.request(), updates: true)
    #expect(!update.hasFaults && update.updated.isEmpty == (edited == Self.lesson), "\(update.diagnostics)")
    #expect(drifts(course).isEmpty)
    #expect(course.build().changes.isEmpty)
  }

  @Test func details() throws {
    let course = try built()
    try course.write("lessons/a.md", Self.lesson.replacing("3 * x", with: "3.5 * x"))
    let first = try #require(checkCourse(course.request()).diagnostics.first)
    #expect(detail(first, "old") == .number(6) && detail(first, "new") == .number(7))
    #expect(detail(first, "abs") == .number(1) && detail(first, "rel") == .number(1 / 7))
    #expect(detail(first, "units") == .number(1) && detail(first, "expression") == .text("f"))
    #expect(detail(first, "cell") == .text("cell") && detail(first, "cause") == .text("lesson"))
    #expect(first.hint?.contains("by 1 (14.3 %), 1 unit of the last digit") == true, "\(first.hint ?? "")")
  }

  /// A translation that takes its blocks from here shows the same values: one origin, two reports.
  @Test func aBlockThatIsTakenElsewhereCountsOnce() throws {
    let cell = "```nn\n#| label: c\nx = 3\nx^2\n```\n"
    let taken = "```nn\n#| from: ../en/a.md\n#| label: c\n```\n"
    let course = try built(["lessons/en/a.md": "# A\n\n" + cell, "lessons/ko/a.md": "# 가\n\n" + taken])
    try course.write("lessons/en/a.md", "# A\n\n" + cell.replacing("x = 3", with: "x = 4"))
    let found = checkCourse(course.request()).diagnostics
    #expect(found.count == 1)
    let drift = try #require(found.first)
    #expect(drift.range.file.path.hasSuffix("lessons/en/a.md") && drift.range.start.line == 6)
    #expect(drift.message == "`x^2` was 9 and is 16" && drift.hint?.contains("2 places of 2 reports") == true)
    #expect(detail(drift, "places") == .number(2))
  }

  /// The bigger of two shares decides, in the block that says so or in all.
  @Test(
    arguments: [
      ("#| tolerance: 0.01\n", "", "1.005", true), ("#| tolerance: 0.01\n", "", "1.02", false),
      ("", "execute:\n  tolerance: 0.01\n", "1.005", true), ("", "execute:\n  tolerance: 0.01\n", "0.985", false),
      ("#| tolerance: 0\n", "execute:\n  tolerance: 0.01\n", "1.005", false), ("", "", "1.005", false),
    ])
  func tolerance(option: String, courseFile: String, value: String, isWithin: Bool) throws {
    func lesson(_ value: String) -> String { "# A\n\n```nn\n#| echo: false\n\(option)x = \(value)\nx\n```\n" }
    let course = try built(["lessons/a.md": lesson("1"), "lessons/course.yml": "title: T\n" + courseFile])
    try course.write("lessons/a.md", lesson(value))
    #expect(checkCourse(course.request()).diagnostics.contains { $0.id == .driftedValue } != isWithin)
  }

  /// Numbers of charts and long arrays that are not kept one by one.
  @Test func longArrays() throws {
    func lesson(_ last: String) -> String {
      "# A\n\n```nn\n#| label: fig-p\n#| echo: false\nx = linspace(0, 1, 100)\nplot(x, x^2 * \(last))\n```\n"
    }
    let course = try built(["lessons/a.md": lesson("1")])
    for factor in ["1.0000001", "2", "-1"] {
      try course.write("lessons/a.md", lesson(factor))
      let found = checkCourse(course.request()).diagnostics
      #expect(found.map(\.id) == [.driftedValue] && found[0].severity == .error, "\(factor): \(found)")
    }
  }

  /// The same programs and other values: it was the program that changed.
  @Test func anotherEngine() throws {
    let course = try built()
    let path = "output/a.values.json"
    try course.write(path, try course.text(path).replacing("\"f\", 6]", with: "\"f\", 5]"))
    let first = try #require(checkCourse(course.request()).diagnostics.first)
    #expect(first.message == "`f` was 5 and is 6" && detail(first, "cause") == .text("engine"))
    #expect(first.hint?.contains("the lesson's programs are as before") == true)
  }

  /// Of a lesson with a fault, what the fault took away is no news of its own.
  @Test func faults() throws {
    let course = try built()
    try course.write("lessons/a.md", Self.lesson.replacing("g = x^2", with: "g = y^2"))
    #expect(checkCourse(course.request()).diagnostics.map(\.id) == [.unknownName, .unknownName, .unknownName])
    #expect(checkCourse(course.request(), updates: true).isUpdateRefused)
  }

  /// Nothing passes for want of something to compare with.
  @Test func whatIsNotThere() throws {
    let course = try built()
    var request = course.request(output: "ouptut")
    #expect(checkCourse(request).diagnostics.isEmpty && checkCourse(request).comparedCount == 0)
    #expect(checkCourse(request, updates: true).diagnostics.map(\.id) == [.driftedReport])
    request.requiresOutput = true
    #expect(checkCourse(request).diagnostics.map(\.id) == [.driftedReport])
    for damage in ["", "{", "{\"values\": 1}", "[1, 2]", "x"] {
      try course.write("output/a.values.json", damage)
      let found = checkCourse(course.request()).diagnostics
      #expect(found.map(\.id) == [.driftedReport] && found[0].message.contains("a.values.json"), "\(damage)")
    }
    try FileManager.default.removeItem(atPath: course.path("output/a.values.json"))
    #expect(drifts(course).first?.contains("a.values.json` is missing") == true)
    #expect(!checkCourse(course.request(), updates: true).hasFaults)
    #expect(drifts(course).isEmpty)
  }

  /// Comments, labels and captions are nothing that a value follows from.
  @Test(arguments: [("x = 2", "x = 2  # two"), ("#| echo: false", "#| label: l\n#| echo: false"), ("x = 2", "x  =  2")])
  func editsThatTheMachineDoesNotSee(old: String, new: String) throws {
    let lesson = "# A\n\n```nn\n#| echo: false\nx = 2\nx\n```\n"
    let course = try built(["lessons/a.md": lesson])
    let values = try course.text("output/a.values.json")
    try course.write("lessons/a.md", lesson.replacing(old, with: new))
    #expect(!checkCourse(course.request()).diagnostics.contains { $0.id == .driftedValue })
    _ = course.build()
    #expect(try course.text("output/a.values.json").split(separator: "\n")[0] == values.split(separator: "\n")[0])
  }

  /// What a solution takes out of the row of expressions moves no other one.
  @Test func expressionsBehindASolution() throws {
    let lesson = """
      # A

      ```nn
      x = 1234.5
      ```

      ::: {.solution}
      It is `{nn} 2 * x`.
      :::

      It is `{nn} 3 * x`, and [6172]{nn="5 * x" within="1"}.
      """
    let course = try TemporaryCourse(["lessons/a.md": lesson])
    var request = course.request()
    request.solutions = false
    #expect(!buildCourse(request).hasFaults)
    let text = try course.text("output/a.values.json")
    #expect(text.contains("3703.5") && text.contains("6172.5") && !text.contains("2469"))
    try course.write("lessons/a.md", lesson.replacing("1234.5", with: "1234.4"))
    #expect(
      drifts(course, request) == [
        "lessons/a.md:11:7 error digits: `3 * x` was 3703.5 and is 3703.2",
        "lessons/a.md:11:25 error digits: `5 * x` was 6172.5 and is 6172",
      ])
  }

  /// A student's build holds no value of a solution, nor of the text around it.
  @Test func solutions() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": """
      # A

      ```nn
      x = 1234.5
      ```

      ::: {.solution}
      It is `{nn} 2 * x`.[^1]

      ```nn
      3 * x
      ```
      :::

      ```nn
      #| solution: true
      4 * x
      ```

      [^1]: And `{nn} 5 * x`.
      """
    ])
    var request = course.request()
    request.solutions = false
    #expect(!buildCourse(request).hasFaults)
    let text = try course.text("output/a.values.json")
    for number in ["2469", "3703.5", "4938", "6172.5"] { #expect(!text.contains(number), "\(number)") }
    #expect(checkCourse(request).diagnostics.isEmpty)
    _ = course.build()
    for number in ["2469", "3703.5", "4938", "6172.5"] {
      #expect(try course.text("output/a.values.json").contains(number), "\(number)")
    }
  }
}
