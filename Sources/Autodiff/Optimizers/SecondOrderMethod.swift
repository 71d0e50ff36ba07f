/// Methods that use the curvature of a function; they want the whole function, not a part of the data at a time.
public enum SecondOrderMethod: Sendable, Hashable {
  /// p ← p − H⁻¹ g: to the stationary point of the parabola that fits, in one step for a quadratic function. It may be
  /// a saddle.
  case newton(tolerance: Double)
  /// An approximation of H⁻¹ is built from the gradients on the way (Broyden, Fletcher, Goldfarb, Shanno 1970), with a
  /// line search.
  case bfgs(tolerance: Double)
  /// The same from the last `memory` steps alone, without a matrix (Nocedal 1980).
  case lbfgs(memory: Int, tolerance: Double)

  /// The run ends when no entry of the gradient is greater.
  var tolerance: Double {
    switch self {
    case .newton(let tolerance), .bfgs(let tolerance), .lbfgs(_, let tolerance): tolerance
    }
  }

  /// The shape of all that a run over n parameters keeps beside a few points.
  func kept(parameters n: Int, steps: Int) -> [Int] {
    switch self {
    // H, its factors, and the magnitudes that went into these.
    case .newton: [3, n, n]
    case .bfgs: [n, n]
    case .lbfgs(let memory, _): [2, min(memory, steps), n]
    }
  }

  /// Scalar operations that a step over n parameters takes besides evaluating the function and its derivatives.
  ///
  /// - Parameter step: how many steps were done before.
  func work(parameters n: Int, step: Int) -> Int {
    switch self {
    case .newton: SquareMatrices.work(n * n, [n])
    // H g, H y, and the update of H.
    case .bfgs: 3 * n * n
    case .lbfgs(let memory, _): 4 * min(memory, step) * n
    }
  }
}
