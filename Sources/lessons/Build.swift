import ArgumentParser
import CourseBuild
import SourceText

/// Lessons of a course to run, and options of the run.
struct RunArguments: ParsableArguments {
  @Argument(
    help: "Lessons, or folders of them. Parts (_intro.md) are no lessons.", completion: .file(extensions: ["md"]))
  var paths = ["lessons"]

  @Option(name: .shortAndLong, help: "Threads. (default: one a core)")
  var jobs: Int?

  @Flag(help: "Leave out exercises' solutions.")
  var noSolutions = false

  @Flag(help: "Lessons marked `draft: true` too.")
  var drafts = false

  @Flag(help: "Run every block, and keep no run in .lessons-cache for the next build.")
  var noCache = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs wants a number from 1.") }
    if paths.contains("") { throw ValidationError("A path is empty.") }
  }

  func request(output: String = "output", formats: Set<BuildRequest.Format>) -> BuildRequest {
    var request = BuildRequest(paths: paths, outputDirectory: output, formats: formats)
    request.jobs = jobs
    request.solutions = !noSolutions
    request.drafts = drafts
    request.usesCache = !noCache
    return request
  }
}

/// Arguments that the commands which write or compare reports have in common.
struct CourseArguments: ParsableArguments {
  @OptionGroup var run: RunArguments

  @Option(help: "Where the reports are. (default: output)", completion: .directory)
  var outputDir: String?

  @Flag(help: "Say at the end where the time went, lesson by lesson, slowest first.")
  var timings = false

  var output: String { outputDir ?? "output" }

  func validate() throws {
    if outputDir?.isEmpty == true { throw ValidationError("A path is empty.") }
  }

  func request(formats: Set<BuildRequest.Format> = [.html, .md], progress: ProgressLine?) -> BuildRequest {
    var request = run.request(output: output, formats: formats)
    request.progress = progress?.take
    return request
  }

  /// To standard error, which no program reads results from.
  func report(_ timings: BuildTimings) {
    if self.timings { Terminal.tell(timings.text) }
  }
}

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs lessons and writes their reports.",
    discussion: """
      A lesson with a fault still gets a report, which shows the fault in its place. Nothing is written before \
      everything is known, and every value that is another than in the reports before is named.

      EXAMPLES:
        lessons build
        lessons build lessons/en/02-gates.md
        lessons build course --output-dir site --to html
        lessons build --no-solutions
        lessons build --self-contained --output-dir handouts
        lessons build --timings                   which lesson takes how long, and with what
        lessons build --no-cache                  run every block, whatever earlier builds ran
      """)

  @OptionGroup var course: CourseArguments

  @Option(help: "What to write: html, md, json, with commas between.")
  var to = "html,md"

  @Flag(help: "Pages that are one file each, with style sheets, fonts, images and the search in them; no Markdown.")
  var selfContained = false

  func run() throws {
    var formats: Set<BuildRequest.Format> = []
    for name in to.split(separator: ",") {
      guard let format = BuildRequest.Format(rawValue: String(name)) else {
        throw ValidationError("--to knows html, md and json, not '\(name)'.")
      }
      formats.insert(format)
    }
    if selfContained { formats.remove(.md) }
    guard !formats.isEmpty else { throw ValidationError("--to wants html, md or json.") }
    let progress = ProgressLine()
    var request = course.request(formats: formats, progress: progress)
    request.selfContained = selfContained
    let result = buildCourse(request)
    progress?.clear()
    DiagnosticFormat.full.print(result.diagnostics)
    for change in result.changes {
      try Terminal.write("\(change.range.place): \(change.message)\n")
    }
    for path in result.removed { try Terminal.write("removed \(course.output)/\(path.printable)\n") }
    let lessons = "\(result.lessonCount) lesson\(result.lessonCount == 1 ? "" : "s")"
    let files = "\(result.written.count) file\(result.written.count == 1 ? "" : "s")"
    let refusals: Set<DiagnosticID> = [.cannotWrite, .fileChanged, .outputCollision, .outputInsideLessons]
    if result.lessonCount > 0, !result.diagnostics.contains(where: { refusals.contains($0.id) }) {
      try Terminal.write(
        result.written.isEmpty && result.removed.isEmpty
          ? "\(lessons), \(course.output) is up to date\n"
          : "\(lessons), \(files) written to \(course.output)\n")
    }
    course.report(result.timings)
    if result.hasFaults { throw ExitCode(1) }
  }
}

extension DiagnosticFormat {
  /// Writes diagnostics to standard error and, in the full form, how many there are.
  func print(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    Terminal.tell(write(diagnostics, isColored: Terminal.Stream.error.isColored))
    guard self == .full else { return }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    let notes = diagnostics.count - errors - warnings
    let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    Terminal.tell(counts.joined(separator: ", ") + "\n")
  }
}
