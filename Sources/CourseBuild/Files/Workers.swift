import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs independent pieces of work on several threads and puts the results back in order.
///
/// Threads of the system's own and not tasks, since tasks get 512 KiB of stack: what recurses (a parser, over nesting
/// that it bounds) should have more room than that. Foundation has threads, and would be two thirds of the executable.
enum Workers {
  /// Only what is touched takes memory.
  private static let stackSize = 64 << 20

  /// `work(0)`, `work(1)`, …, `work(count - 1)`, on at most `jobs` threads.
  static func map<Result: Sendable>(
    count: Int, jobs: Int, _ work: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let state = Shared<Result>(count: count)
    let threads = (0..<min(max(1, jobs), count)).compactMap { _ in
      SystemThread(stackSize: stackSize) {
        while let index = state.next() { state.store(work(index), at: index) }
      }
    }
    precondition(!threads.isEmpty || count == 0, "the system gives no thread")
    for thread in threads { thread.join() }
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
