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
        lessons check --fix                       do what its notes offer: bind numbers to what they state
        lessons check --fix --diff                show what that would change in the lessons
        lessons check --no-reports                of a course that keeps no reports
        lessons check --numbers                   which numbers in the text have nothing behind them
        lessons check --output-format github      annotations in a workflow
        lessons check --output-format github --junit report.xml --sarif report.sarif
        lessons check --timings                   which lesson takes how long, and with what
      """)

  @OptionGroup var course: CourseArguments

  @Flag(help: "Show how the reports differ from what the lessons give now.")
  var diff = false

  @Flag(help: "Write the Markdown reports anew where they differ, if no lesson has faults.")
  var update = false

  @Flag(help: "No reports are kept, so none are compared.")
  var noReports = false

  @Flag(help: "Apply the edits that notes offer to the lessons; with --diff, only show them.")
  var fix = false

  @Flag(help: "Count the numbers in each lesson's text by what stands behind them, and list those with nothing.")
  var numbers = false

  @Flag(help: "Warnings and notes count as faults.")
  var strict = false

  @Option(help: "full, concise, json, github, junit or sarif; all but the first two go to standard output.")
  var outputFormat = DiagnosticFormat.full

  @Option(help: "A JUnit report into this file as well.", completion: .file())
  var junit: String?

  @Option(help: "A SARIF report into this file as well.", completion: .file())
  var sarif: String?

  func validate() throws {
    if noReports, update || course.outputDir != nil {
      throw ValidationError("--no-reports is of a course without reports: nothing is compared or updated.")
    }
    if fix, update { throw ValidationError("--fix changes lessons and --update reports: one after the other.") }
    let isForPrograms = outputFormat != .full && outputFormat != .concise && outputFormat != .json
    if numbers, isForPrograms { throw ValidationError("--numbers is written as text or json.") }
  }

  func run() throws {
    let progress = ProgressLine()
    var request = course.request(progress: progress)
    request.comparesReports = !noReports
    request.requiresOutput = !noReports
    var result = checkCourse(
      request, updates: update, fixes: fix ? (diff ? .show : .apply) : .none)
    progress?.clear()
    for (path, format) in [(junit, DiagnosticFormat.junit), (sarif, .sarif)] {
      guard let path else { continue }
      let text = format.write(result.diagnostics, files: result.lessons)
      if let fault = writeFile(path, text) { result.diagnostics.append(fault) }
    }
    switch outputFormat {
    case .full, .concise:
      outputFormat.print(result.diagnostics)
      if diff { try Terminal.write(result.fixes?.difference ?? result.difference) }
      if numbers { try Terminal.write(NumberCensus.text(result.numbers)) }
    case .json where numbers:
      DiagnosticFormat.concise.print(result.diagnostics)
      try Terminal.write(NumberCensus.json(result.numbers))
    case .json, .github, .junit, .sarif:
      try Terminal.write(outputFormat.write(result.diagnostics, files: result.lessons))
      // Standard output is for a program, which reads one form.
      if diff { Terminal.tell(result.fixes?.difference ?? result.difference) }
    }
    if let fixes = result.fixes, !diff { Terminal.tell(fixes.text) }
    if result.isUpdateRefused {
      Terminal.tell("nothing was updated: mend the lessons' faults first\n")
    }
    for path in result.updated { Terminal.tell("updated \(path.printable)\n") }
    let isBad = result.hasFaults || strict && !result.diagnostics.isEmpty
    if outputFormat == .full, !isBad, !result.lessons.isEmpty {
      let count = result.lessons.count
      let reports = noReports ? "; no reports compared" : ""
      try Terminal.write("\(count) lesson\(count == 1 ? "" : "s") checked, nothing wrong\(reports)\n")
    }
    course.report(result.timings)
    if isBad { throw ExitCode(1) }
  }
}

extension DiagnosticFormat: ExpressibleByArgument {}
