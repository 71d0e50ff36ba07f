/// A backward pass compared with central differences, entry by entry.
///
/// The rule of agreement: |a − n| ≤ 1e-6 · max(|a|, |n|) + R, where R is the numeric derivative's own estimated error.
/// Where R exceeds 1e-3 · max(|a|, |n|), or a kink lies within the step, the entry is undecided.
public struct GradientCheck: Sendable {
  public enum Verdict: Sendable, Hashable {
    case pass
    case fail
    case undecided
  }

  public struct Entry: Sendable {
    /// Row-major position.
    public var position: Int
    public var analytic: Double
    public var numeric: Double
    /// The numeric derivative's own estimated error.
    public var uncertainty: Double
    public var verdict: Verdict
  }

  /// All entries that were looked at.
  public var entries: [Entry]
  public var shape: [Int]
}

extension Graph {
  /// Scalar operations that the check of one gradient may take before it looks at fewer entries.
  private static let checkWork = 1 << 28

  /// Backward pass against central differences at the given nodes (inputs, or inner nodes taken as inputs).
  ///
  /// A function with a derivative by hand is computed as written; what stands behind `stop` stays as it is.
  ///
  /// - Parameter given: gradients computed by hand, to be checked in place of the backward pass's.
  /// - Parameter sample: at most this many entries of each node, evenly spread; `nil` for all. Where one run is long,
  ///   fewer are looked at, and never less than two.
  public func checkGradient(
    of f: Node, at xs: [Node], given: [Node: Tensor] = [:], sample: Int? = nil
  ) throws(EngineError) -> [GradientCheck] {
    let analytic = try numbers(of: f, withRespectTo: xs.filter { given[$0] == nil })
    return try checkGradient(of: f, at: xs, analytic: analytic.merging(given) { $1 }, sample: sample)
  }

  /// The same with gradients that are known already, from a backward pass: each x has one.
  public func checkGradient(
    of f: Node, at xs: [Node], analytic: [Node: Tensor], sample: Int? = nil
  ) throws(EngineError) -> [GradientCheck] {
    guard !xs.isEmpty else { return [] }
    var probe = try Probe(try Plan(probing: f, at: xs))
    var results: [GradientCheck] = []
    for (i, x) in xs.enumerated() {
      let place = probe.inputs[i]
      let followers = probe.followers(of: i)
      let gradient = analytic[x] ?? .zeros(place.shape)
      var check = GradientCheck(entries: [], shape: place.shape)
      let count = place.count
      // Four runs for an entry that the first step decides.
      let work = 4 * probe.work(of: followers) + 1
      let affordable = sample == nil ? count : max(2, Graph.checkWork / xs.count / work)
      let looked = min(sample ?? count, count, affordable)
      try spend(looked * work)
      for k in 0..<looked {
        // Evenly over the whole, the first and the last included.
        let position = looked == count ? k : looked == 1 ? 0 : k * (count - 1) / (looked - 1)
        let entry = CentralDifference(
          probe: probe, followers: followers, entry: Int(place.offset) + position)
        check.entries.append(
          try entry.judge(&probe, analytic: gradient.values[position], position: position))
      }
      probe.restore(followers)
      results.append(check)
    }
    return results
  }

  /// The gradients as numbers alone; zeros where f does not depend on an x.
  private func numbers(of f: Node, withRespectTo xs: [Node]) throws(EngineError) -> [Node: Tensor] {
    guard !xs.isEmpty else { return [:] }
    var result: [Node: Tensor] = [:]
    let values = try gradientNumbers(of: f.id.index, withRespectTo: xs.map(\.id.index))
    for (x, value) in zip(xs, values) { result[x] = value ?? .zeros(x.shape) }
    return result
  }
}

/// The numeric derivative of one entry.
private struct CentralDifference {
  var followers: ContiguousArray<Int32>
  var entry: Int
  var x: Double

  init(probe: Probe, followers: ContiguousArray<Int32>, entry: Int) {
    self.followers = followers
    self.entry = entry
    x = probe.present(entry)
  }

  private struct Estimate {
    var step: Double
    var value: Double
    /// Bound of what rounding did.
    var rounding: Double
    /// Difference between the two steps.
    var truncation: Double
    var isKinked: Bool

    var uncertainty: Double { rounding + truncation }
  }

  /// Steps are tried until one decides: a first one for most functions, a greater one for gradients that are small
  /// beside f, ones in proportion to x for functions that live near 0 or far out. A failure must be confirmed by
  /// another step, so that no chance agreement between two differences can condemn a correct gradient.
  func judge(_ probe: inout Probe, analytic a: Double, position: Int) throws(EngineError) -> GradientCheck.Entry {
    let size = x.magnitude
    let scale = max(size, 1)
    var steps = [0x1p-17 * scale, 0x1p-13 * scale]
    if size < 0.25 && size > 0 { steps += [0x1p-14 * size, 0x1p-20 * size] }
    if size > 4 { steps += [0x1p-15, 0x1p-20] }
    steps += [0x1p-21 * scale, 0x1p-10 * scale]
    var best: Estimate?
    var refuted: [Estimate] = []
    for h in steps {
      let estimate = try self.estimate(&probe, h)
      let verdict = CentralDifference.verdict(a, estimate)
      if verdict == .pass { return entry(position, a, estimate, .pass) }
      if verdict == .fail {
        for other in refuted where CentralDifference.confirm(estimate, other) {
          return entry(position, a, estimate.uncertainty < other.uncertainty ? estimate : other, .fail)
        }
        refuted.append(estimate)
      }
      if !(estimate.uncertainty >= best?.uncertainty ?? .infinity) { best = estimate }
    }
    let shown = best ?? Estimate(step: 0, value: .nan, rounding: .infinity, truncation: 0, isKinked: true)
    return entry(position, a, shown, .undecided)
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
    guard !estimate.isKinked, a.isFinite, n.isFinite, estimate.uncertainty.isFinite else { return .undecided }
    if a == n { return .pass }
    let size = max(a.magnitude, n.magnitude)
    if estimate.uncertainty > 1e-3 * size { return .undecided }
    return (a - n).magnitude <= 1e-6 * size + estimate.uncertainty ? .pass : .fail
  }

  /// Differences over h and h/2, extrapolated (Richardson).
  private func estimate(_ probe: inout Probe, _ h: Double) throws(EngineError) -> Estimate {
    probe.forgetKink()
    let wide = try difference(&probe, h)
    let narrow = try difference(&probe, h / 2)
    let value = (4 * narrow.value - wide.value) / 3
    let rounding = (4 * narrow.error + wide.error) / 3
    return Estimate(
      step: h, value: value, rounding: rounding, truncation: (wide.value - narrow.value).magnitude,
      isKinked: probe.crossedKink)
  }

  private func difference(_ probe: inout Probe, _ h: Double) throws(EngineError) -> (value: Double, error: Double) {
    let (left, right) = (x - h, x + h)
    let above = try probe.run(followers, entry: entry, at: right)
    let below = try probe.run(followers, entry: entry, at: left)
    // The distance that was really taken.
    let distance = right - left
    return ((above.value - below.value) / distance, (above.error + below.error) / distance)
  }
}
