import Foundation
import Testing

/// Standard output that does not take what it is given: told, and no success.
struct OutputFaultTests {
  private static let lesson = "# A\n\n" + String(repeating: "A line of prose.\n\n", count: 500) + "`{nn} 6 * 7`\n"
  private static let commands = [
    "render lessons/a.md", "render lessons/a.md --to md", "render lessons/a.md --to json", "build",
    "check --no-reports", "check --no-reports --output-format json",
    "check --no-reports --output-format sarif", "explain", "explain NN-not-utf8",
    "explain --reference", "--version", "--help", "help build",
  ]

  private func course() throws -> TemporaryCourse { try TemporaryCourse(["lessons/a.md": Self.lesson]) }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")), arguments: commands)
  func aFullDisk(command: String) throws {
    let result = try Program.run(in: course(), shell: "exec \"$0\" \(command) > /dev/full")
    #expect(result.code == 1, "\(command)")
    #expect(result.errors == "lessons: cannot write to standard output: No space left on device\n", "\(command)")
  }

  @Test(arguments: commands)
  func aClosedOutput(command: String) throws {
    let course = try course()
    let result = try Program.run(in: course, shell: "exec \"$0\" \(command) >&-")
    #expect(result.code == 1, "\(command)")
    #expect(result.errors == "lessons: cannot write to standard output: Bad file descriptor\n", "\(command)")
  }

  /// Half of a page arrives and then no more, as on a disk that fills up.
  @Test func halfAPage() throws {
    let course = try course()
    let result = try Program.run(in: course, shell: "ulimit -f 16; exec \"$0\" render lessons/a.md > page.html")
    #expect(result.code == 1)
    #expect(result.errors == "lessons: cannot write to standard output: File too large\n")
    let size = try course.text("page.html").utf8.count
    #expect(size > 0 && size <= 16 * 1024)
  }

  /// Quiet and by the signal, as `cat` and `git log` end.
  @Test(arguments: ["render lessons/a.md", "render lessons/a.md --to json", "explain --reference"])
  func aReaderThatGoesAway(command: String) throws {
    // The reader is gone before the first byte comes. The status of a pipe is that of its last program.
    let result = try Program.run(
      in: course(), shell: "{ sleep 0.3; \"$0\" \(command); echo $? > status; } | true; cat status")
    #expect(result.output == "141\n", "\(command)")
    #expect(result.errors.isEmpty, "\(command)")
  }

  /// Where the signal is ignored from outside, a broken pipe is a fault like any other.
  @Test func aReaderThatGoesAwayUnderAnIgnoredSignal() throws {
    let result = try Program.run(
      in: course(),
      shell: "trap '' PIPE; { sleep 0.3; \"$0\" render lessons/a.md; echo $? > status; } | true; cat status")
    #expect(result.output == "1\n")
    #expect(result.errors == "lessons: cannot write to standard output: Broken pipe\n")
  }

  /// What a build says goes nowhere; what it writes is whole.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aBuildWithoutAnOutputIsStillWritten() throws {
    let course = try course()
    #expect(try Program.run(in: course, shell: "exec \"$0\" build > /dev/full").code == 1)
    let first = course.files("output")
    #expect(try Program.run(["build"], in: course).code == 0)
    #expect(!first.isEmpty && course.files("output") == first)
  }

  /// With all three streams closed, no file takes the number of one and receives what was meant for it.
  @Test func closedStreamsAreNotTakenByFiles() throws {
    let course = try course()
    let result = try Program.run(in: course, shell: "exec \"$0\" build --timings <&- >&- 2>&-")
    #expect(result.code == 1)
    let first = course.files("output")
    #expect(try Program.run(["build"], in: course).code == 0)
    #expect(!first.isEmpty && course.files("output") == first)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func faultsAreToldBeside() throws {
    let course = try TemporaryCourse(["a.md": "# A\n\n`{nn} 1 + y`\n"])
    let result = try Program.run(in: course, shell: "exec \"$0\" render a.md > /dev/full")
    #expect(result.code == 1)
    #expect(result.errors.contains("a.md:3:11: error[NN-unknown-name]"))
    #expect(result.errors.hasSuffix("lessons: cannot write to standard output: No space left on device\n"))
  }

  /// No report, and why not; a program gets it in its own form.
  @Test(arguments: ["html", "md", "json"])
  func aLessonThatIsNoText(format: String) throws {
    let course = try TemporaryCourse()
    try course.write("a.md", Data([0x23, 0x20, 0xFF, 0x0A]))
    let result = try Program.run(["render", "a.md", "--to", format], in: course)
    #expect(result.code == 1)
    #expect(format == "json" ? result.output.contains("\"NN-not-utf8\"") : result.output.isEmpty)
    #expect(result.errors.hasPrefix("a.md:1:3: error[NN-not-utf8]: "))
  }
}
