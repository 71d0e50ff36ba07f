/// The entries of one node that were looked at.
struct CheckedEntries {
  let analytic: Tensor
  let input: Int
  let place: Int
  let followers: ContiguousArray<Int>
  var found: [GradientCheck.Entry] = []
  /// Rounding error of a gradient that was computed in 32 bits: 16 roundings, relative to its greatest entry.
  let rounding: Double

  init(analytic: Tensor, input: Int, place: Int, followers: ContiguousArray<Int>) {
    self.analytic = analytic
    self.input = input
    self.place = place
    self.followers = followers
    let size = analytic.precision == .single ? analytic.values.reduce(0) { max($0, $1.magnitude) } : 0
    rounding = size.isFinite ? 0x1p-20 * size : 0
  }

  /// Whether an entry failed for being no number or infinite.
  var hasNonFiniteFailure: Bool { found.contains { $0.verdict == .fail && !$0.analytic.isFinite } }

  /// Where a 0 is raised to what varies, the derivative is undefined by convention, though differences give 0.
  mutating func excuseNonFinite() {
    for k in found.indices where !found[k].analytic.isFinite { found[k].verdict = .undecided }
  }

  var hasFailed: Bool { found.last?.verdict == .fail }

  mutating func look(at position: Int, _ probe: inout Probe) throws(EngineError) {
    let difference = CentralDifference(
      movement: .entry(input: input, place: place + position), x: probe.present(place + position), rounding: rounding)
    found.append(
      try difference.judge(&probe, followers, analytic: analytic.values[position], position: position))
  }
}
