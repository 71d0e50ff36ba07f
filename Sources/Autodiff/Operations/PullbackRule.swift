extension Primitive {
  /// Forward and backward pass of an operation, written in the language itself, so that
  /// a lesson can compute both sides and compare them.
  ///
  /// `f` is the result, `df` the upstream gradient, `n` the number of samples or entries:
  /// `affine(x, w, b)` is `x @ w + b`, and `w` gets `x.T @ df`.
  public struct PullbackRule: Sendable, Hashable {
    /// An operand of the call.
    public struct Operand: Sendable, Hashable {
      /// As the call names it: `w`.
      public var name: String
      /// Its sizes as a reader writes them: `[in, out]`.
      public var shape: String
      /// Numbers to try the rule on: `randn(3, 2)`.
      public var sample: String
      /// Gradient that it gets: `x.T @ df`; `nil` for an operand that no gradient is asked for, a target.
      public var pullback: String?

      /// `.init("w", "[in, out]", "randn(3, 2)", "x.T @ df")`
      public init(_ name: String, _ shape: String, _ sample: String, _ pullback: String?) {
        (self.name, self.shape, self.sample, self.pullback) = (name, shape, sample, pullback)
      }
    }

    /// `affine(x, w, b)`
    public var call: String
    /// The result written out: `x @ w + b`; `nil` where the call says it best.
    public var formula: String?
    /// Sizes of the result: `[n, out]`.
    public var shape: String
    /// An upstream gradient of the result's shape: `randn(4, 2)`.
    public var upstream: String
    /// `n` on the samples; `nil` where no formula has it.
    public var count: Int?
    /// Operands in the order of the call.
    public var operands: [Operand]

    /// A rule with its samples, which tests and the sheet of rules compute.
    public init(
      _ call: String, is formula: String? = nil, _ shape: String, upstream: String = "randn()", count: Int? = nil,
      _ operands: Operand...
    ) {
      (self.call, self.formula, self.shape, self.upstream) = (call, formula, shape, upstream)
      (self.count, self.operands) = (count, operands)
    }
  }

  /// The backward pass of a structural operation in the language; `nil` where no short formula says it. Elementwise
  /// operations have ``derivatives``.
  public var rule: PullbackRule? { definition.structure?.rule }
}
