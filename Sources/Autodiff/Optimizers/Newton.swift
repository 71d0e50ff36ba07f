/// p ← p − H⁻¹ g: to the stationary point of the parabola that fits, in one step for a quadratic function. It may be a
/// saddle.
struct Newton: CurvatureRule, CurvatureRun {
  var tolerance = 1e-8
  let usesSecondDerivatives = true

  static let description = OptimizerDescription(
    "newton",
    "p ← p − H⁻¹g, for `minimize`; it ends early when no entry of the gradient is greater than `tolerance`", Newton(),
    [.number("tolerance", \.tolerance)])

  /// H, its factors, and the magnitudes that went into these.
  func kept(parameters n: Int, steps: Int) -> [Int] { [3, n, n] }
  func work(parameters n: Int, step: Int) -> Int { SquareMatrices.work(n * n, [n]) }
  func begin() -> any CurvatureRun { self }

  func next(
    _ objective: Objective, from point: Objective.Point, pause: () throws(EngineError) -> Void
  ) throws(EngineError) -> Objective.Point? {
    let hessian = try objective.hessian(point.x, pause: pause)
    let direction = try Newton.direction(hessian, point.gradient, pause: pause)
    return try objective.point(point.x.moved(1, along: direction))
  }

  func learn(step s: [Double], change y: [Double]) {}

  /// −H⁻¹ g. For H = [[0.1, 0], [0, 2]] and g = [−0.7, 4] it is [7, −2].
  ///
  /// - Parameter pause: called between columns of the elimination; what it throws ends it.
  /// - Throws: ``EngineError/singularMatrix(operation:column:)`` where H has no inverse, as far as rounding lets one see.
  static func direction(
    _ hessian: [Double], _ gradient: [Double], pause: () throws(EngineError) -> Void
  ) throws(EngineError) -> [Double] {
    let factors = try LUDecomposition(hessian, from: 0, size: gradient.count, pause: pause)
    try factors.refuseSingular("newton")
    return factors.solve(gradient.map { -$0 })
  }
}

extension SecondOrderMethod {
  /// `newton(tolerance: …)`: ends where no entry of the gradient is greater.
  public static func newton(tolerance: Double) -> SecondOrderMethod { SecondOrderMethod(Newton(tolerance: tolerance)) }
}
