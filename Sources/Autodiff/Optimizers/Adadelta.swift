/// Steps as long as the recent ones, in the direction of the gradient divided by its recent size.
///
///     v ← ρ v + (1 − ρ) g²
///     d ← g √(u + ε) / √(v + ε)
///     u ← ρ u + (1 − ρ) d²
///     p ← p − η d
///
/// The two roots have the units of p's steps and of g, so d has those of p, and η needs none: it is `rate` (1), ρ 0.9,
/// ε 1e-6; PyTorch's `Adadelta` and its defaults. u begins at 0, so the first steps are of the size of √ε, and with
/// ε = 0 nothing ever moves. (Zeiler 2012, algorithm 1.)
/// From p = 10 with gradient 10 it goes to 9.9968377, by √(10⁻⁶) · 10 / √(10 + 10⁻⁶).
public struct Adadelta: Optimizer {
  /// η, the size of steps.
  public var rate: Double
  /// ρ, by which squares fade.
  public var rho: Double
  /// ε, which keeps both roots from 0.
  public var epsilon: Double

  /// PyTorch's defaults.
  public init(rate: Double = 1, rho: Double = 0.9, epsilon: Double = 1e-6) {
    self.rate = rate
    self.rho = rho
    self.epsilon = epsilon
  }

  /// `adadelta(lr: 1, …)`
  public static let description = OptimizerDescription(
    "adadelta", "v ← ρv + (1 − ρ)g², d ← g √(u + ε) / √(v + ε), u ← ρu + (1 − ρ)d², p ← p − lr · d", Adadelta(),
    [.rate(\.rate), .number("rho", \.rho, below: 1), .epsilon(\.epsilon)],
    refusal: {
      $0.epsilon > 0
        ? nil : ("epsilon", "`epsilon` is above 0: the first step of Adadelta has the size of its root")
    })

  /// v and u.
  public var momentCount: Int { 2 }

  public func step(
    _ parameter: Term, gradient: Term, rate: Term, moments: [Term], common: [Term]
  ) throws(EngineError) -> (parameter: Term, moments: [Term]) {
    let v = try rho * moments[0] + (1 - rho) * gradient.squared
    let d = try (moments[1] + epsilon).squareRoot / (v + epsilon).squareRoot * gradient
    let u = try rho * moments[1] + (1 - rho) * d.squared
    return (try parameter - rate * d, [v, u])
  }
}
