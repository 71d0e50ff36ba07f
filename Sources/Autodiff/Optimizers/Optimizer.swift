/// A rule by which parameters follow their gradients, one step at a time.
///
/// A rule is written in nodes, so that it is compiled together with the loss and its gradient, and never written twice.
/// Its name and its settings stand in its ``OptimizerDescription``.
public protocol Optimizer: Sendable {
  /// η, the size of steps.
  var rate: Double { get }
  /// How many tensors of its shape it keeps for each parameter; they begin at 0.
  var momentCount: Int { get }
  /// How many numbers it keeps for all parameters together; they begin at 0.
  var commonCount: Int { get }
  /// The common numbers in the next step.
  func common(after common: [Term]) throws(EngineError) -> [Term]
  /// A parameter and its moments after one step.
  ///
  /// - Parameters:
  ///   - parameter: before the step.
  ///   - gradient: the loss's, of the parameter's shape.
  ///   - rate: η as a term, so that it need not stay what it was when the steps were compiled.
  ///   - moments: before the step, ``momentCount`` of the parameter's shape.
  ///   - common: already those of this step.
  func step(
    _ parameter: Term, gradient: Term, rate: Term, moments: [Term], common: [Term]
  ) throws(EngineError) -> (parameter: Term, moments: [Term])
}

extension Optimizer {
  /// No moments.
  public var momentCount: Int { 0 }
  /// No common numbers.
  public var commonCount: Int { 0 }
  /// The numbers as they are: none.
  public func common(after common: [Term]) throws(EngineError) -> [Term] { [] }
}

/// Where the small number stands that keeps a divisor from 0.
public enum EpsilonPlace: String, Sendable, Hashable, CaseIterable {
  /// √v + ε, v corrected where it is (PyTorch).
  case outside
  /// √(v + ε).
  case inside
  /// √v + ε with v as it is; the corrections stand before the step (Keras's Adam).
  case uncorrected

  func root(_ v: Term, _ epsilon: Double) throws(EngineError) -> Term {
    switch self {
    case .outside, .uncorrected: try v.squareRoot + epsilon
    case .inside: try (v + epsilon).squareRoot
    }
  }
}
