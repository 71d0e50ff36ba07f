/// An approximation of H⁻¹ is built from the gradients on the way (Broyden, Fletcher, Goldfarb, Shanno 1970), with a
/// line search: with s the step and y the change of the gradient,
///
///     H ← (I − s yᵀ/yᵀs) H (I − y sᵀ/yᵀs) + s sᵀ/yᵀs
///
/// beginning at (yᵀs / yᵀy) I after the first step (Nocedal, Wright, equations 6.17 and 6.20).
struct BFGS: CurvatureRule {
  var tolerance = 1e-8
  let usesSecondDerivatives = false

  static let description = OptimizerDescription(
    "bfgs", "steps along −H⁻¹g with H⁻¹ built from the gradients on the way and a line search, for `minimize`", BFGS(),
    [.number("tolerance", \.tolerance)])

  func kept(parameters n: Int, steps: Int) -> [Int] { [n, n] }
  /// H g, H y, and the update of H.
  func work(parameters n: Int, step: Int) -> Int { 3 * n * n }
  func begin() -> any CurvatureRun { InverseHessian() }
}

extension SecondOrderMethod {
  /// `bfgs(tolerance: …)`: ends where no entry of the gradient is greater.
  public static func bfgs(tolerance: Double) -> SecondOrderMethod { SecondOrderMethod(BFGS(tolerance: tolerance)) }
}

/// BFGS's approximation of H⁻¹, as a matrix.
private struct InverseHessian: QuasiNewtonRun {
  private var inverse: [Double] = []

  func direction(_ gradient: [Double]) -> [Double] {
    let n = gradient.count
    guard !inverse.isEmpty else { return gradient.map { -$0 } }
    return (0..<n).map { row in -Array(inverse[row * n..<(row + 1) * n]).dot(gradient) }
  }

  mutating func learn(step s: [Double], change y: [Double]) {
    let n = s.count
    let ys = y.dot(s)
    // Without curvature there is nothing to learn; the search makes sure that it is not negative.
    guard ys > 1e-300 else { return }
    if inverse.isEmpty {
      inverse = Array(repeating: 0, count: n * n)
      for k in 0..<n { inverse[k * n + k] = ys / y.dot(y) }
    }
    let hy = (0..<n).map { row in Array(inverse[row * n..<(row + 1) * n]).dot(y) }
    let factor = (1 + y.dot(hy) / ys) / ys
    for row in 0..<n {
      for column in 0..<n {
        inverse[row * n + column] +=
          factor * s[row] * s[column] - (hy[row] * s[column] + s[row] * hy[column]) / ys
      }
    }
  }

  mutating func forget() { inverse = [] }
  var isFresh: Bool { inverse.isEmpty }
}
