import Foundation
import Testing

/// `lessons check --junit FILE --sarif FILE`: reports beside what is printed.
struct ReportFileTests {
  private func course() throws -> TemporaryCourse {
    try TemporaryCourse(["lessons/good.md": "# Good\n", "lessons/bad.md": "# Bad\n\n`{nn} 1 + y`\n"])
  }

  @Test func oneRunThreeForms() throws {
    let course = try course()
    let run = try Program.run(
      ["check", "--no-reports", "--output-format", "github", "--junit", "reports/j.xml", "--sarif", "s.sarif"],
      in: course)
    #expect(run.code == 1 && run.errors.isEmpty)
    #expect(run.output.hasPrefix("::error file=lessons/bad.md,line=3,"))
    let junit = try course.text("reports/j.xml")
    #expect(junit.contains("name=\"3:11 NN-unknown-name\"") && junit.contains("name=\"lessons/good.md\""))
    let sarif = try JSONSerialization.jsonObject(with: Data(try course.text("s.sarif").utf8)) as? [String: Any]
    let runs = try #require(sarif?["runs"] as? [[String: Any]])
    let results = try #require(runs[0]["results"] as? [[String: Any]])
    #expect(results.map { $0["ruleId"] as? String } == ["NN-unknown-name"])
    // Nothing that is only written on the way stays.
    #expect(
      Set(course.files(".").keys.filter { !$0.hasPrefix("lessons/") && !$0.hasPrefix(".lessons-cache") }) == [
        "reports/j.xml", "s.sarif",
      ])
  }

  @Test func aCleanCourse() throws {
    let course = try TemporaryCourse(["lessons/good.md": "# Good\n"])
    let run = try Program.run(["check", "--no-reports", "--junit", "j.xml", "--strict"], in: course)
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(try course.text("j.xml").contains("name=\"nothing wrong\""))
  }

  /// A file is replaced, and nothing else is: no folder, no device, no link.
  @Test(arguments: ["lessons", "/dev/null", "link.xml", "lessons/good.md/j.xml"]) func whatIsNoFile(path: String) throws
  {
    let course = try TemporaryCourse(["lessons/good.md": "# Good\n", "mine.xml": "mine"])
    try FileManager.default.createSymbolicLink(atPath: course.path("link.xml"), withDestinationPath: "mine.xml")
    let run = try Program.run(["check", "--no-reports", "--junit", path], in: course)
    #expect(run.code == 1)
    #expect(run.errors.contains("error[NN-cannot-write]: cannot write `\(path)`: "), "\(run.errors)")
    #expect(try course.text("mine.xml") == "mine")
    #expect(FileManager.default.fileExists(atPath: "/dev/null"))
  }
}
