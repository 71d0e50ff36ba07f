import Formulas

/// `gradcheck(f)`: the backward pass against central differences, an entry an input, and each derivative written by
/// hand by itself.
public struct GradientCheckArtifact: Codable, Sendable {
  public struct Finding: Codable, Sendable {
    /// Position in the variable's tensor; empty for a scalar.
    public var index: [Int]
    public var analytic: Double
    public var numeric: Double
    /// The numeric derivative's own estimated error.
    public var uncertainty: Double
    public var relative: Double
    public var verdict: CheckVerdict

    public init(
      index: [Int], analytic: Double, numeric: Double, uncertainty: Double, relative: Double, verdict: CheckVerdict
    ) {
      self.index = index
      self.analytic = analytic
      self.numeric = numeric
      self.uncertainty = uncertainty
      self.relative = relative
      self.verdict = verdict
    }

    /// As large as can be from what is no number.
    public var difference: Double { analytic.isFinite ? (analytic - numeric).magnitude : .infinity }
  }

  public struct Entry: Codable, Sendable {
    public var name: String
    public var shape: [Int]
    public var summary: CheckSummary
    /// Over the entries that were decided.
    public var meanAbsolute: Double
    public var maxAbsolute: Double
    /// The worst entries, worst first; at most a handful.
    public var worst: [Finding]

    public init(
      name: String, shape: [Int], summary: CheckSummary, meanAbsolute: Double, maxAbsolute: Double, worst: [Finding]
    ) {
      self.name = name
      self.shape = shape
      self.summary = summary
      self.meanAbsolute = meanAbsolute
      self.maxAbsolute = maxAbsolute
      self.worst = worst
    }
  }

  /// An input that a stored number cut off: there is no gradient of it to compare.
  public struct Cut: Codable, Sendable {
    public var name: String
    public var shape: [Int]
    public var line: Int

    public init(name: String, shape: [Int], line: Int) {
      self.name = name
      self.shape = shape
      self.line = line
    }
  }

  /// A `backward` rule against differences of its function, in one of its variables.
  public struct Rule: Codable, Sendable {
    public var function: String
    /// How often the function was called.
    public var calls: Int
    public var entry: Entry

    public init(function: String, calls: Int, entry: Entry) {
      self.function = function
      self.calls = calls
      self.entry = entry
    }
  }

  public var output: String
  public var entries: [Entry]
  public var cuts: [Cut]
  public var rules: [Rule]
  public var digits: Int
  /// Of the inputs' entries together, those that are cut counted apart.
  public let summary: CheckSummary
  public let meanAbsolute: Double
  public let maxAbsolute: Double

  public init(output: String, entries: [Entry], cuts: [Cut] = [], rules: [Rule] = [], digits: Int) {
    self.output = output
    self.entries = entries
    self.cuts = cuts
    self.rules = rules
    self.digits = digits
    var summary = CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0)
    var total = 0.0
    var greatest = 0.0
    for entry in entries {
      summary = summary + entry.summary
      total += entry.meanAbsolute * Double(entry.summary.passed + entry.summary.failed)
      greatest = max(greatest, entry.maxAbsolute)
    }
    summary.cut = cuts.reduce(0) { $0 + $1.shape.reduce(1, *) }
    self.summary = summary
    let decided = summary.passed + summary.failed
    meanAbsolute = decided == 0 ? 0 : total / Double(decided)
    maxAbsolute = greatest
  }

  /// Whether nothing was found wrong.
  public var isOK: Bool { summary.failed == 0 && rules.allSatisfy { $0.entry.summary.failed == 0 } }
  public var verdict: CheckVerdict { isOK ? summary.verdict : .fail }
}
