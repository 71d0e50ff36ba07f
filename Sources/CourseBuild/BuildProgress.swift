import NNRuntime
import SourceText

/// Progress of a build, told by the threads of its lessons while it goes on.
public enum BuildProgress: Sendable {
  /// - Parameter of: how many lessons there are in all.
  case began(lesson: String, of: Int)
  /// A long run in one of the lessons that have begun.
  case running(lesson: String, RunProgress)
  case finished(lesson: String)
}

/// Status of a build that goes on, and how one line says it.
public struct BuildStatus: Sendable {
  private var total = 0
  private var done = 0
  /// In the order in which they began.
  private var running: [(lesson: String, run: RunProgress?)] = []

  public init() {}

  public mutating func take(_ event: BuildProgress) {
    switch event {
    case .began(let lesson, let count):
      total = count
      running.append((lesson, nil))
    case .running(let lesson, let run):
      guard let place = running.firstIndex(where: { $0.lesson == lesson }) else { return }
      running[place].run = run.done < run.total ? run : nil
    case .finished(let lesson):
      running.removeAll { $0.lesson == lesson }
      done += 1
    }
  }

  /// `3 of 26 lessons · lessons/en/07-training.md: epoch 120 of 1000`: of the lessons at work the one that began first,
  /// since that is the one that is waited for.
  ///
  /// - Parameter width: columns it may take.
  public func line(width: Int) -> String {
    var parts: [String] = []
    if total > 1 { parts.append("\(done) of \(total) lessons") }
    if let first = running.first {
      parts.append(first.lesson.printable + (first.run.map { ": \($0.text)" } ?? ""))
    }
    return Self.cut(parts.joined(separator: " · "), to: width)
  }

  private static func cut(_ text: String, to width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    var kept = text[...]
    while !kept.isEmpty, DisplayWidth.of(String(kept)) >= width { kept.removeLast() }
    return width > 0 ? kept + "…" : ""
  }
}

extension RunProgress {
  /// `epoch 120 of 1000`
  fileprivate var text: String {
    switch unit {
    case .step: "step \(done) of \(total)"
    case .epoch: "epoch \(done + 1) of \(total)"
    }
  }
}
