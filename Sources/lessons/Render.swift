import ArgumentParser
import CourseBuild
import SourceText

struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes one lesson's report to standard output.",
    discussion: """
      A page carries its styles, fonts and images inside it.

      EXAMPLES:
        lessons render lessons/en/02-gates.md > page.html
        lessons render lessons/en/02-gates.md --to json | jq .expectations
        lessons render - --to md < draft.md
      """)

  @Argument(help: "A lesson, or - for standard input.", completion: .file(extensions: ["md"]))
  var file: String

  @Option(help: "html, md or json.")
  var to = BuildRequest.Format.html

  @Flag(help: "The body alone, for use inside another site.")
  var fragment = false

  @Flag(help: "Leave out exercises' solutions.")
  var noSolutions = false

  func validate() throws {
    if file.isEmpty { throw ValidationError("The path is empty.") }
    if fragment, to != .html { throw ValidationError("--fragment goes with --to html.") }
  }

  func run() throws {
    let progress = ProgressLine()
    let result = renderLesson(
      file, format: to, isFragment: fragment, solutions: !noSolutions,
      progress: progress?.take)
    progress?.clear()
    // What is wrong is told even if the report has no place to go.
    defer { DiagnosticFormat.full.print(result.diagnostics) }
    try Terminal.write(result.output)
    if result.hasFaults { throw ExitCode(1) }
  }
}

extension BuildRequest.Format: ExpressibleByArgument {}
