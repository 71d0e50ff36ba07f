import Reporting
import SourceText

/// Result of a check.
public struct CheckResult: Sendable {
  /// Sorted by file, place and id.
  public var diagnostics: [Diagnostic]
  /// The lessons that were run, as people see their paths.
  public var lessons: [String]
  /// How the committed reports differ from what the lessons give now, as unified differences.
  public var difference: String
  /// Reports that were brought up to date.
  public var updated: [String]
  /// Reports that stood in the output folder and were compared.
  public var comparedCount = 0
  /// An update was asked for, and lessons have faults.
  public var isUpdateRefused = false
  /// Edits that notes offer, applied or only shown, where that was asked for.
  public var fixes: AppliedEdits?
  /// Of the numbers in each lesson's text.
  public var numbers: [NumberCensus] = []
  public var timings = BuildTimings()

  public var hasFaults: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Mode of a check towards the edits that its notes offer.
public enum FixMode: Sendable {
  case none
  /// Say what would become of the lessons.
  case show
  case apply
}

/// Runs lessons and writes nothing: faults, claims, gradient checks, links, formulas, and whether the values in the
/// output folder, and the Markdown reports that show them, are still what the lessons give.
///
/// - Parameters:
///   - updates: write the Markdown reports anew where they differ, unless a lesson has faults.
///   - fixes: what to do about edits that notes offer; those that are applied are no longer among what was found.
public func checkCourse(_ request: BuildRequest, updates: Bool = false, fixes: FixMode = .none) -> CheckResult {
  var request = request
  // Formulas are checked without a page to stand on.
  request.formats = [.md]
  request.verifiesCache = true
  request.reviewsNumbers = true
  var watch = Stopwatch()
  let run = runCourse(request)
  _ = watch.lap()
  var result = CheckResult(
    diagnostics: lessonFaults(run.pages) + run.diagnostics, lessons: run.pages.map(\.path.file),
    difference: "", updated: [])
  if let missing = run.missingMaths { result.diagnostics.append(missing) }
  result.numbers = run.pages.compactMap(\.census)
  result.diagnostics += compareTranslations(run.pages, languages: run.languages)

  let planned = plannedFiles(run)
  guard run.isOfOneVersion(planned, &result.diagnostics) else { return result }
  result.diagnostics += planned.diagnostics + OutputWriter.collisions(planned.value + unmadePages(run))
  func finished() -> CheckResult {
    if fixes != .none {
      let applied = applyEdits(of: result.diagnostics, writes: fixes == .apply)
      let edits = Set(applied.changes.map(\.edit))
      result.diagnostics.removeAll { diagnostic in diagnostic.edit.map { edits.contains($0) } ?? false }
      result.diagnostics += applied.faults
      result.fixes = applied
    }
    result.diagnostics = sorted(result.diagnostics)
    let stages = run.stages + [BuildTimings.Stage("compare", watch.lap())]
    result.timings = BuildTimings(run.pages.map(\.times), stages, total: watch.total, jobs: request.threads)
    return result
  }
  let reports = planned.value.filter { !$0.file.path.hasSuffix(".html") && !$0.file.path.hasPrefix("assets/") }
  let output = Path.normalized(request.outputDirectory)
  guard request.comparesReports else { return finished() }
  guard FileSystem.kind(output) == .directory else {
    // Nothing was compared; where somebody relies on it, that is a fault.
    if updates || request.requiresOutput {
      result.diagnostics.append(nothingCompared("there is no folder `\(output)` with reports to compare", output))
    }
    return finished()
  }
  if updates, !result.hasFaults {
    let written = OutputWriter(directory: output, jobs: request.threads).write(reports)
    result.updated = written.value
    result.diagnostics += written.diagnostics
    result.comparedCount = run.pages.count
  } else {
    result.isUpdateRefused = updates
    let drift = compareOutput(run, planned: reports, in: output)
    result.diagnostics += drift.diagnostics
    result.difference = drift.difference
    result.comparedCount = drift.comparedCount
    for path in staleFigures(run.pages, planned: reports, in: output) {
      let file = Path.join(output, path)
      let owner = run.pages.first { $0.report.path == Path.directory(path) }
      result.diagnostics.append(
        Diagnostic(
          .driftedReport, "no report shows `\(file)` any more", at: wholeFile(owner?.path.file ?? file),
          hint: "`lessons build` removes it", severity: .error))
    }
  }
  result.diagnostics += vanishedReports(run, planned: reports, in: output).map { $0.diagnostic(in: output) }
  result.diagnostics += leftOutCopies(run, planned: reports, in: output).map { $0.diagnostic(in: output) }
  if result.comparedCount == 0, request.requiresOutput, !run.pages.isEmpty {
    result.diagnostics.append(nothingCompared("no report of these lessons stands in `\(output)`", output))
  }
  return finished()
}

private func nothingCompared(_ message: String, _ output: String) -> Diagnostic {
  Diagnostic(
    .driftedReport, message, at: wholeFile(output),
    hint:
      "`lessons build` writes them; name another folder with --output-dir, or say with --no-reports that none are kept",
    severity: .error)
}

/// Where a build's pages would stand, which a copied file must not want.
private func unmadePages(_ run: CourseRun) -> [OutputWriter.Planned] {
  run.pages.map { page in
    OutputWriter.Planned(file: OutputFile(path: page.report.path + ".html", bytes: []), owner: page.path.file)
  }
}
