import Reporting
import SourceText
import Testing

@testable import CourseBuild

/// What a course's files, blocks and references may become, and that `course.yml` raises it.
@Suite struct LessonBudgetTests {
  /// The faults of `lessons/a.md` with the given limits, and the course's own: `a.md 3:1 NN-lesson-budget`.
  private func check(
    _ files: [String: String], limits: String, _ expected: [String],
    _ location: Testing.SourceLocation = #_sourceLocation
  ) throws {
    var all = ["lessons/course.yml": "title: T\nlimits: {\(limits)}\n"]
    for (path, text) in files { all["lessons/\(path)"] = text }
    let course = try TemporaryCourse(all)
    let found = diagnose(course.path("lessons/a.md")).filter { $0.id != .noMathRenderer }.map { diagnostic in
      let start = diagnostic.range.start
      return "\(Path.name(diagnostic.range.file.path)) \(start.line):\(start.column) \(diagnostic.id.rawValue)"
    }
    #expect(found == expected, sourceLocation: location)
  }

  @Test func includes() throws {
    let files = ["a.md": "# A\n\n{{< include _b.md >}}\n", "_b.md": "text\n"]
    try check(files, limits: "text: 69", [])
    try check(files, limits: "text: 68", ["a.md 3:1 NN-lesson-budget"])
  }

  @Test func bibliography() throws {
    let files = [
      "a.md": "# A\n", "references.bib": "@string{s = {12345}}\n@misc{k, title = s # s, year = 2000}\n",
    ]
    try check(files, limits: "text: 10", [])
    try check(files, limits: "text: 9", ["references.bib 2:22 NN-lesson-budget"])
  }

  /// The works' titles stand for their authors' names.
  @Test func citations() throws {
    let files = ["a.md": "# A\n\n[@k]\n\nand [@k; @k]\n", "references.bib": "@misc{k, title = {0123456789}}\n"]
    try check(files, limits: "text: 30", [])
    try check(files, limits: "text: 29", ["a.md 5:10 NN-lesson-budget"])
  }

  @Test func references() throws {
    let files = ["a.md": "# 0123456789 {#sec-a}\n\n@sec-a and @sec-a\n\n- @sec-a\n"]
    try check(files, limits: "text: 30", [])
    try check(files, limits: "text: 29", ["a.md 5:3 NN-lesson-budget"])
  }

  @Test func expressions() throws {
    let files = ["a.md": "# A\n\n```nn\nt = \"0123456789\"\n```\n\n`{nn} t`, `{nn} t`\n"]
    try check(files, limits: "text: 20", [])
    try check(files, limits: "text: 19", ["a.md 7:11 NN-lesson-budget"])
  }

  @Test func blocksTakenOver() throws {
    let block = "```nn\n#| label: x\n#| from: b.md\n```\n"
    let files = ["a.md": "# A\n\n\(block)", "b.md": "# B\n\n```nn\n#| label: x\ny = 1234567890\n```\n"]
    try check(files, limits: "text: 15", [])
    try check(files, limits: "text: 14", ["a.md 5:10 NN-lesson-budget"])
  }

  @Test func tables() throws {
    let files = ["a.md": "# A\n\n| a | b |\n|---|---|\n| 1 |\n| 2 |\n"]
    try check(files, limits: "cells: 2", [])
    try check(files, limits: "cells: 1", ["a.md 3:1 NN-lesson-budget"])
  }

  @Test func formulas() throws {
    let files = ["a.md": "# A\n\nShort $x$ and\nlong $x + y + z$.\n"]
    try check(files, limits: "formula: 9", [])
    try check(files, limits: "formula: 8", ["a.md 4:7 NN-lesson-budget"])
    let long = "x" + String(repeating: " + x", count: 8000)
    try check(["a.md": "# A\n\n$$\\text{가}\(long)$$\n"], limits: "text: 1", ["a.md 3:3 NN-lesson-budget"])
  }

  /// Each lesson stays below its own limits.
  @Test(arguments: [
    // A long part, whole or in pieces; a long text; cells; formulas.
    (part: String(repeating: "word ", count: 60_000), lesson: "{{< include _p.md >}}\n"),
    (
      part: String(repeating: "word\n\n", count: 6_000),
      lesson: String(repeating: "{{< include _p.md >}}\n\n", count: 5)
    ),
    (
      part: "```nn\nt = \"\(String(repeating: "x", count: 90_000))\"\n```\n\n`{nn} t` `{nn} t`",
      lesson: "{{< include _p.md >}}\n"
    ),
    (part: "[^a]\n\n[^a]: \(String(repeating: "word ", count: 60_000))\n", lesson: "{{< include _p.md >}}\n"),
    (
      part: String(repeating: "|a", count: 300) + "|\n" + String(repeating: "|-", count: 300) + "|\n"
        + String(repeating: "|b|\n", count: 300), lesson: "{{< include _p.md >}}\n"
    ),
  ])
  func lessonsAddUp(part: String, lesson: String) throws {
    func build(_ limit: String, count: Int) throws -> (ids: [DiagnosticID], files: Int) {
      var files = ["lessons/_p.md": part, "lessons/course.yml": limit]
      for number in 0..<count { files["lessons/l\(number).md"] = lesson }
      let course = try TemporaryCourse(files)
      let result = course.build(jobs: 3)
      return (result.diagnostics.map(\.id), course.files("output").count)
    }
    let free = try build("limits: {course: 10_000_000}\n", count: 4)
    #expect(free.ids == [] && free.files > 8)
    let over = try build("limits: {course: 400_000}\n", count: 4)
    #expect(over.ids == [.lessonBudget] && over.files == 0)
    // What a lesson is long itself explains what it becomes.
    let own = try build("limits: {course: 1}\n", count: 0)
    #expect(own.ids.contains(.lessonBudget) == false)
  }

  @Test func saysWhatTheLimitIsAndHowToRaiseIt() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n$x + y$\n", "lessons/course.yml": "limits: {formula: 4}"])
    let fault = try #require(diagnose(course.path("lessons/a.md")).first { $0.id == .lessonBudget })
    #expect(fault.message == "this formula is longer than 4 bytes")
    #expect(fault.hint == "where that is meant, `course.yml` raises it: `limits: {formula: 8}`")
  }
}
