import Formulas

/// `backward(f)`: the backward pass, a step a gate, in order.
public struct BackwardSteps: Codable, Sendable {
  /// upstream × local = downstream, for one input of the gate.
  public struct Flow: Codable, Sendable {
    /// Name of the input.
    public var to: Notation
    public var local: LocalDerivative
    public var upstream: ShapedValues
    public var downstream: ShapedValues
    /// When this branch completes a sum: all branches in order, and the total.
    public var sum: Sum?

    public init(
      to: Notation, local: LocalDerivative, upstream: ShapedValues, downstream: ShapedValues, sum: Sum? = nil
    ) {
      self.to = to
      self.local = local
      self.upstream = upstream
      self.downstream = downstream
      self.sum = sum
    }
  }

  public struct Sum: Codable, Sendable {
    public var terms: [ShapedValues]
    public var total: ShapedValues

    public init(terms: [ShapedValues], total: ShapedValues) {
      self.terms = terms
      self.total = total
    }
  }

  /// An input of the gate to which no gradient is told, since a stored number cut it off.
  public struct Cut: Codable, Sendable {
    /// Name of the input.
    public var to: Notation
    public var line: Int

    public init(to: Notation, line: Int) {
      self.to = to
      self.line = line
    }
  }

  public struct Step: Codable, Sendable {
    /// Name of the gate's result.
    public var at: Notation
    public var atName: String
    public var operation: String
    /// How the result was made: `x + y`.
    public var formula: Notation?
    public var pattern: GatePattern?
    public var upstream: ShapedValues
    public var flows: [Flow]
    public var cuts: [Cut]

    public init(
      at: Notation, atName: String, operation: String, formula: Notation?, pattern: GatePattern?,
      upstream: ShapedValues, flows: [Flow], cuts: [Cut] = []
    ) {
      self.at = at
      self.atName = atName
      self.operation = operation
      self.formula = formula
      self.pattern = pattern
      self.upstream = upstream
      self.flows = flows
      self.cuts = cuts
    }
  }

  public var output: Notation
  public var outputName: String
  public var steps: [Step]
  public var check: CheckSummary
  public var digits: Int

  public init(output: Notation, outputName: String, steps: [Step], check: CheckSummary, digits: Int) {
    self.output = output
    self.outputName = outputName
    self.steps = steps
    self.check = check
    self.digits = digits
  }
}
