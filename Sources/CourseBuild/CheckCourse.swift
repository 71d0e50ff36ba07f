import Reporting
import SourceText

/// What a check found.
public struct CheckResult: Sendable {
  /// Sorted by file, place and id.
  public var diagnostics: [Diagnostic]
  /// The lessons that were run, as people see their paths.
  public var lessons: [String]
  /// How the committed reports differ from what the lessons give now, as unified differences.
  public var difference: String
  /// Reports that were brought up to date.
  public var updated: [String]
  public var timings = BuildTimings()

  public var hasFaults: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Runs lessons and writes nothing: faults, claims, gradient checks, links, formulas, and whether the Markdown reports
/// in the output folder still say what the lessons give.
///
/// - Parameter updates: write the Markdown reports anew where they differ, unless a lesson has faults.
public func checkCourse(_ request: BuildRequest, updates: Bool = false) -> CheckResult {
  var request = request
  // Formulas are checked without a page to stand on.
  request.formats = [.md]
  request.verifiesCache = true
  var watch = Stopwatch()
  let run = runCourse(request)
  _ = watch.lap()
  var result = CheckResult(
    diagnostics: run.pages.flatMap(\.diagnostics) + run.diagnostics, lessons: run.pages.map(\.path.file),
    difference: "", updated: [])
  if let missing = run.missingMaths { result.diagnostics.append(missing) }

  let planned = plannedFiles(run)
  guard run.isOfOneVersion(planned, &result.diagnostics) else { return result }
  result.diagnostics += planned.diagnostics + OutputWriter.collisions(planned.value + unmadePages(run))
  let reports = planned.value.filter { !$0.file.path.hasSuffix(".html") && !$0.file.path.hasPrefix("assets/") }
  let output = Path.normalized(request.outputDirectory)
  if updates, !result.hasFaults, FileSystem.kind(output) == .directory {
    let written = OutputWriter(directory: output, jobs: request.threads).write(reports)
    result.updated = written.value
    result.diagnostics += written.diagnostics
  } else if FileSystem.kind(output) == .directory {
    for plan in reports {
      let drift = driftOf(plan.file, in: output)
      result.diagnostics += drift.diagnostics
      result.difference += drift.value
    }
    for path in staleFigures(run.pages, planned: reports, in: output) {
      let file = Path.join(output, path)
      result.diagnostics.append(
        Diagnostic(
          .driftedReport, "no report shows `\(file)` any more", at: wholeFile(file),
          hint: "`lessons build` removes it", severity: .error))
    }
  }
  result.diagnostics = sorted(result.diagnostics)
  let stages = run.stages + [BuildTimings.Stage("compare", watch.lap())]
  result.timings = BuildTimings(run.pages.map(\.times), stages, total: watch.total, jobs: request.threads)
  return result
}

/// Where a build's pages would stand, which a copied file must not want.
private func unmadePages(_ run: CourseRun) -> [OutputWriter.Planned] {
  run.pages.map { page in
    OutputWriter.Planned(file: OutputFile(path: page.report.path + ".html", bytes: []), owner: page.path.file)
  }
}

/// How one committed file differs from what the lessons give now.
private func driftOf(_ file: OutputFile, in output: String) -> Diagnosed<String> {
  let path = Path.join(output, file.path)
  guard let old = WritableFolder(path: output).read(file.path) else {
    return Diagnosed(
      "", [Diagnostic(.driftedReport, "`\(path)` is missing", at: wholeFile(path), hint: Drift.hint, severity: .error)])
  }
  guard old != file.bytes else { return Diagnosed("") }
  guard path.hasSuffix(".md"), UTF8Validation.firstInvalidByte(in: old) == nil else {
    return Diagnosed(
      "",
      [
        Diagnostic(
          .driftedReport, "`\(path)` is not what the lessons give now", at: wholeFile(path), hint: Drift.hint,
          severity: .error)
      ])
  }
  let difference = compareReports(old: old, new: file.bytes, file: path)
  let source = SourceFile(path: path, bytes: old)
  var diagnostics = difference.numbers.map { change in
    let start = source.lineStarts[change.line - 1] + change.column - 1
    return Diagnostic(
      .driftedReport, "\(change.old) is now \(change.new)",
      at: SourceRange(source, start..<start + change.old.utf8.count), hint: Drift.hint, severity: .error)
  }
  if let line = difference.otherLine {
    diagnostics.append(
      Diagnostic(
        .driftedReport, "the report is older than its lesson from this line on",
        at: SourceRange(source, source.lineRange(line)), hint: Drift.hint, severity: .error))
  }
  return Diagnosed(unifiedDifference(old: old, new: file.bytes, path: path), diagnostics)
}

private enum Drift {
  static let hint = "`lessons check --update` or `lessons build` writes it anew"
}
