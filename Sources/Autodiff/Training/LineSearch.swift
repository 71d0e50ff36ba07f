/// How far to go along a direction: a step that lowers f enough and leaves a slope that is small enough (the strong
/// conditions of Wolfe, c₁ = 1e-4, c₂ = 0.9), found by bracketing and cubic interpolation.
///
/// J. Nocedal, S. Wright, "Numerical Optimization", 2nd edition, algorithms 3.5 and 3.6.
struct LineSearch {
  let objective: Objective
  let from: Objective.Point
  let direction: [Double]
  private let slope: Double

  private static let decrease = 1e-4
  private static let curvature = 0.9
  private static let tries = 40

  init(_ objective: Objective, from: Objective.Point, direction: [Double]) {
    self.objective = objective
    self.from = from
    self.direction = direction
    slope = from.gradient.dot(direction)
  }

  private struct Trial {
    var step: Double
    var point: Objective.Point?
    var value: Double
    var slope: Double
  }

  /// - Parameters:
  ///   - first: the step that is tried first.
  ///   - pause: called between tries; what it throws ends the search.
  /// - Returns: `nil` when no step lowers f, since rounding hides what is left.
  func run(first: Double, pause: () throws(EngineError) -> Void) throws(EngineError) -> Objective.Point? {
    guard slope < 0 else { return nil }
    var previous = Trial(step: 0, point: from, value: from.value, slope: slope)
    var step = first
    for attempt in 0..<Self.tries {
      if attempt > 0 { try pause() }
      let trial = try trial(step)
      if !descends(trial) || attempt > 0 && trial.value >= previous.value { return try zoom(previous, trial, pause) }
      if trial.slope.magnitude <= -Self.curvature * slope { return trial.point }
      if trial.slope >= 0 { return try zoom(trial, previous, pause) }
      previous = trial
      step *= 2
    }
    return previous.point
  }

  private func descends(_ trial: Trial) -> Bool { trial.value <= from.value + Self.decrease * trial.step * slope }

  private func trial(_ step: Double) throws(EngineError) -> Trial {
    do {
      let point = try objective.point(from.x.moved(step, along: direction))
      return Trial(step: step, point: point, value: point.value, slope: point.gradient.dot(direction))
    } catch .nonFinite {
      return Trial(step: step, point: nil, value: .infinity, slope: .infinity)
    }
  }

  private func zoom(
    _ first: Trial, _ second: Trial, _ pause: () throws(EngineError) -> Void
  ) throws(EngineError) -> Objective.Point? {
    var (low, high) = (first, second)
    for _ in 0..<Self.tries {
      try pause()
      let trial = try trial(between(low, high))
      if !descends(trial) || trial.value >= low.value {
        high = trial
      } else {
        if trial.slope.magnitude <= -Self.curvature * slope { return trial.point }
        if trial.slope * (high.step - low.step) >= 0 { high = low }
        low = trial
      }
      if (high.step - low.step).magnitude <= 1e-16 * max(high.step.magnitude, low.step.magnitude) { break }
    }
    return low.step > 0 && low.value < from.value ? low.point : nil
  }

  /// The minimum of the cubic through both ends, kept away from them; the middle where there is none.
  private func between(_ a: Trial, _ b: Trial) -> Double {
    let middle = (a.step + b.step) / 2
    guard a.value.isFinite, b.value.isFinite, a.slope.isFinite, b.slope.isFinite else { return middle }
    let d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step)
    let square = d1 * d1 - a.slope * b.slope
    guard square >= 0 else { return middle }
    let d2 = b.step > a.step ? square.squareRoot() : -square.squareRoot()
    let step = b.step - (b.step - a.step) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2)
    let (least, most) = (min(a.step, b.step), max(a.step, b.step))
    let margin = 0.1 * (most - least)
    guard step.isFinite, step >= least + margin, step <= most - margin else { return middle }
    return step
  }
}
