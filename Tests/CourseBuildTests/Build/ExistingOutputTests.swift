import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Builds and checks over what earlier ones have left, and over what is the author's own.
struct ExistingOutputTests {
  private static let lesson = "# A\n\n```nn\n#| label: fig-a\nx = 2\nf = x^2\ngraph(f)\nplot([1, 2, 3])\n```\n"

  private func built(_ files: [String: String] = ["lessons/a.md": lesson]) throws -> TemporaryCourse {
    let course = try TemporaryCourse(files)
    #expect(!course.build().hasFaults)
    return course
  }

  /// A build that finds no room leaves every report of the one before as it was, and nothing beside it.
  @Test(arguments: [1, 4, 8]) func aDiskThatTakesNoMore(blocks: Int) throws {
    let long = String(repeating: "A line of prose that is long enough.\n\n", count: 400)
    let course = try built(["lessons/a.md": "# A\n\n" + long, "lessons/b.md": "# B\n\n" + long])
    let before = course.files("output")
    try course.write("lessons/a.md", "# A, again\n\n" + long)
    try course.write("lessons/b.md", "# B, again\n\n" + long)
    try course.write("lessons/c.md", "# C\n\n" + long)
    let result = try Program.run(in: course, shell: "ulimit -f \(blocks); exec \"$0\" build")
    #expect(result.code == 1)
    #expect(result.errors.contains("NN-cannot-write") && result.errors.contains("nothing was written"))
    #expect(course.files("output") == before)
  }

  /// Files whose names look like those that a writer might take for its own.
  @Test func filesOfTheAuthorsAreLeftAlone() throws {
    let course = try built()
    let own = [
      "output/a/own.csv": "x,y\n1,2\n", "output/a/own.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
      "output/a.md.new": "n", "output/a.md.tmp": "t", "output/a.html~": "h", "output/own.md": "# Own\n",
      "output/a/fig-a.csv.bak": "b",
    ]
    for (path, text) in own { try course.write(path, text) }
    try course.write("lessons/a.md", Self.lesson.replacing("fig-a", with: "fig-b"))
    let result = course.build()
    #expect(!result.removed.isEmpty)
    for path in result.removed { #expect(path.hasPrefix("a/fig-a"), "\(path)") }
    for (path, text) in own { #expect(try course.text(path) == text, "\(path)") }
    #expect(checkCourse(course.request()).diagnostics.isEmpty)
  }

  @Test func anUnchangedOutputIsNotWritten() throws {
    let course = try built()
    let path = course.path("output/a.html")
    let old = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
    let again = course.build()
    #expect(again.written.isEmpty && again.removed.isEmpty)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == old)
    try course.write("output/a.html", "mine")
    #expect(course.build().written == ["a.html"])
  }

  /// Each of the files that are committed, deleted or changed in a byte.
  @Test func aCheckMissesWhatIsMissing() throws {
    let course = try built()
    let files = course.files("output").keys.filter {
      !$0.hasSuffix(".html") && !$0.hasPrefix("assets/") && $0 != FolderMark.name
    }.sorted()
    #expect(
      files.contains("a.md") && files.contains { $0.hasSuffix(".svg") } && files.contains { $0.hasSuffix(".csv") })
    for file in files {
      let bytes = try #require(course.files("output")[file])
      try FileManager.default.removeItem(atPath: course.path("output/\(file)"))
      try checkDrift(course, file, "is missing")
      try course.write("output/\(file)", bytes + Data("x".utf8))
      try checkDrift(course, file, nil)
      try course.write("output/\(file)", bytes)
    }
    let clean = try Program.run(["check"], in: course)
    #expect(clean.code == 0 && clean.output == "1 lesson checked, nothing wrong\n", "\(clean.errors)")
  }

  private func checkDrift(_ course: TemporaryCourse, _ file: String, _ words: String?) throws {
    let result = try Program.run(["check"], in: course)
    #expect(result.code == 1, "\(file)")
    #expect(result.errors.contains("error[NN-drifted-report]"), "\(file): \(result.errors)")
    #expect(result.errors.contains("output/\(file)"), "\(file): \(result.errors)")
    if let words { #expect(result.errors.contains(words), "\(file): \(result.errors)") }
    #expect(!result.output.contains("nothing wrong"))
  }

  /// A warning alone: a check passes, and with `--strict` it does not.
  @Test func strictChecks() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n| a |\n|---|\n| b | c |\n"])
    let lax = try Program.run(["check", "--no-reports"], in: course)
    #expect(lax.code == 0 && lax.errors.contains("warning[NN-table-row]"), "\(lax.errors)")
    #expect(lax.output == "1 lesson checked, nothing wrong; no reports compared\n")
    let strict = try Program.run(["check", "--no-reports", "--strict"], in: course)
    #expect(strict.code == 1 && strict.output.isEmpty && strict.errors.hasSuffix("1 warning\n"))
    try course.write("lessons/a.md", "# A\n")
    #expect(try Program.run(["check", "--no-reports", "--strict"], in: course).code == 0)
  }

  @Test func anUpdateLeavesFaultyReportsAlone() throws {
    let course = try built(["lessons/a.md": "# A\n\n`{nn} 1 + 1`\n"])
    try course.write("lessons/a.md", "# A\n\n`{nn} 1 + 2`\n\n`{nn} y`\n")
    let before = course.files("output")
    #expect(try Program.run(["check", "--update"], in: course).code == 1)
    #expect(course.files("output") == before)
  }

  /// Three lines around a change, with the numbers that `patch` wants.
  @Test func differencesCanBeApplied() throws {
    let lines = (1...12).map { "Line \($0) of the text.\n\n" }.joined()
    let course = try built(["lessons/a.md": "# A\n\n\(lines)It is `{nn} 0.5 + 0.25` now.\n\n\(lines)"])
    try course.write("lessons/a.md", "# A\n\nNew.\n\n\(lines)It is `{nn} 0.5 + 0.125` now.\n\n\(lines)")
    let difference = try Program.run(["check", "--diff"], in: course).output
    #expect(difference.contains("@@ -1,5 +1,7 @@\n # A\n \n+New.\n+\n Line 1 of the text.\n"), "\(difference)")
    #expect(
      difference.contains(
        "@@ -24,7 +26,7 @@\n \n Line 12 of the text.\n \n-It is 0.75 now.\n+It is 0.625 now.\n \n Line 1 of the text.\n \n"
      ),
      "\(difference)")
  }
}
