import Reporting
import SourceText
import Synchronization

/// A course that stays open and is built again and again, in memory (incremental build).
///
/// After each build its files are, byte for byte, those of a build from nothing. What is read, run and rendered again is
/// what has changed, see ``KeptLessons``; where only prose has, what the blocks gave comes from the cache of runs. Nothing is
/// written but these caches.
package final class CourseSession: Sendable {
  private struct State {
    var kept = KeptCourse()
    var builds = 0
  }

  private let request: BuildRequest
  private let maths: Maths
  /// Opened once: a program that is built anew while it runs stays what it is.
  private let cache: BuildCache?
  private let state = Mutex(State())

  /// - Parameter marksBlocks: pages have comments that say where their blocks stand in the source.
  package init(_ request: BuildRequest, marksBlocks: Bool = true) {
    var request = request
    request.formats = [.html]
    request.marksBlocks = marksBlocks
    // Pages in the cache are those of builds, which have no marks.
    request.takesPages = false
    self.request = request
    maths = Maths(cache: cachePath(request.paths))
    cache = BuildCache(request, maths: maths)
  }

  /// Builds what the files on the disk give now.
  ///
  /// - Parameters:
  ///   - progress: told, from any thread, what the build is at.
  ///   - isCancelled: asked now and then whether a later save has made the result worthless. What had been done by then
  ///     is kept for the next build.
  /// - Returns: `nil` when it was called off, or when files changed while it went on: build again.
  package func build(
    progress: (@Sendable (BuildProgress) -> Void)? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> SessionBuild? {
    state.withLock { state in
      var request = request
      request.progress = progress
      request.isCancelled = isCancelled
      let run = runCourse(request, maths: maths, cache: cache, kept: &state.kept)
      if isCancelled() || !run.changes.isEmpty || !run.files.changed().isEmpty { return nil }
      state.builds += 1
      if state.builds == 1 { maths.save() }
      // A formula that is being written is set in each of its versions.
      if state.builds % 500 == 0 { maths.typesetter.forgetFormulas() }
      return SessionBuild(run, paths: request.paths)
    }
  }
}

/// Result of a session's build.
package struct SessionBuild: Sendable {
  package struct Page: Sendable {
    /// Relative to the output folder: `en/01-chain-rule.html`.
    package var path: String
    package var language: Language
    package var bytes: [UInt8]
    /// Figures and their data.
    package var files: [OutputFile]
    /// Whether its lesson has a fault.
    package var hasFaults: Bool
  }

  /// A file of the course that pages show or link to.
  package struct CopiedFile: Sendable {
    /// Relative to the output folder.
    package var path: String
    /// Tells one version from the next.
    package var version: String
    private let copy: AssembledLesson.Copy

    init(_ copy: AssembledLesson.Copy) {
      self.copy = copy
      path = copy.target
      version = FileSystem.stamp(copy.source).map { "\($0)" } ?? ""
    }

    /// The bytes as they are now; `nil` where they cannot be read, or lie outside the course.
    package func read() -> [UInt8]? { try? copy.folder.read(copy.source) }
  }

  /// In the order of their paths.
  package var pages: [Page]
  /// Index and style sheets.
  package var shared: [OutputFile]
  package var copies: [CopiedFile]
  /// Sorted by file, place and id.
  package var diagnostics: [Diagnostic]
  /// Whether something is wrong beside the lessons that have a page: one that cannot be read, an argument, two files of
  /// one name.
  package var hasCourseFaults: Bool
  /// Whether `course.yml` or the bibliography has a fault, which may change every page.
  package var hasRuleFaults: Bool
  /// Folders of courses: whatever happens in them and below may matter.
  package var roots: [String]
  /// Further folders in which something was read or looked for.
  package var folders: Set<String>
  /// Lessons that were run.
  package var lessonCount: Int { pages.count }
  package var hasFaults: Bool { diagnostics.contains { $0.severity == .error } }

  init(_ run: CourseRun, paths: [String]) {
    pages = run.pages.map { page in
      let html = page.files.first { $0.path == page.report.path + ".html" }
      return Page(
        path: page.report.path + ".html", language: page.report.language, bytes: html?.bytes ?? [],
        files: page.files.filter { $0.path != html?.path },
        hasFaults: page.diagnostics.contains { $0.severity == .error })
    }
    shared = run.shared
    copies = Set(run.pages.flatMap(\.copies)).sorted { $0.target < $1.target }.map(CopiedFile.init)
    let planned =
      run.pages.flatMap { page in page.files.map { OutputWriter.Planned(file: $0, owner: page.path.file) } }
      + run.shared.map { OutputWriter.Planned(file: $0, owner: nil) }
    let around = run.diagnostics + OutputWriter.collisions(planned)
    hasCourseFaults = around.contains { $0.severity == .error }
    hasRuleFaults = run.ruleFaults.contains { $0.severity == .error }
    diagnostics = sorted(lessonFaults(run.pages) + around + [run.missingMaths].compactMap(\.self))
    roots = Set(run.roots + paths.map(Path.normalized)).filter { FileSystem.kind($0) == .directory }.sorted()
    // Where an argument or a whole course may come back.
    folders = run.files.folders.union((run.roots + paths.map(Path.normalized)).map(Path.directory))
  }
}
