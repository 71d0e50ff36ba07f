import ArgumentParser
import CourseBuild
import SourceText

struct Clean: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Removes the cache of a course: formulas and runs of earlier builds.",
    discussion: """
      The next build sets every formula and runs every block again. Reports and lessons stay.

      EXAMPLES:
        lessons clean
        lessons clean course
      """)

  @Argument(
    help: "Lessons, or folders of them: the cache stands beside their course.", completion: .file(extensions: ["md"]))
  var paths = ["lessons"]

  func validate() throws {
    if paths.contains("") { throw ValidationError("A path is empty.") }
  }

  func run() throws {
    let result = cleanCache(paths)
    for folder in result.folders {
      let files = "\(folder.files) file\(folder.files == 1 ? "" : "s")"
      try Terminal.write("removed \(folder.path.printable): \(files), \(folder.bytes.groupedDigits) bytes\n")
    }
    DiagnosticFormat.full.print(result.diagnostics)
    if result.folders.isEmpty, result.diagnostics.isEmpty { try Terminal.write("there is no cache\n") }
    if !result.diagnostics.isEmpty { throw ExitCode(1) }
  }
}
