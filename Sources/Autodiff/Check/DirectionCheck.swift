/// All entries of a gradient against one difference: the derivative along a direction of ±1 in each entry.
///
/// A sample misses one wrong entry among thousands; along a random direction its error stays, since nothing cancels it.
/// For two evaluations there is an answer about all entries, and where it is no, halving leads to the entry.
struct DirectionCheck {
  /// An input, and where its entries begin among all that move.
  private struct Part {
    var input: Int
    var entries: Range<Int>
  }

  private let parts: [Part]
  let followers: ContiguousArray<Int>
  /// Rounding error of a single entry, where the gradient was computed in 32 bits.
  private let rounding: Double
  private let analytic: [Double]
  private let greatest: Double

  init(_ analytic: [Double], input: Int, followers: ContiguousArray<Int>, rounding: Double = 0) {
    self.init([(input, analytic)], followers: followers, rounding: rounding)
  }

  /// The entries of several inputs, one behind the other.
  init(
    _ gradients: [(input: Int, analytic: [Double])], followers: ContiguousArray<Int>, rounding: Double = 0
  ) {
    var parts: [Part] = []
    var analytic: [Double] = []
    for gradient in gradients {
      let start = analytic.count
      analytic += gradient.analytic
      parts.append(Part(input: gradient.input, entries: start..<analytic.count))
    }
    self.parts = parts
    self.analytic = analytic
    self.followers = followers
    self.rounding = rounding
    greatest = analytic.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
  }

  /// The input that an entry belongs to, and its position there.
  func place(_ entry: Int) -> (input: Int, position: Int)? {
    parts.first { $0.entries.contains(entry) }.map { ($0.input, entry - $0.entries.lowerBound) }
  }

  /// 0 where there is no number to compare.
  private func sign(_ entry: Int) -> Double { analytic[entry].isFinite ? Self.sign(entry) : 0 }

  /// +1 or −1: the highest bit of SplitMix64 at this entry. A generator of its own, so that a check draws nothing from
  /// a lesson's.
  static func sign(_ entry: Int) -> Double {
    var z = UInt64(bitPattern: Int64(entry + 1)) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return (z ^ (z >> 31)) >> 63 == 0 ? 1 : -1
  }

  /// Entries that are left when the direction disagrees: a few, among which is what makes it disagree. Empty when it
  /// agrees, and where no step decides.
  ///
  /// - Parameter most: scalar operations that it may take before it is not begun at all.
  func suspects(_ probe: inout Probe, most: Int) throws(EngineError) -> [Int] {
    // A gradient that is no number is suspect by itself.
    let unknown = analytic.indices.filter { !analytic[$0].isFinite }
    guard !followers.isEmpty, 4 * probe.span(followers) <= most else { return Array(unknown.prefix(Self.few)) }
    var range = analytic.indices
    guard try excess(&probe, range) > 0 else { return Array(unknown.prefix(Self.few)) }
    while range.count > Self.few {
      let middle = (range.lowerBound + range.upperBound) / 2
      let left = try excess(&probe, range.lowerBound..<middle)
      let right = try excess(&probe, middle..<range.upperBound)
      guard max(left, right) > 0 else { return [] }
      range = left > right ? range.lowerBound..<middle : middle..<range.upperBound
    }
    return Array(range)
  }

  private static let few = 4
  /// The smaller ones for what decides within the greater; where all of them do, with decisions held.
  private static let steps = [0x1p-17, 0x1p-20, 0x1p-24, 0x1p-28]
  private static let heldSteps = [0x1p-17, 0x1p-20]

  private struct Estimate {
    /// |a − n| beyond what the rule of agreement allows.
    var excess: Double
    var value: Double
    var uncertainty: Double
  }

  /// By how much the derivative along a part of the direction differs from the gradient's, beyond 1e-6 · maxᵢ|gᵢ| + R;
  /// 0 where it agrees or nothing decides. Two steps that agree must say so.
  private func excess(_ probe: inout Probe, _ range: Range<Int>) throws(EngineError) -> Double {
    var slope = 0.0
    var size = 0.0
    for k in range where analytic[k].isFinite {
      slope += sign(k) * analytic[k]
      size += analytic[k].magnitude
    }
    let allowed = 1e-6 * greatest + Double(range.count) * (Probe.unit * size + rounding)
    var found: [Estimate] = []
    var isKinked = true
    defer { probe.holdsDecisions = false }
    for (number, step) in (Self.steps + Self.heldSteps).enumerated() {
      probe.holdsDecisions = number >= Self.steps.count
      if probe.holdsDecisions, !isKinked { return 0 }
      guard let estimate = try estimate(&probe, range, step, slope, allowed) else {
        if probe.holdsDecisions { return 0 }
        continue
      }
      if !probe.holdsDecisions { isKinked = false }
      if estimate.excess <= 0 {
        // So rough that it agrees with everything, it says nothing.
        if estimate.uncertainty <= max(4e-6 * greatest, 2 * allowed) { return 0 }
        continue
      }
      let isConfirmed = found.contains {
        ($0.value - estimate.value).magnitude
          <= 1e-3 * max($0.value.magnitude, estimate.value.magnitude) + $0.uncertainty + estimate.uncertainty
      }
      if isConfirmed { return estimate.excess }
      found.append(estimate)
    }
    return 0
  }

  /// `nil` where a decision changes within the step or something is not finite.
  private func estimate(
    _ probe: inout Probe, _ range: Range<Int>, _ h: Double, _ slope: Double, _ allowed: Double
  ) throws(EngineError) -> Estimate? {
    let moving = parts.compactMap { part -> Probe.Movement? in
      let entries = part.entries.clamped(to: range)
      let start = part.entries.lowerBound
      return entries.isEmpty
        ? nil
        : Probe.Movement(
          input: part.input, entries: entries.lowerBound - start..<entries.upperBound - start,
          direction: entries.map(sign))
    }
    let (values, errors) = try probe.run(followers, moving: moving, steps: SIMD4(h, -h, h / 2, -h / 2))
    guard !probe.crossedKink else { return nil }
    let (first, second) = ((values[0] - values[1]) / (2 * h), (values[2] - values[3]) / h)
    let (firstError, secondError) = ((errors[0] + errors[1]) / (2 * h), (errors[2] + errors[3]) / h)
    let value = (4 * second - first) / 3
    let uncertainty = (4 * secondError + firstError) / 3 + (first - second).magnitude
    guard value.isFinite, uncertainty.isFinite else { return nil }
    return Estimate(
      excess: (slope - value).magnitude - allowed - uncertainty, value: value, uncertainty: uncertainty)
  }
}

extension Probe {
  /// Numbers that steps make: about what following them takes.
  func span(_ followers: ContiguousArray<Int>) -> Int { followers.reduce(0) { $0 + steps[$1].count } }
}
