/// The verdict of comparing gradients with central differences, entry by entry.
public enum CheckVerdict: String, Sendable, Hashable {
  case pass
  case fail
  /// A kink within the step, or a numeric derivative too rough to judge by; never an error.
  case undecided
}

public struct CheckSummary: Sendable, Hashable {
  public var passed: Int
  public var failed: Int
  public var undecided: Int
  /// The greatest relative difference over the decided entries.
  public var maxRelative: Double

  public init(passed: Int, failed: Int, undecided: Int, maxRelative: Double) {
    self.passed = passed
    self.failed = failed
    self.undecided = undecided
    self.maxRelative = maxRelative
  }

  public var verdict: CheckVerdict { failed > 0 ? .fail : passed > 0 ? .pass : .undecided }
}
