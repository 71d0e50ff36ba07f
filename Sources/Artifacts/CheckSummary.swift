/// The verdict of comparing gradients with central differences, entry by entry.
public enum CheckVerdict: String, Codable, Sendable, Hashable {
  case pass
  case fail
  /// A kink within the step, or a numeric derivative too rough to judge by; never an error.
  case undecided
  /// The derivative is no number there, or infinite: a slope of the square root at 0, or a power's by its exponent at a
  /// base below 0. Nothing to compare, and never an error.
  case undefined
  /// Not looked at: of a large graph only a sample of the nodes is compared.
  case unchecked
  /// ∂f/∂f, which is 1 by definition: nothing to compare, and not counted.
  case definition
}

public struct CheckSummary: Codable, Sendable, Hashable {
  public var passed: Int
  public var failed: Int
  public var undecided: Int
  /// How many of the undecided have no derivative.
  public var undefined: Int
  /// The greatest relative difference over the decided entries.
  public var maxRelative: Double
  /// How many entries there are, looked at or not.
  public var entries: Int
  /// How many more have no gradient to compare, since a stored number cut them off.
  public var cut = 0
  /// Comparisons: places among the lesson's ``SliderTape/checks``, where a slider moves it.
  public var followed: Range<Int>?
  /// How many of those that passed say that the gradient is right: where the inputs' entries are all undecided, that
  /// some node between them and the output passed says little.
  public var telling: Int

  /// - Parameters:
  ///   - entries: as many as were looked at when `nil`.
  ///   - telling: all that passed when `nil`.
  public init(
    passed: Int, failed: Int, undecided: Int, undefined: Int = 0, maxRelative: Double, entries: Int? = nil,
    telling: Int? = nil
  ) {
    self.entries = entries ?? passed + failed + undecided
    self.telling = telling ?? passed
    self.passed = passed
    self.failed = failed
    self.undecided = undecided
    self.undefined = undefined
    self.maxRelative = maxRelative
  }

  public var verdict: CheckVerdict {
    if failed > 0 { return .fail }
    if telling > 0 { return .pass }
    return undefined > 0 && undefined == undecided ? .undefined : .undecided
  }
}

extension CheckSummary {
  public var total: Int { passed + failed + undecided }

  public static func + (a: CheckSummary, b: CheckSummary) -> CheckSummary {
    var sum = CheckSummary(
      passed: a.passed + b.passed, failed: a.failed + b.failed, undecided: a.undecided + b.undecided,
      undefined: a.undefined + b.undefined, maxRelative: max(a.maxRelative, b.maxRelative),
      entries: a.entries + b.entries, telling: a.telling + b.telling)
    sum.cut = a.cut + b.cut
    return sum
  }
}
