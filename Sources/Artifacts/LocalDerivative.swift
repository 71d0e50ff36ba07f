import Formulas

/// ∂result/∂operand at one operand of one gate.
public struct LocalDerivative: Codable, Sendable, Hashable {
  /// As a formula in the operands' names: `z`, `2 t`, `f (1 − f)`.
  public var symbol: Notation
  /// Its number; `nil` where it is not one (a matrix product).
  public var value: ShapedValues?

  public init(symbol: Notation, value: ShapedValues?) {
    self.symbol = symbol
    self.value = value
  }
}

/// Conduct of a gate towards the gradient that arrives at it.
public enum GatePattern: String, Codable, Sendable, Hashable, CaseIterable {
  /// add: the same to each input
  case distributes
  /// mul: scaled by the other input
  case swaps
  /// max, min: all to the one that won
  case routes
  /// a value used more than once: the branches are summed
  case copies
  /// one input, local derivative 1
  case passes
  /// subtraction, negation: passed on with its sign changed on one side
  case flips
}
