/// `gradcheck(f)`: the backward pass against central differences, an entry an input.
public struct GradientCheckArtifact: Sendable {
  public struct Finding: Sendable {
    /// Position in the input's tensor; empty for a scalar.
    public var index: [Int]
    public var analytic: Double
    public var numeric: Double
    public var relative: Double
    public var verdict: CheckVerdict

    public init(index: [Int], analytic: Double, numeric: Double, relative: Double, verdict: CheckVerdict) {
      self.index = index
      self.analytic = analytic
      self.numeric = numeric
      self.relative = relative
      self.verdict = verdict
    }
  }

  public struct Entry: Sendable {
    public var name: String
    public var shape: [Int]
    public var summary: CheckSummary
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

  public var output: String
  public var entries: [Entry]
  public var summary: CheckSummary
  public var meanAbsolute: Double
  public var maxAbsolute: Double
  public var digits: Int

  public init(
    output: String, entries: [Entry], summary: CheckSummary, meanAbsolute: Double, maxAbsolute: Double, digits: Int
  ) {
    self.output = output
    self.entries = entries
    self.summary = summary
    self.meanAbsolute = meanAbsolute
    self.maxAbsolute = maxAbsolute
    self.digits = digits
  }
}
