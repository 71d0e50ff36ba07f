/// Methods that use the curvature of a function; they want the whole function, not a part of the data at a time.
public struct SecondOrderMethod: Sendable {
  let rule: any CurvatureRule

  init(_ rule: any CurvatureRule) { self.rule = rule }

  /// Whether its steps are computed from second derivatives, which the function must have.
  public var usesSecondDerivatives: Bool { rule.usesSecondDerivatives }
}

/// How steps are found: what a method of second order says of itself.
protocol CurvatureRule: Sendable {
  var usesSecondDerivatives: Bool { get }
  /// The run ends when no entry of the gradient is greater.
  var tolerance: Double { get }
  /// The shape of all that a run over n parameters keeps beside a few points.
  func kept(parameters n: Int, steps: Int) -> [Int]
  /// Scalar operations that a step over n parameters takes besides evaluating the function and its derivatives.
  ///
  /// - Parameter step: how many steps were done before.
  func work(parameters n: Int, step: Int) -> Int
  /// A run that has learnt nothing yet.
  func begin() -> any CurvatureRun
}

/// A run of a method, with what it has learnt on the way.
protocol CurvatureRun {
  /// The next point; `nil` when no step lowers the function.
  ///
  /// - Parameter pause: called between parts of a long step; what it throws ends the run.
  mutating func next(
    _ objective: Objective, from point: Objective.Point, pause: () throws(EngineError) -> Void
  ) throws(EngineError) -> Objective.Point?
  /// - Parameters:
  ///   - s: the step that was done.
  ///   - y: how the gradient changed with it.
  mutating func learn(step s: [Double], change y: [Double])
}

/// A run whose approximation of the curvature gives a direction, along which a line search goes.
protocol QuasiNewtonRun: CurvatureRun {
  /// Nothing has been learnt, or all of it forgotten.
  var isFresh: Bool { get }
  mutating func forget()
  func direction(_ gradient: [Double]) -> [Double]
}

extension QuasiNewtonRun {
  mutating func next(
    _ objective: Objective, from point: Objective.Point, pause: () throws(EngineError) -> Void
  ) throws(EngineError) -> Objective.Point? {
    // A second try without what was learnt, where rounding has spoilt it.
    while true {
      let isFirst = isFresh
      let direction = direction(point.gradient)
      let length = direction.dot(direction).squareRoot()
      let next = try LineSearch(objective, from: point, direction: direction)
        .run(first: isFirst ? min(1, 1.01 / length) : 1, pause: pause)
      if next != nil || isFirst { return next }
      forget()
    }
  }
}
