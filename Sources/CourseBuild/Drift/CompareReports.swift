import Reporting
import SourceText

/// How the committed files of a course differ from what its lessons give now.
struct CourseDrift {
  /// At the sources of what moved, never in a report.
  var diagnostics: [Diagnostic] = []
  /// As a unified difference of the Markdown reports.
  var difference = ""
  /// Reports that stood there and were compared.
  var comparedCount = 0
}

/// Compares values with values, and what has no values byte for byte: prose, drawings, copied files; texts but for their
/// line ends.
///
/// Where a value moved, the report that shows it differs too, and nothing more is said of that.
///
/// - Parameter planned: what a build would write now, pages of HTML left out.
func compareOutput(_ run: CourseRun, planned: [OutputWriter.Planned], in directory: String) -> CourseDrift {
  let folder = WritableFolder(path: directory)
  var result = CourseDrift()
  var drifts: [ValueDrift] = []
  let filesByOwner = Dictionary(grouping: planned) { $0.owner ?? "" }
  for page in run.pages {
    var files = LessonFiles(page: page, folder: folder)
    files.compare(filesByOwner[page.path.file] ?? [])
    drifts += files.drifts
    result.diagnostics += files.diagnostics
    result.difference += files.difference
    if !files.isMissing { result.comparedCount += 1 }
  }
  let lessons = Set(run.pages.map(\.path.file))
  for plan in planned where !lessons.contains(plan.owner ?? "") {
    let place = wholeFile(plan.owner ?? run.pages.first?.path.root ?? "lessons")
    let path = Path.join(directory, plan.file.path)
    guard let old = folder.readText(plan.file.path) else {
      result.diagnostics.append(drifted("`\(path)` is missing", at: place))
      continue
    }
    let new = plan.text
    guard old != new else { continue }
    result.diagnostics.append(drifted("`\(path)` is not what the lessons give now", at: place))
    if path.hasSuffix(".md") { result.difference += textDifference(old, new, path) }
  }
  result.diagnostics += driftDiagnostics(drifts)
  return result
}

/// Values that moved since those in the output folder were written, for a build that is about to write new ones.
func changedValues(_ run: CourseRun, in directory: String) -> [Diagnostic] {
  let folder = WritableFolder(path: Path.normalized(directory))
  return driftDiagnostics(
    run.pages.flatMap { page -> [ValueDrift] in
      guard let bytes = folder.read(ReportValues.path(ofReport: page.report.path)),
        let old = ReportValues.read(bytes).values
      else { return [] }
      return compareValues(old, with: page.report, page.values)
    })
}

private func drifted(_ message: String, at place: SourceRange) -> Diagnostic {
  Diagnostic(
    .driftedReport, message, at: place, hint: "`lessons check --update` or `lessons build` writes it anew",
    severity: .error)
}

extension WritableFolder {
  /// As ``read(_:)``, a text with its line ends unified: a checkout may have written others.
  fileprivate func readText(_ file: String) -> [UInt8]? { read(file).map { LineEnds.unified($0, of: file) } }
}

extension OutputWriter.Planned {
  /// Bytes by which it is compared.
  fileprivate var text: [UInt8] { LineEnds.unified(file.bytes, of: file.path) }
}

private func textDifference(_ old: [UInt8], _ new: [UInt8], _ path: String) -> String {
  UTF8Validation.firstInvalidByte(in: old) == nil ? unifiedDifference(old: old, new: new, path: path) : ""
}

/// One lesson's files against those that are there.
private struct LessonFiles {
  let page: CourseRun.Page
  let folder: WritableFolder
  var drifts: [ValueDrift] = []
  var diagnostics: [Diagnostic] = []
  var difference = ""
  /// Its report is not there.
  var isMissing = false

  private var lesson: SourceRange { wholeFile(page.path.file) }

  init(page: CourseRun.Page, folder: WritableFolder) {
    self.page = page
    self.folder = folder
  }

  mutating func compare(_ files: [OutputWriter.Planned]) {
    let valuesPath = ReportValues.path(ofReport: page.report.path)
    var missing: [String] = []
    var changed: [(path: String, old: [UInt8], new: [UInt8])] = []
    for plan in files {
      guard let old = folder.readText(plan.file.path) else {
        missing.append(Path.join(folder.path, plan.file.path))
        continue
      }
      if plan.file.path == valuesPath { readValues(old) }
      if old != plan.text { changed.append((plan.file.path, old, plan.text)) }
    }
    isMissing = missing.contains(Path.join(folder.path, page.report.path + ".md"))
    if let first = missing.first {
      let more = missing.count == 1 ? "" : ", and \(missing.count - 1) more of its \(files.count) files"
      diagnostics.append(drifted("`\(first)` is missing" + more, at: lesson))
    }
    report(changed, valuesPath: valuesPath)
  }

  private mutating func readValues(_ bytes: [UInt8]) {
    let read = ReportValues.read(bytes)
    if let old = read.values {
      drifts = compareValues(old, with: page.report, page.values)
    } else {
      let path = Path.join(folder.path, ReportValues.path(ofReport: page.report.path))
      diagnostics.append(
        drifted("`\(path)` holds no values that can be read, from byte \(read.faultOffset) on", at: lesson))
    }
  }

  private mutating func report(_ changed: [(path: String, old: [UInt8], new: [UInt8])], valuesPath: String) {
    for file in changed where file.path.hasSuffix(".md") {
      difference += textDifference(file.old, file.new, Path.join(folder.path, file.path))
    }
    // A fault stands in the report as well, and is told where it is.
    if page.report.diagnostics.contains(where: { $0.severity == .error }) { return }
    // What readers see of a value that moved is no second fault. Tables of a chart's numbers have all their digits.
    let isSeen = drifts.contains { $0.kind != .unseen }
    let unexplained = changed.filter { file in
      !isSeen && (drifts.isEmpty || !file.path.hasSuffix(".csv") && file.path != valuesPath)
    }
    guard let first = unexplained.first(where: { $0.path.hasSuffix(".md") }) ?? unexplained.first,
      diagnostics.isEmpty || first.path != valuesPath
    else { return }
    let path = Path.join(folder.path, first.path)
    let more = unexplained.count == 1 ? "" : ", like \(unexplained.count - 1) more of its files"
    guard first.path.hasSuffix(".md"),
      let run = differingRuns(lines(first.old), lines(first.new)).first
    else { return diagnostics.append(drifted("`\(path)` is not what the lesson gives now\(more)", at: lesson)) }
    diagnostics.append(
      drifted(
        "the text of `\(path)` is older than its lesson, from line \(run.old.lowerBound + 1) on; no number that is shown moved\(more)",
        at: lesson))
  }
}

private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
}
