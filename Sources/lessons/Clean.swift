import ArgumentParser
import CourseBuild
import SourceText

struct Clean: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Removes the cache of a course, and the reports of lessons that are gone.",
    discussion: """
      The cache is formulas and runs of earlier builds: the next one sets every formula and runs every block again. \
      Reports of lessons that are gone, deleted or renamed, are removed as far as they bear a mark of ours; all else stays.

      EXAMPLES:
        lessons clean
        lessons clean course
      """)

  @Argument(
    help: "Lessons, or folders of them: the cache stands beside their course.", completion: .file(extensions: ["md"]))
  var paths = ["lessons"]

  @Option(help: "Where the reports are.", completion: .directory)
  var outputDir = "output"

  func validate() throws {
    if paths.contains("") || outputDir.isEmpty { throw ValidationError("A path is empty.") }
  }

  func run() throws {
    let result = cleanCache(paths)
    for folder in result.folders {
      let files = "\(folder.files) file\(folder.files == 1 ? "" : "s")"
      try Terminal.write("removed \(folder.path.printable): \(files), \(folder.bytes.groupedDigits) bytes\n")
    }
    let reports = cleanReports(paths, outputDirectory: outputDir)
    for path in reports { try Terminal.write("removed \(path.printable)\n") }
    DiagnosticFormat.full.print(result.diagnostics)
    if result.folders.isEmpty, result.diagnostics.isEmpty, reports.isEmpty {
      try Terminal.write("there is no cache\n")
    }
    if !result.diagnostics.isEmpty { throw ExitCode(1) }
  }
}
