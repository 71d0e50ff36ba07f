import CourseBuild
import Synchronization

/// Progress of a build as one line on the terminal: written once it has taken long enough for one to wonder, rewritten
/// in place, and erased at the end.
///
/// Lessons tell of their progress from several threads and as often as they like, which changes a few words in memory;
/// a thread of its own looks at them ten times a second. So what is shown never holds up what is computed.
final class ProgressLine: Sendable {
  private struct State {
    var status = BuildStatus()
    var shown = ""
    var isOver = false
  }

  private let state = Mutex(State())

  /// `nil` where standard error is no terminal that somebody looks at.
  init?() {
    guard Terminal.Stream.error.isRewritable else { return nil }
    SystemThread { [weak self] in
      SystemThread.sleep(.milliseconds(500))
      while let line = self, line.draw() { SystemThread.sleep(.milliseconds(100)) }
    }?.detach()
  }

  /// Receiver of events, handed on to those who do the work.
  var take: @Sendable (BuildProgress) -> Void {
    { event in self.state.withLock { $0.status.take(event) } }
  }

  /// - Returns: whether there will be more to draw.
  private func draw() -> Bool {
    state.withLock { state in
      guard !state.isOver else { return false }
      // A full last column would wrap.
      let line = state.status.line(width: Terminal.Stream.error.width - 1)
      if line != state.shown { Terminal.tell("\r\u{1B}[K" + line) }
      state.shown = line
      return true
    }
  }

  /// Takes the line away, for good.
  func clear() {
    state.withLock { state in
      if !state.shown.isEmpty { Terminal.tell("\r\u{1B}[K") }
      state.shown = ""
      state.isOver = true
    }
  }
}
