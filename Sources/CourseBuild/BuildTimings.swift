import SourceText

/// Where the time of a build went. It is measured beside the work, and nothing that is written depends on it.
public struct BuildTimings: Sendable {
  public struct Lesson: Sendable {
    /// The lesson as people see its path.
    public var path: String
    /// Reading and parsing.
    public var read = Duration.zero
    /// Running its blocks and inline expressions.
    public var run = Duration.zero
    /// Putting prose and results together: numbers, references, links.
    public var assemble = Duration.zero
    /// Typesetting, with the time that it waits for other lessons' formulas.
    public var formulas = Duration.zero
    /// Drawing figures and charts, and writing pages.
    public var render = Duration.zero
    /// Nothing was run: an earlier build had.
    public var isFromCache = false
    /// Nothing was made: its pages are those of an earlier build.
    public var isPageFromCache = false
    /// Formulas that were set.
    public var formulaCount = 0
    /// Pages of HTML that were made.
    public var pageCount = 0

    public init(_ path: String) { self.path = path }

    public var total: Duration { read + run + assemble + formulas + render }

    fileprivate var origin: String {
      isPageFromCache ? " (taken from the cache)" : isFromCache ? " (run taken from the cache)" : ""
    }
  }

  /// Stage of a build that is done once for all lessons.
  public struct Stage: Sendable {
    public var name: String
    public var time: Duration

    public init(_ name: String, _ time: Duration) {
      self.name = name
      self.time = time
    }
  }

  public var lessons: [Lesson] = []
  public var stages: [Stage] = []
  /// From the first to the last, as a clock on the wall shows it.
  public var total = Duration.zero
  /// Threads.
  public var jobs = 1

  public init() {}

  public init(_ lessons: [Lesson], _ stages: [Stage], total: Duration, jobs: Int) {
    self.lessons = lessons
    self.stages = stages
    self.total = total
    self.jobs = jobs
  }

  /// Lessons by time, slowest first; those of equal time by path.
  public var slowestFirst: [Lesson] {
    lessons.sorted { ($1.total, $0.path) < ($0.total, $1.path) }
  }

  /// A table in seconds, and a sentence with the whole.
  ///
  /// ```
  ///  total   read    run assemble formulas render  lesson
  ///  1.203  0.002  1.100    0.001    0.050  0.050  lessons/en/07-training.md
  /// 1 lesson in 1.210 s on 1 thread: find 0.001, write 0.006; 31 formulas, 1 page; slowest: …
  /// ```
  public var text: String {
    let columns: [(title: String, time: (Lesson) -> Duration)] = [
      ("total", \.total), ("read", \.read), ("run", \.run), ("assemble", \.assemble), ("formulas", \.formulas),
      ("render", \.render),
    ]
    let sorted = slowestFirst
    let cells = columns.map { column in [column.title] + sorted.map { column.time($0).seconds } }
    let widths = cells.map { $0.map(\.utf8.count).max() ?? 0 }
    var text = ""
    if !sorted.isEmpty {
      for (row, name) in (["lesson"] + sorted.map(\.path)).enumerated() {
        for (column, width) in zip(cells, widths) {
          text += String(repeating: " ", count: width - column[row].utf8.count + 2) + column[row]
        }
        text += "  \(name.printable)\(row > 0 ? sorted[row - 1].origin : "")\n"
      }
    }
    text += "\(counted(lessons.count, "lesson")) in \(total.seconds) s on \(counted(jobs, "thread"))"
    if !stages.isEmpty { text += ": " + stages.map { "\($0.name) \($0.time.seconds)" }.joined(separator: ", ") }
    if !sorted.isEmpty {
      text += "; \(counted(lessons.reduce(0) { $0 + $1.formulaCount }, "formula")), "
      text += counted(lessons.reduce(0) { $0 + $1.pageCount }, "page")
    }
    let cached = lessons.count { $0.isFromCache }
    if cached > 0 {
      text += "; \(counted(cached, "run")) taken from the cache, "
      text += "\(lessons.count { $0.isPageFromCache }) of them with the pages"
    }
    if let slowest = sorted.first { text += "; slowest: \(slowest.path.printable), \(slowest.total.seconds) s" }
    return text + "\n"
  }
}

private func counted(_ count: Int, _ name: String) -> String { "\(count) \(name)\(count == 1 ? "" : "s")" }

extension Duration {
  /// Seconds with three digits behind the point: `1.203`.
  fileprivate var seconds: String {
    let (whole, atto) = components
    let milliseconds = whole * 1000 + (atto + 500_000_000_000_000) / 1_000_000_000_000_000
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}

/// Measures one piece of work behind the other.
struct Stopwatch {
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant

  init() { last = start }

  /// The time since the last lap, or since the start.
  mutating func lap() -> Duration {
    let now = ContinuousClock.now
    defer { last = now }
    return now - last
  }

  var total: Duration { ContinuousClock.now - start }
}
