import Benchmark
import Foundation
import Yardsticks

/// Runs a row's subjects in turn, several rounds, and prints the least time of each: on a busy machine the minimum is
/// the number that says something about the program.
struct Measurement {
  var row: Row
  var rounds: Int

  func run() throws {
    print("\(row.name): \(row.work)")
    if !row.target.isEmpty { print("  target: \(row.target)") }
    let processor = ProcessorTimes()
    let times = try measure(row.subjects, processor)
    let ours = times[row.subjects[0].name]?.min() ?? 0
    for subject in row.subjects {
      guard let all = times[subject.name], let least = all.min() else { continue }
      let median = all.sorted()[all.count / 2]
      var line = "  " + subject.name.padding(toLength: 34, withPad: " ", startingAt: 0)
      let article = row.unit.first.map { "aeiou".contains($0) } == true ? "an" : "a"
      line += String(repeating: " ", count: max(0, 12 - text(least).count)) + "\(text(least)) \(article) \(row.unit)"
      line += "   (median \(text(median))"
      if let time = processor.least[subject.name] { line += ", of the processor \(text(time))" }
      line += ")"
      if subject.name != row.subjects[0].name { line += String(format: "   ours / this: %.2f", ours / least) }
      print(line)
    }
    for remark in try row.remarks() { print("  \(remark)") }
    print("")
  }

  /// A time of the row's work in nanoseconds, as the time of one of its parts.
  private func text(_ time: Double) -> String {
    let time = time / row.count
    return switch time {
    case ..<1e5: String(format: "%.4g ns", time)
    case ..<1e9: String(format: "%.4g ms", time / 1e6)
    default: String(format: "%.4g s", time / 1e9)
    }
  }

  /// Our own least time in seconds, in the form that `peers/measure.py` prints.
  func printOurs() throws {
    let ours = row.subjects[0]
    guard let least = try measure([ours], ProcessorTimes())[ours.name]?.min() else { return }
    print(#"{"peer": "lessons", "workload": "\#(row.name)", "form": "", "seconds": \#(least * 1e-9)}"#)
  }

  /// The times of each subject in nanoseconds, the subjects in turn.
  private func measure(_ subjects: [Subject], _ processor: ProcessorTimes) throws -> [String: [Double]] {
    let suite = BenchmarkSuite(name: row.name)
    // Asking for the processor's time takes a while itself: only long work is asked about.
    for subject in subjects { suite.benchmark(subject.name) { try processor.measure(subject) } }
    let iterations = try iterations(subjects)
    for (subject, count) in zip(subjects, iterations) where count > 1 {
      // A short one is repeated within a round, so that each subject gets about the same time.
      let repeated = suite.benchmarks.firstIndex { $0.name == subject.name }
      if let repeated {
        suite.benchmarks.remove(at: repeated)
        suite.benchmark(subject.name, settings: Iterations(count), function: subject.run)
      }
    }
    var times: [String: [Double]] = [:]
    for _ in 0..<rounds {
      var runner = BenchmarkRunner(
        suites: [suite], settings: [Quiet(true), Format(.none)], customDefaults: [Iterations(1)])
      try runner.run()
      for result in runner.results { times[result.benchmarkName, default: []] += result.measurements }
    }
    return times
  }

  /// How often each subject fits into a tenth of a second. Runs each once, so that one that fails does so here.
  private func iterations(_ subjects: [Subject]) throws -> [Int] {
    try subjects.map { subject in
      let clock = ContinuousClock()
      let time = try clock.measure(subject.run)
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
      return max(1, min(100_000, Int(0.1 / max(seconds, 1e-9))))
    }
  }
}

/// The processor's time of each subject, all threads and the processes that it starts together: what a busy machine
/// lengthens less than the clock's.
private final class ProcessorTimes {
  private(set) var least: [String: Double] = [:]

  func measure(_ subject: Subject) throws {
    let start = Self.now()
    try subject.run()
    let time = Self.now() - start
    least[subject.name] = min(least[subject.name] ?? .infinity, time)
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec) + yardstick_children_time()
  }
}
