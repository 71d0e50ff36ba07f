import Formulas

/// `gradients(f)`: one row a node, in backward order, the inputs ("leaves") last.
public struct GradientTable: Codable, Sendable {
  /// One way on which a gradient arrives at a node: through one consumer.
  public struct Branch: Codable, Sendable {
    /// The consumer's name.
    public var through: Notation
    public var local: LocalDerivative
    public var upstream: ShapedValues
    public var contribution: ShapedValues

    public init(through: Notation, local: LocalDerivative, upstream: ShapedValues, contribution: ShapedValues) {
      self.through = through
      self.local = local
      self.upstream = upstream
      self.contribution = contribution
    }
  }

  public struct Row: Codable, Sendable {
    /// The name, or the source text of an unnamed node.
    public var name: String
    public var notation: Notation
    /// `input`, `add`, `mul`, `exp` …, the primitive's name
    public var operation: String
    /// The formula that made it, in the operands' names: `x + y`; `nil` for an input.
    public var formula: Notation?
    public var value: ShapedValues
    /// `nil` for what a stored number cut off.
    public var gradient: ShapedValues?
    /// The line that cut it off.
    public var cut: Int?
    /// Empty for the output itself, one for a node used once, several where branches add up.
    public var branches: [Branch]
    /// Where every entry was compared.
    public var numeric: ShapedValues?
    /// The first entries that were compared, as many as stand side by side.
    public var numericStart: [Double]
    public var verdict: CheckVerdict
    public var isLeaf: Bool

    public init(
      name: String, notation: Notation, operation: String, formula: Notation?, value: ShapedValues,
      gradient: ShapedValues?, cut: Int? = nil, branches: [Branch], numeric: ShapedValues?, numericStart: [Double] = [],
      verdict: CheckVerdict, isLeaf: Bool
    ) {
      self.name = name
      self.notation = notation
      self.operation = operation
      self.formula = formula
      self.value = value
      self.gradient = gradient
      self.cut = cut
      self.branches = branches
      self.numeric = numeric
      self.numericStart = numericStart
      self.verdict = verdict
      self.isLeaf = isLeaf
    }
  }

  /// The name of what was differentiated.
  public var output: String
  public var rows: [Row]
  public var check: CheckSummary
  public var digits: Int

  public init(output: String, rows: [Row], check: CheckSummary, digits: Int) {
    self.output = output
    self.rows = rows
    self.check = check
    self.digits = digits
  }
}
