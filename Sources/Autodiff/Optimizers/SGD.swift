/// Gradient descent, with momentum when asked for.
///
///     g ← ∂L/∂p + λ p
///     b ← μ b + g
///     p ← p − η b            (Nesterov: p − η (g + μ b))
///
/// η is `rate` (1e-3), μ `momentum` (0), λ `decay` (0); PyTorch's `SGD` and its defaults. With momentum the steps are
/// those of v ← μ v − η g, p ← p + v. (Polyak 1964; Nesterov 1983; Sutskever et al. 2013.)
/// From p = 1 with gradient 2 and η = 0.1 it goes to 0.8.
public struct SGD: Optimizer {
  /// η, the size of steps.
  public var rate: Double
  /// μ, the share of the last step that is taken again.
  public var momentum: Double
  /// Whether the gradient is followed from where momentum leads.
  public var isNesterov: Bool
  /// λ, the decay of weights, added to the gradient.
  public var decay: Double

  /// PyTorch's defaults.
  public init(rate: Double = 1e-3, momentum: Double = 0, isNesterov: Bool = false, decay: Double = 0) {
    self.rate = rate
    self.momentum = momentum
    self.isNesterov = isNesterov
    self.decay = decay
  }

  /// `sgd(lr: 1e-3, …)`
  public static let description = OptimizerDescription(
    "sgd", "b ← μb + g, p ← p − lr · b; Nesterov's: p ← p − lr (g + μb)", SGD(),
    [
      .rate(\.rate), .number("momentum", \.momentum), .flag("nesterov", \.isNesterov),
      .number("weight_decay", \.decay),
    ],
    refusal: { $0.isNesterov && $0.momentum == 0 ? ("nesterov", "Nesterov's steps need a momentum") : nil })

  public var momentCount: Int { momentum == 0 ? 0 : 1 }

  public func step(
    _ parameter: Term, gradient: Term, rate: Term, moments: [Term], common: [Term]
  ) throws(EngineError) -> (parameter: Term, moments: [Term]) {
    let g = decay == 0 ? gradient : try gradient + decay * parameter
    guard momentum != 0 else { return (try parameter - rate * g, []) }
    let b = try momentum * moments[0] + g
    return (try parameter - rate * (isNesterov ? g + momentum * b : b), [b])
  }
}
