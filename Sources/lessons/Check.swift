import ArgumentParser
import CourseBuild
import SourceText

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs lessons and writes nothing: says what is wrong.",
    discussion: """
      Faults, claims (expect), gradient checks, links, formulas, and whether the committed reports still say what the \
      lessons give: each value that moved is named once, where it is computed.

      EXAMPLES:
        lessons check
        lessons check --diff                      show how reports differ
        lessons check --update                    write Markdown reports anew where they differ
        lessons check --update lessons/en/01.md   those of one lesson
        lessons check --output-format github      annotations in a workflow
        lessons check --output-format github --junit report.xml --sarif report.sarif
        lessons check --timings                   which lesson takes how long, and with what
      """)

  @OptionGroup var course: CourseArguments

  @Flag(help: "Show how the reports differ from what the lessons give now.")
  var diff = false

  @Flag(help: "Write the Markdown reports anew where they differ, if no lesson has faults.")
  var update = false

  @Flag(help: "Warnings count as faults.")
  var strict = false

  @Option(help: "full, concise, json, github, junit or sarif; all but the first two go to standard output.")
  var outputFormat = DiagnosticFormat.full

  @Option(help: "A JUnit report into this file as well.", completion: .file())
  var junit: String?

  @Option(help: "A SARIF report into this file as well.", completion: .file())
  var sarif: String?

  func run() throws {
    let progress = ProgressLine()
    var result = checkCourse(course.request(progress: progress), updates: update)
    progress?.clear()
    for (path, format) in [(junit, DiagnosticFormat.junit), (sarif, .sarif)] {
      guard let path else { continue }
      let text = format.write(result.diagnostics, files: result.lessons)
      if let fault = writeFile(path, text) { result.diagnostics.append(fault) }
    }
    switch outputFormat {
    case .full, .concise:
      outputFormat.print(result.diagnostics)
      if diff { try Terminal.write(result.difference) }
    case .json, .github, .junit, .sarif:
      try Terminal.write(outputFormat.write(result.diagnostics, files: result.lessons))
      // Standard output is for a program, which reads one form.
      if diff { Terminal.tell(result.difference) }
    }
    if result.isUpdateRefused {
      Terminal.tell("nothing was updated: mend the lessons' faults first\n")
    }
    for path in result.updated { Terminal.tell("updated \(path.printable)\n") }
    let isBad = result.hasFaults || strict && !result.diagnostics.isEmpty
    if outputFormat == .full, !isBad, !result.lessons.isEmpty {
      let count = result.lessons.count
      let reports = result.comparedCount == 0 ? "; no reports in \(course.output) to compare" : ""
      try Terminal.write("\(count) lesson\(count == 1 ? "" : "s") checked, nothing wrong\(reports)\n")
    }
    course.report(result.timings)
    if isBad { throw ExitCode(1) }
  }
}

extension DiagnosticFormat: ExpressibleByArgument {}
