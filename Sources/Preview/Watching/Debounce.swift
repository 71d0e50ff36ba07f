/// When a burst of events is over (debouncing): so long after its last one, but at most so long after its first.
package struct Debounce: Sendable {
  /// Editors write several files for one save.
  package static let quiet = 20
  /// Who writes without end shall see something too.
  package static let most = 100

  private let start: ContinuousClock.Instant

  /// - Parameter start: when the first event came.
  package init(_ start: ContinuousClock.Instant) { self.start = start }

  /// How many milliseconds to wait for a further event, 0 for none.
  ///
  /// 5 ms after the first: 20; 90 ms after it: 10; 100 ms after it: 0.
  package func wait(at now: ContinuousClock.Instant) -> Int {
    let passed = start.duration(to: now)
    let milliseconds =
      Int(passed.components.seconds) * 1000 + Int(passed.components.attoseconds / 1_000_000_000_000_000)
    return min(Self.quiet, max(0, Self.most - milliseconds))
  }
}
