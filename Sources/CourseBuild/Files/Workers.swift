import Foundation
import Synchronization

/// Runs independent pieces of work on several threads and puts the results back in order.
///
/// Threads and not tasks, since tasks get 512 KiB of stack: what recurses (a parser, over nesting that it bounds)
/// should have more room than that.
enum Workers {
  /// Only what is touched takes memory.
  private static let stackSize = 64 << 20

  /// `work(0)`, `work(1)`, …, `work(count - 1)`, on at most `jobs` threads.
  static func map<Result: Sendable>(
    count: Int, jobs: Int, _ work: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let state = Shared<Result>(count: count)
    let threads = max(1, min(jobs, count))
    guard count > 0 else { return [] }
    let group = DispatchGroup()
    for _ in 0..<threads {
      group.enter()
      let thread = Thread {
        while let index = state.next() { state.store(work(index), at: index) }
        group.leave()
      }
      thread.stackSize = stackSize
      thread.start()
    }
    group.wait()
    return state.results()
  }

  private final class Shared<Result: Sendable>: Sendable {
    private let state: Mutex<(next: Int, results: [Result?])>

    init(count: Int) { state = Mutex((0, Array(repeating: nil, count: count))) }

    func next() -> Int? {
      state.withLock { state in
        guard state.next < state.results.count else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    func store(_ result: Result, at index: Int) { state.withLock { $0.results[index] = result } }

    func results() -> [Result] { state.withLock { $0.results.compactMap { $0 } } }
  }
}
