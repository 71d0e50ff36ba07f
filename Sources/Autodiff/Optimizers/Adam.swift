/// Momentum, and a rate for each parameter, both corrected for their beginning at 0.
///
///     c₁ ← β₁ c₁ + (1 − β₁)              (= 1 − β₁ᵗ in step t)
///     c₂ ← β₂ c₂ + (1 − β₂)
///     m ← β₁ m + (1 − β₁) g
///     v ← β₂ v + (1 − β₂) g²
///     p ← p − (η / c₁) m / (√v / √c₂ + ε)
///
/// With ε `inside` the divisor is √(v/c₂ + ε); `uncorrected`, as in Keras, p ← p − η (√c₂ / c₁) m / (√v + ε). η is
/// `rate` (1e-3), β₁ 0.9, β₂ 0.999, ε 1e-8; PyTorch's `Adam` and its defaults. `decay` is AdamW's: p ← (1 − η λ) p
/// before the step. (Kingma, Ba 2015; Loshchilov, Hutter 2019.) From p = 10 with gradient 10 and η = 0.1 it goes to
/// 9.9.
public struct Adam: Optimizer {
  /// η, the size of steps.
  public var rate: Double
  /// β₁, by which the momentum fades.
  public var beta1: Double
  /// β₂, by which squares fade.
  public var beta2: Double
  /// ε, which keeps the divisor from 0.
  public var epsilon: Double
  /// λ, AdamW's decay of weights.
  public var decay: Double
  /// Where ε stands.
  public var place: EpsilonPlace

  /// PyTorch's defaults.
  public init(
    rate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, decay: Double = 0,
    place: EpsilonPlace = .outside
  ) {
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
    self.place = place
  }

  private static let settings: [RuleSetting<Adam>] = [
    .rate(\.rate), .number("beta1", \.beta1, below: 1), .number("beta2", \.beta2, below: 1), .epsilon(\.epsilon),
  ]

  /// `adam(lr: 1e-3, …)`
  public static let description = OptimizerDescription(
    "adam",
    "momentum m and squares v, both corrected: p ← p − lr · m̂ / (√v̂ + ε); \"inside\": √(v̂ + ε), "
      + "\"uncorrected\": Keras's", Adam(), settings + [.place(\.place, among: EpsilonPlace.allCases)])

  /// AdamW.
  public static let decoupled = OptimizerDescription(
    "adamw", "p ← (1 − lr · λ) p, then Adam's step", Adam(decay: 0.01),
    settings + [.number("weight_decay", \.decay), .place(\.place, among: EpsilonPlace.allCases)])

  public var momentCount: Int { 2 }
  public var commonCount: Int { 2 }

  public func common(after common: [Term]) throws(EngineError) -> [Term] {
    [try beta1 * common[0] + (1 - beta1), try beta2 * common[1] + (1 - beta2)]
  }

  public func step(
    _ parameter: Term, gradient: Term, rate: Term, moments: [Term], common: [Term]
  ) throws(EngineError) -> (parameter: Term, moments: [Term]) {
    let (c1, c2) = (common[0], common[1])
    let p = decay == 0 ? parameter : try (1 - rate * decay) * parameter
    let m = try beta1 * moments[0] + (1 - beta1) * gradient
    let v = try beta2 * moments[1] + (1 - beta2) * gradient.squared
    let step: Term
    switch place {
    case .outside:
      // As written above, multiplied out: one division an entry.
      let root = try c2.squareRoot
      step = try rate * root / c1 * (m / (v.squareRoot + epsilon * root))
    case .inside: step = try rate / c1 * (m / (v / c2 + epsilon).squareRoot)
    case .uncorrected: step = try rate * c2.squareRoot / c1 * (m / (v.squareRoot + epsilon))
    }
    return (try p - step, [m, v])
  }
}
