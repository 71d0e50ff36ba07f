import Formulas

/// Adam with Nesterov's momentum: the step is taken with the velocity that the next one will begin with.
///
///     μₜ = β₁ (1 − ½ 0.96^(t ψ))         in step t, from about β₁/2 up to β₁
///     Πₜ = μ₁ μ₂ … μₜ
///     m ← β₁ m + (1 − β₁) g
///     v ← β₂ v + (1 − β₂) g²
///     p ← p − η ((1 − μₜ) g / (1 − Πₜ) + μₜ₊₁ m / (1 − Πₜ₊₁)) / (√v / √(1 − β₂ᵗ) + ε)
///
/// η is `rate` (2e-3), β₁ 0.9, β₂ 0.999, ε 1e-8, ψ `momentumDecay` (4e-3); PyTorch's `NAdam` and its defaults. (Dozat
/// 2016.) From p = 10 with gradient 10 and η = 0.1 it goes to 9.894355: by 0.1 for the gradient, and by
/// 0.1 · 0.1 μ₂ / (1 − μ₁ μ₂) for the velocity.
public struct Nadam: Optimizer {
  /// η, the size of steps.
  public var rate: Double
  /// β₁, by which the momentum fades.
  public var beta1: Double
  /// β₂, by which squares fade.
  public var beta2: Double
  /// ε, which keeps the divisor from 0.
  public var epsilon: Double
  /// ψ, by which the share of momentum grows.
  public var momentumDecay: Double

  /// PyTorch's defaults.
  public init(
    rate: Double = 2e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    momentumDecay: Double = 4e-3
  ) {
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.momentumDecay = momentumDecay
  }

  /// `nadam(lr: 2e-3, …)`
  public static let description = OptimizerDescription(
    "nadam",
    "Adam with Nesterov's momentum, μₜ = β₁ (1 − ½ 0.96^(t · momentum_decay)): "
      + "p ← p − lr ((1 − μₜ) g / (1 − Πₜ) + μₜ₊₁ m / (1 − Πₜ₊₁)) / (√v̂ + ε), Πₜ the product of μ₁ … μₜ; "
      + "`momentum_decay` is 1 in Keras", Nadam(),
    [
      .rate(\.rate), .number("beta1", \.beta1, below: 1), .number("beta2", \.beta2, below: 1), .epsilon(\.epsilon),
      .number("momentum_decay", \.momentumDecay),
    ])

  public var momentCount: Int { 2 }
  /// 1 − β₂ᵗ, 1 − 0.96^(t ψ) and 1 − Πₜ: what begins at 0, and so is never a small difference of large numbers.
  public var commonCount: Int { 3 }

  public func common(after common: [Term]) throws(EngineError) -> [Term] {
    let warmth = try warmer(common[1])
    return [
      try beta2 * common[0] + (1 - beta2), warmth, try Self.complement(common[2], times: momentum(warmth)),
    ]
  }

  public func step(
    _ parameter: Term, gradient: Term, rate: Term, moments: [Term], common: [Term]
  ) throws(EngineError) -> (parameter: Term, moments: [Term]) {
    let (squares, warmth, product) = (common[0], common[1], common[2])
    let m = try beta1 * moments[0] + (1 - beta1) * gradient
    let v = try beta2 * moments[1] + (1 - beta2) * gradient.squared
    let next = try momentum(warmer(warmth))
    // As in Adam: the correction of v multiplied out.
    let root = try squares.squareRoot
    let byGradient = try rate * root * (1 - momentum(warmth)) / product
    let byVelocity = try rate * root * next / Self.complement(product, times: next)
    let step = try (byGradient * gradient + byVelocity * m) / (v.squareRoot + epsilon * root)
    return (try parameter - step, [m, v])
  }

  /// 1 − 0.96^((t + 1) ψ) from 1 − 0.96^(t ψ).
  private func warmer(_ warmth: Term) throws(EngineError) -> Term {
    let exponent = momentumDecay * Elementary.log(0.96)
    return try Elementary.exp(exponent) * warmth + -Elementary.expm1(exponent)
  }

  /// μ from 1 − 0.96^(t ψ).
  private func momentum(_ warmth: Term) throws(EngineError) -> Term { try beta1 / 2 * warmth + beta1 / 2 }

  /// 1 − Π μ from 1 − Π.
  private static func complement(_ product: Term, times factor: Term) throws(EngineError) -> Term {
    try product * factor + (1 - factor)
  }
}
