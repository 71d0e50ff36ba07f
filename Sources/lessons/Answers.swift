import ArgumentParser
import CourseBuild
import SourceText

struct Answers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the key of a course: what its fields for answers are judged by.",
    discussion: """
      CSV with a line for each field: lesson, line, exercise, number of the field in it, expression, value, tolerance, and \
      the values of the wrong answers that its author names. Lessons are run, and nothing is written.

      EXAMPLES:
        lessons answers > key.csv
        lessons answers lessons/en/02-gates.md
      """)

  @Argument(
    help: "Lessons, or folders of them. Parts (_intro.md) are no lessons.", completion: .file(extensions: ["md"]))
  var paths = ["lessons"]

  @Option(name: .shortAndLong, help: "Threads. (default: one a core)")
  var jobs: Int?

  @Flag(help: "Lessons marked `draft: true` too.")
  var drafts = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs wants a number from 1.") }
    if paths.contains("") { throw ValidationError("A path is empty.") }
  }

  func run() throws {
    let progress = ProgressLine()
    var request = BuildRequest(paths: paths, outputDirectory: "output", formats: [])
    request.jobs = jobs
    request.drafts = drafts
    request.progress = progress?.take
    let key = answerKey(request)
    progress?.clear()
    DiagnosticFormat.full.print(key.diagnostics)
    try Terminal.write(key.text)
    if key.hasFaults { throw ExitCode(1) }
  }
}
