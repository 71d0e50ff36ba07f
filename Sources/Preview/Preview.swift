import CourseBuild
import SourceText
import Synchronization

/// A course that is built again whenever its files change, and the server that shows it: watcher, session, site.
package final class Preview: Sendable {
  /// Changes of one round, for whoever prints them.
  package struct Report: Sendable {
    /// Pages that have another version now, or are new.
    package var changed: [String]
    package var diagnostics: [Diagnostic]
    /// Whether they are others than before.
    package var hasNewDiagnostics: Bool
    package var time: Duration
  }

  private struct State {
    var roots: [String] = []
    var folders: Set<String> = []
    /// Counts what happened to the course; a build is worth something as long as this stays.
    var generation = 0
    /// The files as the build that goes on found them.
    var stamps: [String: FolderTree.Stamp]?
  }

  private let session: CourseSession
  private let server: PreviewServer
  private let watcher: any FolderWatcher
  private let wake: Wake
  private let state = Mutex(State())
  private let report: @Sendable (Report) -> Void

  /// - Returns: `nil` where the system gives no watcher.
  package init?(
    _ session: CourseSession, _ server: PreviewServer, watcher: (any FolderWatcher)? = systemWatcher(),
    report: @escaping @Sendable (Report) -> Void
  ) {
    guard let watcher, let wake = Wake() else { return nil }
    self.session = session
    self.server = server
    self.watcher = watcher
    self.wake = wake
    self.report = report
  }

  /// Whether there are folders whose changes will not be seen.
  package var isBlind: Bool { watcher.isFull || state.withLock { FolderTree.all($0.roots).count >= FolderTree.most } }

  /// Shows a first build, and begins to answer.
  package func start(_ build: SessionBuild) {
    show(build)
    server.start()
  }

  /// Watches and builds, for ever.
  package func run() {
    SystemThread(stackSize: 8 << 20) { self.keepBuilding() }?.detach()
    // What changed between the first build and the first watch.
    wake.signal()
    while true { look() }
  }

  /// Waits for a burst of events to end, calls off a build that it makes worthless, and has a new one made.
  private func look() {
    guard watcher.wait(atMost: nil) else { return SystemThread.sleep(.milliseconds(5)) }
    let debounce = Debounce(.now)
    while true {
      let time = debounce.wait(at: .now)
      guard time > 0, watcher.wait(atMost: time) else { break }
    }
    watch()
    callOff()
    wake.signal()
  }

  private func watch() {
    let (roots, folders) = state.withLock { ($0.roots, $0.folders) }
    while watcher.watch(FolderTree.all(roots).union(folders)) {}
  }

  /// A build goes on as long as its files are what it found: an editor's own files are no reason to begin again.
  private func callOff() {
    let (roots, stamps) = state.withLock { ($0.roots, $0.stamps) }
    if let stamps, FolderTree.stamps(roots) != stamps { state.withLock { $0.generation += 1 } }
  }

  private func keepBuilding() {
    while true {
      wake.wait()
      let clock = ContinuousClock()
      let start = clock.now
      let generation = state.withLock { state in
        state.stamps = FolderTree.stamps(state.roots)
        return state.generation
      }
      let build = session.build(isCancelled: { self.state.withLock { $0.generation } != generation })
      state.withLock { $0.stamps = nil }
      guard let build else {
        // Called off, or files changed under it: there is an event for that, or there was one.
        SystemThread.sleep(.milliseconds(10))
        wake.signal()
        continue
      }
      let former = server.current
      show(build)
      let now = server.current
      let changed = now.pages.filter { former.pages[$0.key]?.revision != $0.value.revision }.keys.sorted()
      let hasNew = !Self.isSame(former.diagnostics, now.diagnostics)
      if !changed.isEmpty || hasNew || former.pages.count != now.pages.count {
        report(
          Report(
            changed: changed, diagnostics: now.diagnostics, hasNewDiagnostics: hasNew,
            time: start.duration(to: clock.now)))
      }
    }
  }

  private func show(_ build: SessionBuild) {
    state.withLock { state in
      if !build.roots.isEmpty { state.roots = build.roots }
      state.folders = build.folders
    }
    watch()
    var site = server.current
    site.take(build)
    server.publish(site)
  }

  /// Whether they say the same: a source that was read again is another object.
  private static func isSame(_ a: [Diagnostic], _ b: [Diagnostic]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { a, b in
        a.id == b.id && a.message == b.message && a.range.file.path == b.range.file.path
          && a.range.start == b.range.start
      }
  }
}
