/// The numeric derivative of one entry, or along one direction, and the rule of agreement: the only place where a
/// derivative is found to agree or not.
struct CentralDifference {
  enum Movement {
    /// One entry; its place in the probe.
    case entry(input: Int, place: Int)
    /// Entries of several inputs together, from 0 on.
    case direction([Probe.Movement])
  }

  var movement: Movement
  /// Where the entry stands; 0 along a direction.
  var x: Double
  /// The analytic gradient's own error.
  var rounding: Double

  private struct Estimate {
    var step: Double
    var value: Double
    /// Bound of what rounding did.
    var rounding: Double
    /// Difference between the two steps.
    var truncation: Double
    var isKinked: Bool
    /// Half the difference between the slopes to both sides, for the step and for half of it.
    var bend: Double
    var halfBend: Double
    /// By how much rounding may have moved both.
    var bendRounding: Double

    var uncertainty: Double { rounding + truncation }

    /// Whether the slopes to both sides come together as the step shrinks, as they do where there is a derivative.
    /// Their mean may be a number at a kink that no operation tells of: √x² has one at 0.
    ///
    /// - Parameter error: of the output at the base.
    func isSmooth(_ error: Double = 0) -> Bool { halfBend <= 0.75 * bend + bendRounding + 4 * error / step }
  }

  /// Steps are tried until one decides: a first one for most functions, a greater one for gradients that are small
  /// beside f, ones in proportion to x for functions that live near 0 or far out. A failure must be confirmed by
  /// another step, so that no chance agreement between two differences can condemn a correct gradient.
  func judge<Function: MovedFunction>(
    _ probe: inout Function, _ followers: ContiguousArray<Int>, analytic a: Double, position: Int
  ) throws(EngineError) -> GradientCheck.Entry {
    var best: Estimate?
    var refuted: [Estimate] = []
    var next = 0
    var isKinked = true
    defer { probe.holdsDecisions = false }
    while let (h, holds) = step(next, isKinked: isKinked) {
      next += 1
      probe.holdsDecisions = holds
      let estimate = try self.estimate(&probe, followers, h)
      isKinked = isKinked && estimate.isKinked
      var verdict = CentralDifference.verdict(a, estimate)
      // A step that leaves a narrow bump behind on both sides tells of the plain around it, unless it is rounding that
      // lifts the base.
      if verdict == .fail, !estimate.isSmooth(), !estimate.isSmooth(try baseError(&probe, followers)) {
        verdict = .undecided
      }
      if verdict == .pass { return entry(position, a, estimate, .pass) }
      if verdict == .fail {
        for other in refuted where CentralDifference.confirm(estimate, other) {
          return entry(position, a, estimate.uncertainty < other.uncertainty ? estimate : other, .fail)
        }
        refuted.append(estimate)
      }
      if !(estimate.uncertainty >= best?.uncertainty ?? .infinity) { best = estimate }
    }
    let shown =
      best
      ?? Estimate(
        step: 0, value: .nan, rounding: .infinity, truncation: 0, isKinked: true, bend: 0, halfBend: 0, bendRounding: 0)
    return entry(position, a, shown, .undecided)
  }

  /// The steps in the order in which they are tried: where all met a kink, smaller ones, and at last with decisions held,
  /// since only a decision exactly at its border is undecided.
  private func step(_ number: Int, isKinked: Bool) -> (length: Double, holdsDecisions: Bool)? {
    let size = x.magnitude
    let scale = max(size, 1)
    let isSmall = size < 0.25 && size > 0
    let special = isSmall ? size : 1
    switch isSmall || size > 4 || number < 2 ? number : number + 2 {
    case 0: return (0x1p-17 * scale, false)
    case 1: return (0x1p-13 * scale, false)
    case 2: return ((isSmall ? 0x1p-14 : 0x1p-15) * special, false)
    case 3: return (0x1p-20 * special, false)
    case 4: return (0x1p-21 * scale, false)
    case 5: return (0x1p-10 * scale, false)
    case 6: return isKinked ? (0x1p-24 * scale, false) : nil
    // Begun with, they are gone through: a failure is confirmed by another step.
    case 7: return (0x1p-30 * scale, false)
    case 8: return (0x1p-36 * scale, false)
    case 9: return (0x1p-42 * scale, false)
    case 10: return isKinked ? (0x1p-17 * special, true) : nil
    case 11: return (0x1p-20 * special, true)
    default: return nil
    }
  }

  /// Whether two estimates tell of one derivative: they agree, and the smaller step came closer. Over swings that no
  /// step resolves, differences grow as the step shrinks.
  private static func confirm(_ a: Estimate, _ b: Estimate) -> Bool {
    let (small, large) = a.step < b.step ? (a, b) : (b, a)
    let size = max(a.value.magnitude, b.value.magnitude)
    return small.truncation <= max(4 * small.rounding, large.truncation / 2)
      && (a.value - b.value).magnitude <= 1e-3 * size + a.uncertainty + b.uncertainty
  }

  private func entry(
    _ position: Int, _ a: Double, _ estimate: Estimate, _ verdict: GradientCheck.Verdict
  ) -> GradientCheck.Entry {
    GradientCheck.Entry(
      position: position, analytic: a, numeric: estimate.value, uncertainty: estimate.uncertainty, verdict: verdict)
  }

  private static func verdict(_ a: Double, _ estimate: Estimate) -> GradientCheck.Verdict {
    let n = estimate.value
    guard n.isFinite, estimate.uncertainty.isFinite else { return .undecided }
    guard a.isFinite else {
      // Whatever decides within the step: what is not chosen may be what has no derivative.
      return estimate.isSmooth() && estimate.uncertainty <= 1e-3 * max(n.magnitude, 1) ? .fail : .undecided
    }
    guard !estimate.isKinked else { return .undecided }
    if a == n { return .pass }
    let size = max(a.magnitude, n.magnitude)
    if estimate.uncertainty > 1e-3 * size { return .undecided }
    return (a - n).magnitude <= 1e-6 * size + estimate.uncertainty ? .pass : .fail
  }

  /// Differences over h and h/2, extrapolated (Richardson).
  private func estimate<Function: MovedFunction>(
    _ probe: inout Function, _ followers: ContiguousArray<Int>, _ h: Double
  ) throws(EngineError) -> Estimate {
    let points = SIMD4(x + h, x - h, x + h / 2, x - h / 2)
    let (values, errors) = try probe.run(movement, followers, at: points)
    // The distances that were really taken.
    let (wide, narrow) = (points[0] - points[1], points[2] - points[3])
    let (first, second) = ((values[0] - values[1]) / wide, (values[2] - values[3]) / narrow)
    let (firstError, secondError) = ((errors[0] + errors[1]) / wide, (errors[2] + errors[3]) / narrow)
    let base = probe.present
    let bend = ((values[0] - base) + (values[1] - base)).magnitude / wide
    let halfBend = ((values[2] - base) + (values[3] - base)).magnitude / narrow
    return Estimate(
      step: h, value: (4 * second - first) / 3, rounding: (4 * secondError + firstError) / 3 + rounding,
      truncation: (first - second).magnitude, isKinked: probe.crossedKink, bend: bend, halfBend: halfBend,
      bendRounding: firstError + secondError)
  }

  /// By how much rounding may have moved the output at the base.
  private func baseError<Function: MovedFunction>(
    _ probe: inout Function, _ followers: ContiguousArray<Int>
  ) throws(EngineError) -> Double {
    try probe.run(movement, followers, at: SIMD4(repeating: x)).errors[0]
  }
}
