/// A function that is computed at points near its base, four at a time, with bounds of what rounding did to each: what
/// a numeric derivative asks. ``Probe`` is one of tensors, ``ScalarProbe`` one of a long graph of scalars.
protocol MovedFunction {
  /// The function at the base.
  var present: Double { get }
  /// Set when the last run decided otherwise than the base.
  var crossedKink: Bool { get }
  /// Whether runs decide as the base did.
  var holdsDecisions: Bool { get set }

  /// The function at four points, and the bounds of its errors.
  ///
  /// - Parameter followers: what the movement reaches.
  mutating func run(
    _ movement: CentralDifference.Movement, _ followers: ContiguousArray<Int>, at points: SIMD4<Double>
  ) throws(EngineError) -> (values: SIMD4<Double>, errors: SIMD4<Double>)
}

extension Probe: MovedFunction {
  mutating func run(
    _ movement: CentralDifference.Movement, _ followers: ContiguousArray<Int>, at points: SIMD4<Double>
  ) throws(EngineError) -> (values: SIMD4<Double>, errors: SIMD4<Double>) {
    switch movement {
    case .entry(let input, let place): try run(followers, input: input, place: place, at: points)
    case .direction(let parts): try run(followers, moving: parts, steps: points)
    }
  }
}
