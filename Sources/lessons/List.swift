import ArgumentParser
import CourseBuild
import SourceText

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the lessons of a course in the order in which they are read.",
    discussion: """
      For each lesson its number, title and language, how many blocks and claims it has, and how its translations stand: \
      `ko`, `no ko`, or which labelled blocks it lacks. Nothing is run.

      EXAMPLES:
        lessons list
        lessons list lessons/en
        lessons list --output-format json | jq '.[] | select(.draft)'
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @Argument(help: "Lessons, or folders of them.", completion: .file(extensions: ["md"]))
  var paths = ["lessons"]

  @Option(help: "text or json.")
  var outputFormat = Format.text

  func validate() throws {
    if paths.contains("") { throw ValidationError("A path is empty.") }
  }

  func run() throws {
    let list = listLessons(paths)
    DiagnosticFormat.full.print(list.diagnostics)
    switch outputFormat {
    case .text: try Terminal.write(list.text)
    case .json: try Terminal.write(list.json)
    }
    if list.hasFaults { throw ExitCode(1) }
  }
}
