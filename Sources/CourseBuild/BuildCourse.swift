import Reporting
import SourceText

/// Result of a build: diagnostics, files and times.
public struct BuildResult: Sendable {
  /// Sorted by file, place and id.
  public var diagnostics: [Diagnostic]
  /// Lessons that were run.
  public var lessonCount: Int
  /// Files written, relative to the output folder; what was there already in the same bytes is not among them.
  public var written: [String]
  /// Removed: figures that no report shows any more, reports of lessons that are gone, copies that only solutions show.
  public var removed: [String] = []
  /// Values that differ from those of the reports that were there, at their sources.
  public var changes: [Diagnostic]
  public var timings = BuildTimings()

  public var hasFaults: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Runs lessons and writes their reports.
///
/// A lesson with faults still gets a report that shows them; nothing is written when two lessons want one file, when
/// the output folder lies among the lessons, or when the disk does not take all of it.
public func buildCourse(_ request: BuildRequest) -> BuildResult {
  var result = BuildResult(diagnostics: [], lessonCount: 0, written: [], changes: [])
  if let fault = outputFault(request) {
    result.diagnostics = [fault]
    return result
  }
  var watch = Stopwatch()
  var pageRequest = request
  // What such a page holds of other lessons is in no key.
  pageRequest.takesPages = !request.selfContained
  let run = runCourse(pageRequest)
  _ = watch.lap()
  result.lessonCount = run.pages.count + run.kept.count
  let planned = plannedFiles(run)
  guard run.isOfOneVersion(planned, &result.diagnostics) else { return result }
  let directory = Path.normalized(request.outputDirectory)
  let mark = run.isWholeCourse ? run.roots.first.map { FolderMark(root: $0, directory: directory) } : nil
  let vanished = vanishedReports(run, planned: planned.value, in: directory)
  let collisions =
    OutputWriter.collisions(planned.value) + overwrittenInputs(run, planned.value, request)
    + [mark?.fault(vanished, in: directory)].compactMap(\.self)
  result.diagnostics = lessonFaults(run.pages) + run.diagnostics + planned.diagnostics + collisions
  // Without a page, formulas stand as TeX anyway.
  if request.formats.contains(.html), let missing = run.missingMaths { result.diagnostics.append(missing) }
  let isRefused = !collisions.isEmpty || run.diagnostics.contains { $0.id == .outputCollision }
  if !isRefused, result.lessonCount > 0 {
    result.changes = changedValues(run, in: request.outputDirectory)
    let marks = mark.map { [OutputWriter.Planned(file: $0.file, owner: nil)] } ?? []
    let output = OutputWriter(directory: directory, jobs: request.threads).write(planned.value + marks)
    result.written = output.value.filter { $0 != FolderMark.name }
    result.diagnostics += output.diagnostics
    if output.diagnostics.isEmpty { result.tidy(after: run, planned.value, vanished, request) }
  }
  result.diagnostics = sorted(result.diagnostics)
  let stages = run.stages + [BuildTimings.Stage("write", watch.lap())]
  result.timings = BuildTimings(
    run.pages.map(\.times) + run.kept.map(\.times), stages, total: watch.total, jobs: request.threads)
  return result
}

extension BuildResult {
  /// Removes what earlier builds have left and none would write now, as far as it is certainly theirs.
  fileprivate mutating func tidy(
    after run: CourseRun, _ planned: [OutputWriter.Planned], _ vanished: [VanishedReport], _ request: BuildRequest
  ) {
    let directory = Path.normalized(request.outputDirectory)
    for copy in leftOutCopies(run, planned: planned, in: directory) {
      if copy.isCopy {
        FileSystem.remove(Path.join(directory, copy.path))
        removed.append(copy.path)
      } else {
        diagnostics.append(copy.strange(in: directory))
      }
    }
    let reports = (run.pages.map(\.report.path) + run.kept.map(\.path.report)).sorted()
    // What stands in a form that this build does not write may hold what it leaves out.
    let leftovers =
      !request.solutions
      ? otherForms(of: reports, planned: planned, in: directory)
      : request.formats.contains(.md) ? staleFigures(of: reports, planned: planned, in: directory) : []
    for path in leftovers { FileSystem.remove(Path.join(directory, path)) }
    removed += leftovers
    for report in vanished { removed += removeFiles(of: report, in: directory) }
    for report in reports { FileSystem.removeEmptyDirectory(Path.join(directory, report)) }
  }
}

/// Formulas are kept beside the course's folder.
func cachePath(_ paths: [String]) -> String { Path.join(cacheFolder(paths), "formulas") }

/// Folder of the cache that builds keep for the next ones, beside the course's folder.
func cacheFolder(_ paths: [String]) -> String {
  let path = paths.first ?? "."
  let root = coursePlace(of: path, isFolder: FileSystem.kind(Path.normalized(path)) == .directory).root
  return Path.normalized(Path.join(root, root == "." ? ".lessons-cache" : "../.lessons-cache"))
}

/// Cache of a build: takes from earlier builds, and keeps for the next, where that is asked for.
struct BuildCache: Sendable {
  let runs: RunCache
  /// Where whole pages will do.
  let pages: PageCache?
  private let store: CacheStore

  init?(_ request: BuildRequest, maths: Maths) {
    guard request.usesCache else { return nil }
    let folder = cacheFolder(request.paths)
    guard let version = request.engineVersion ?? EngineVersion.current(cache: folder) else { return nil }
    store = CacheStore(path: Path.join(folder, "kept"), limit: request.cacheLimit)
    runs = RunCache(store, version: version, verifies: request.verifiesCache)
    pages =
      request.takesPages
      ? PageCache(
        store, version: version + SystemLibraries.version, maths: maths.typesetter.fingerprint, request: request)
      : nil
  }

  func save(jobs: Int) { store.save(jobs: jobs) }
}

/// A folder of reports among the lessons would be read as lessons the next time.
private func outputFault(_ request: BuildRequest) -> Diagnostic? {
  let output = Path.normalized(request.outputDirectory)
  let realOutput = Path.settled(output)
  for path in request.paths {
    let isFolder = FileSystem.kind(path) == .directory
    // A page by itself may stand beside its report.
    let root = isFolder ? path : coursePlace(of: path, isFolder: false).root
    guard isFolder || Course.isCourse(root) else { continue }
    let lessons = Path.normalized(root)
    let realLessons = Path.settled(lessons)
    // Single reports in or around the course's folder itself are told where they would replace a lesson.
    let isFault =
      isFolder
      ? Path.isInside(realOutput, realLessons) || Path.isInside(realLessons, realOutput)
      : Path.isInside(realOutput, realLessons) && realOutput != realLessons
    if isFault {
      return Diagnostic(
        .outputInsideLessons,
        realOutput == realLessons
          ? "the output folder `\(output)` is the lessons' folder"
          : Path.isInside(realOutput, realLessons)
            ? "the output folder `\(output)` lies inside the lessons `\(lessons)`"
            : "the lessons `\(lessons)` lie inside the output folder `\(output)`",
        at: wholeFile(output),
        hint: isFolder
          ? "choose another with --output-dir, beside the lessons"
          : "build from the folder above the lessons, or choose another with --output-dir, beside them")
    }
  }
  return nil
}

extension CourseRun {
  /// Whether the course stood on the disk as it was read, all of it at once, now that all of it has been read.
  ///
  /// - Parameter diagnostics: becomes what has changed. What else was found is of no version.
  func isOfOneVersion(_ planned: Diagnosed<[OutputWriter.Planned]>, _ diagnostics: inout [Diagnostic]) -> Bool {
    let changes = changes + planned.diagnostics.filter { $0.id == .fileChanged } + files.changed().map(changedFile)
    if !changes.isEmpty { diagnostics = sorted(changes) }
    return changes.isEmpty
  }
}

/// All files to be written, in path order of their lessons.
func plannedFiles(_ run: CourseRun) -> Diagnosed<[OutputWriter.Planned]> {
  var planned: [OutputWriter.Planned] = []
  var diagnostics: [Diagnostic] = []
  let lessons = run.pages.map { ($0.path, $0.files) } + run.kept.map { ($0.path, $0.files) }
  for (path, files) in lessons.sorted(by: { $0.0.report < $1.0.report }) {
    planned += files.map { OutputWriter.Planned(file: $0, owner: path.file) }
  }
  for copy in Set(run.pages.flatMap(\.copies) + run.kept.flatMap(\.copies)).sorted(by: { $0.target < $1.target }) {
    do {
      let bytes = try copy.folder.read(copy.source)
      planned.append(OutputWriter.Planned(file: OutputFile(path: copy.target, bytes: bytes), owner: copy.source))
    } catch {
      // A regular file of the course stood there when its lesson was put together.
      let isReplaced = FileSystem.kind(copy.source) != .file || error == .leadsOut
      diagnostics.append(
        isReplaced
          ? changedFile(copy.source)
          : Diagnostic(.unreadableFile, "cannot read `\(copy.source)`: \(error.message)", at: wholeFile(copy.source)))
    }
  }
  planned += run.shared.map { OutputWriter.Planned(file: $0, owner: nil) }
  return Diagnosed(planned, diagnostics)
}

/// Reports that would be written over a lesson, when single files are built into their own folder.
private func overwrittenInputs(
  _ run: CourseRun, _ planned: [OutputWriter.Planned], _ request: BuildRequest
) -> [Diagnostic] {
  let inputs = Set(run.inputs.compactMap(FileSystem.realPath))
  return planned.compactMap { plan in
    let target = Path.join(Path.normalized(request.outputDirectory), plan.file.path)
    guard plan.file.path.hasSuffix(".md"), let real = FileSystem.realPath(target), inputs.contains(real) else {
      return nil
    }
    return Diagnostic(
      .outputCollision, "the report would be written over the lesson `\(target)`", at: wholeFile(target),
      hint: "choose another folder with --output-dir")
  }
}
