import Synchronization

/// Counts finished lessons over all threads.
final class Progress: Sendable {
  private let total: Int
  private let report: (@Sendable (Int, Int) -> Void)?
  private let done = Mutex(0)

  init(total: Int, report: (@Sendable (Int, Int) -> Void)?) {
    self.total = total
    self.report = report
  }

  func step() {
    guard let report else { return }
    done.withLock { done in
      done += 1
      report(done, total)
    }
  }
}
