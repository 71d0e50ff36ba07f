import Synchronization

/// `12 of 100 lessons`, rewritten in place on a terminal, once a build has taken long enough for one to wonder.
final class ProgressLine: Sendable {
  private struct State {
    var start = ContinuousClock.now
    var isShown = false
  }

  private let state = Mutex(State())

  /// `nil` where standard error is no terminal.
  init?() { guard Terminal.Stream.error.isTerminal else { return nil } }

  func show(_ done: Int, of total: Int) {
    state.withLock { state in
      guard state.isShown || ContinuousClock.now - state.start > .milliseconds(500) else { return }
      state.isShown = true
      Terminal.write("\r\u{1B}[K\(done) of \(total) lessons", to: .error)
    }
  }

  func clear() {
    state.withLock { state in
      if state.isShown { Terminal.write("\r\u{1B}[K", to: .error) }
      state.isShown = false
    }
  }
}
