/// A rate for each parameter that shrinks with the squares of all its gradients so far.
///
///     v ← v + g²
///     p ← p − η g / (√v + ε)
///
/// η is `rate` (0.01), ε 1e-10; PyTorch's `Adagrad` and its defaults. (Duchi, Hazan, Singer 2011.)
/// From p = 1 with gradient 2 and η = 0.1 it goes to 0.9.
public struct AdaGrad: Optimizer {
  /// η, the size of steps.
  public var rate: Double
  /// ε, which keeps the divisor from 0.
  public var epsilon: Double
  /// Where ε stands.
  public var place: EpsilonPlace

  /// PyTorch's defaults.
  public init(rate: Double = 0.01, epsilon: Double = 1e-10, place: EpsilonPlace = .outside) {
    self.rate = rate
    self.epsilon = epsilon
    self.place = place
  }

  /// `adagrad(lr: 0.01, …)`
  public static let description = OptimizerDescription(
    "adagrad", "v ← v + g², p ← p − lr · g / (√v + ε); \"inside\": √(v + ε)", AdaGrad(),
    [.rate(\.rate), .epsilon(\.epsilon), .place(\.place, among: [.outside, .inside])])

  public var momentCount: Int { 1 }

  public func step(
    _ parameter: Term, gradient: Term, rate: Term, moments: [Term], common: [Term]
  ) throws(EngineError) -> (parameter: Term, moments: [Term]) {
    let v = try moments[0] + gradient.squared
    return (try parameter - rate * gradient / place.root(v, epsilon), [v])
  }
}
