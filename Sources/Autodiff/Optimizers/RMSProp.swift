/// A rate for each parameter that follows the mean of its squared gradients.
///
///     v ← ρ v + (1 − ρ) g²
///     p ← p − η g / (√v + ε)            (inside: √(v + ε), as in Keras 3)
///
/// η is `rate` (0.01), ρ 0.99, ε 1e-8; PyTorch's `RMSprop` and its defaults. (Hinton 2012, lecture 6.)
/// From p = 10 with gradient 10, η = 0.1 and ρ = 0.9 it goes to 9.683772.
public struct RMSProp: Optimizer {
  /// η, the size of steps.
  public var rate: Double
  /// ρ, by which squares fade.
  public var rho: Double
  /// ε, which keeps the divisor from 0.
  public var epsilon: Double
  /// Where ε stands.
  public var place: EpsilonPlace

  /// PyTorch's defaults.
  public init(rate: Double = 0.01, rho: Double = 0.99, epsilon: Double = 1e-8, place: EpsilonPlace = .outside) {
    self.rate = rate
    self.rho = rho
    self.epsilon = epsilon
    self.place = place
  }

  /// `rmsprop(lr: 0.01, …)`
  public static let description = OptimizerDescription(
    "rmsprop", "v ← ρv + (1 − ρ)g², p ← p − lr · g / (√v + ε); \"inside\": √(v + ε)", RMSProp(),
    [
      .rate(\.rate), .number("rho", \.rho, below: 1), .epsilon(\.epsilon),
      .place(\.place, among: [.outside, .inside]),
    ])

  public var momentCount: Int { 1 }

  public func step(
    _ parameter: Term, gradient: Term, rate: Term, moments: [Term], common: [Term]
  ) throws(EngineError) -> (parameter: Term, moments: [Term]) {
    let v = try rho * moments[0] + (1 - rho) * gradient.squared
    return (try parameter - rate * gradient / place.root(v, epsilon), [v])
  }
}
