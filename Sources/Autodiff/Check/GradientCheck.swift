/// A backward pass compared with central differences, entry by entry.
///
/// The rule of agreement: |a − n| ≤ 1e-6 · max(|a|, |n|) + R, where R is the numeric derivative's own estimated error.
/// Where R exceeds 1e-3 · max(|a|, |n|), or a kink lies within the step, the entry is undecided. A gradient that is no
/// number or infinite fails where the differences come together at a number, and is undecided elsewhere.
public struct GradientCheck: Sendable {
  /// Whether an entry agrees, disagrees, or cannot be judged.
  public enum Verdict: Sendable, Hashable {
    /// It agrees.
    case pass
    /// It disagrees, and a second step says so too.
    case fail
    /// The difference is too rough to tell, or a kink lies within the step.
    case undecided
  }

  /// One entry of a gradient with both derivatives.
  public struct Entry: Sendable {
    /// Row-major position.
    public var position: Int
    /// The derivative of the backward pass.
    public var analytic: Double
    /// The central difference, extrapolated.
    public var numeric: Double
    /// The numeric derivative's own estimated error.
    public var uncertainty: Double
    /// By the rule of agreement.
    public var verdict: Verdict
  }

  /// All entries that were looked at.
  public var entries: [Entry]
  /// Of the node that was checked.
  public var shape: [Int]
}

extension Graph {
  /// Scalar operations that an unasked check of gradients may take before it looks at fewer entries.
  private static let checkWork = 1 << 28

  /// Backward pass against central differences at the given nodes (inputs, or inner nodes taken as inputs).
  ///
  /// A function with a derivative by hand is computed as written; what stands behind `stop` stays as it is. A graph of
  /// 32-bit numbers is computed in 64 bits.
  ///
  /// - Parameters:
  ///   - f: a node of one entry.
  ///   - xs: whose gradients are checked.
  ///   - given: gradients computed by hand, to be checked in place of the backward pass's.
  ///   - sample: at most this many entries of each node, evenly spread; `nil` for all.
  ///   - work: scalar operations beyond which fewer entries are looked at, never less than two of a node; `nil` for no
  ///     such limit, or for a usual one where a sample is asked for.
  /// - Returns: a check for each x.
  /// - Throws: ``EngineError/noDependence``; budgets.
  public func checkGradient(
    of f: Node, at xs: [Node], given: [Node: Tensor] = [:], sample: Int? = nil, work: Int? = nil
  ) throws(EngineError) -> [GradientCheck] {
    if let checks = try wideCheck(of: f, at: xs, given: given, sample: sample, work: work) { return checks }
    let analytic = try numbers(of: f, withRespectTo: xs.filter { given[$0] == nil })
    return try checkGradient(of: f, at: xs, analytic: analytic.merging(given) { $1 }, sample: sample, work: work)
  }

  /// The same with gradients that are known already, from a backward pass: each x has one.
  public func checkGradient(
    of f: Node, at xs: [Node], analytic: [Node: Tensor], sample: Int? = nil, work: Int? = nil
  ) throws(EngineError) -> [GradientCheck] {
    guard !xs.isEmpty else { return [] }
    if let checks = try wideCheck(of: f, at: xs, given: [:], sample: sample, work: work) { return checks }
    var probe = try Probe(try Plan(probing: f, at: xs))
    let affordable = (work ?? (sample == nil ? .max : Graph.checkWork)) / xs.count
    var results: [GradientCheck] = []
    for (i, x) in xs.enumerated() {
      var entries = CheckedEntries(
        analytic: analytic[x] ?? .zeros(x.shape), input: i, place: Int(probe.inputs[i].offset),
        followers: probe.followers(of: i))
      let count = entries.analytic.count
      var looked = min(sample ?? count, count)
      // What an entry costs is known when the first and the last have been looked at.
      let ends = looked > 1 ? [0, count - 1] : looked == 1 ? [0] : []
      var cost = 1
      for position in ends {
        let before = probe.work
        try entries.look(at: position, &probe)
        try spend(probe.work - before)
        cost = max(cost, probe.work - before)
      }
      looked = max(min(looked, affordable / cost), min(looked, 2))
      for k in 1..<max(looked - 1, 1) {
        // Evenly over the whole; the first two side by side, as they are shown of what is long.
        let before = probe.work
        try entries.look(at: looked == count || k == 1 ? k : k * (count - 1) / (looked - 1), &probe)
        try spend(probe.work - before)
      }
      if ends.count > 1 { entries.found.append(entries.found.remove(at: 1)) }
      if looked < count {
        let before = probe.work
        let direction = DirectionCheck(
          entries.analytic.values, input: i, followers: entries.followers, rounding: entries.rounding)
        let suspects = try direction.suspects(&probe, most: affordable - cost * looked)
        try spend(probe.work - before)
        for position in suspects where !entries.hasFailed && !entries.found.contains(where: { $0.position == position })
        {
          try entries.look(at: position, &probe)
          // What was looked for and is right is no part of the sample.
          if !entries.hasFailed { entries.found.removeLast() }
        }
      }
      if entries.found.contains(where: { $0.verdict == .fail && !$0.analytic.isFinite }), raisesZero(f, by: x) {
        for k in entries.found.indices where !entries.found[k].analytic.isFinite {
          entries.found[k].verdict = .undecided
        }
      }
      results.append(GradientCheck(entries: entries.found, shape: x.shape))
    }
    return results
  }

  /// Whether x is behind the exponent of a 0 on the way to f: there the derivative is undefined by convention, though
  /// differences give 0.
  private func raisesZero(_ f: Node, by x: Node) -> Bool {
    nodes(leadingTo: f).contains { node in
      guard node.primitive == .elementwise(.power), node.operands[1].varies,
        node.operands[0].value.values.contains(0)
      else { return false }
      return (try? depends(node.operands[1].id.index, on: x.id.index)) ?? false
    }
  }

  /// Single entries of one gradient, given row by row.
  func checkGradient(
    of f: Node, at x: Node, analytic: [Double], positions: [Int]
  ) throws(EngineError) -> [GradientCheck.Entry] {
    if let (wide, mapping) = try widened(f) {
      return try checkGradient(of: wide, at: mapping[x] ?? x, analytic: analytic, positions: positions)
    }
    var probe = try Probe(try Plan(probing: f, at: [x]))
    var entries = CheckedEntries(
      analytic: Tensor(shape: x.shape, values: analytic), input: 0, place: Int(probe.inputs[0].offset),
      followers: probe.followers(of: 0))
    for position in positions {
      let before = probe.work
      try entries.look(at: position, &probe)
      try spend(probe.work - before)
    }
    return entries.found
  }

  /// Entries among which is one that makes a direction through all of them disagree; see ``DirectionCheck``.
  func suspects(of f: Node, at x: Node, analytic: [Double]) throws(EngineError) -> [Int] {
    if let (wide, mapping) = try widened(f) {
      return try suspects(of: wide, at: mapping[x] ?? x, analytic: analytic)
    }
    var probe = try Probe(try Plan(probing: f, at: [x]))
    let direction = DirectionCheck(analytic, input: 0, followers: probe.followers(of: 0))
    let before = probe.work
    let found = try direction.suspects(&probe, most: Graph.checkWork)
    try spend(probe.work - before)
    return found
  }

  /// A 32-bit graph is checked in 64 bits, its backward pass included: what is looked for are wrong rules, and rounding
  /// would hide them. `nil` for any other graph.
  private func wideCheck(
    of f: Node, at xs: [Node], given: [Node: Tensor], sample: Int?, work: Int?
  ) throws(EngineError) -> [GradientCheck]? {
    guard let (wide, mapping) = try widened(f) else { return nil }
    // Whether f depends on an x is for f to say: a gradient that turned out constant has lost its way there.
    _ = try numbers(of: f, withRespectTo: xs)
    var analytic: [Node: Tensor] = [:]
    for x in xs {
      guard let counterpart = mapping[x] else { continue }
      if let gradient = given[x] {
        analytic[counterpart] = gradient
        continue
      }
      do throws(EngineError) {
        analytic.merge(try numbers(of: wide, withRespectTo: [counterpart])) { $1 }
      } catch .noDependence {
        analytic[counterpart] = .zeros(x.shape)
      }
    }
    let counterparts = xs.map { mapping[$0] ?? $0 }
    return try checkGradient(of: wide, at: counterparts, analytic: analytic, sample: sample, work: work)
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

/// The entries of one node that were looked at.
private struct CheckedEntries {
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

  var hasFailed: Bool { found.last?.verdict == .fail }

  mutating func look(at position: Int, _ probe: inout Probe) throws(EngineError) {
    let difference = CentralDifference(
      input: input, place: place + position, x: probe.present(place + position), rounding: rounding)
    found.append(
      try difference.judge(&probe, followers, analytic: analytic.values[position], position: position))
  }
}

/// The numeric derivative of one entry.
private struct CentralDifference {
  var input: Int
  var place: Int
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
    /// Whether the slopes to both sides come together as the step shrinks, as they do where there is a derivative.
    /// Their mean may be a number at a kink that no operation tells of: √x² has one at 0.
    var isSmooth: Bool

    var uncertainty: Double { rounding + truncation }
  }

  /// Steps are tried until one decides: a first one for most functions, a greater one for gradients that are small
  /// beside f, ones in proportion to x for functions that live near 0 or far out. A failure must be confirmed by
  /// another step, so that no chance agreement between two differences can condemn a correct gradient.
  func judge(
    _ probe: inout Probe, _ followers: ContiguousArray<Int>, analytic a: Double, position: Int
  ) throws(EngineError) -> GradientCheck.Entry {
    var best: Estimate?
    var refuted: [Estimate] = []
    var next = 0
    var isKinked = true
    while let h = step(next, isKinked: isKinked) {
      next += 1
      let estimate = try self.estimate(&probe, followers, h)
      isKinked = isKinked && estimate.isKinked
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
    let shown =
      best
      ?? Estimate(
        step: 0, value: .nan, rounding: .infinity, truncation: 0, isKinked: true, isSmooth: false)
    return entry(position, a, shown, .undecided)
  }

  /// The steps in the order in which they are tried: where all met a kink, smaller ones, since only a decision exactly
  /// at its border is undecided.
  private func step(_ number: Int, isKinked: Bool) -> Double? {
    let size = x.magnitude
    let scale = max(size, 1)
    let isSmall = size < 0.25 && size > 0
    let special = isSmall ? size : 1
    switch isSmall || size > 4 || number < 2 ? number : number + 2 {
    case 0: return 0x1p-17 * scale
    case 1: return 0x1p-13 * scale
    case 2: return (isSmall ? 0x1p-14 : 0x1p-15) * special
    case 3: return 0x1p-20 * special
    case 4: return 0x1p-21 * scale
    case 5: return 0x1p-10 * scale
    case 6: return isKinked ? 0x1p-24 * scale : nil
    // Begun with, they are gone through: a failure is confirmed by another step.
    case 7: return 0x1p-30 * scale
    case 8: return 0x1p-36 * scale
    case 9: return 0x1p-42 * scale
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
      return estimate.isSmooth && estimate.uncertainty <= 1e-3 * max(n.magnitude, 1) ? .fail : .undecided
    }
    guard !estimate.isKinked else { return .undecided }
    if a == n { return .pass }
    let size = max(a.magnitude, n.magnitude)
    if estimate.uncertainty > 1e-3 * size { return .undecided }
    return (a - n).magnitude <= 1e-6 * size + estimate.uncertainty ? .pass : .fail
  }

  /// Differences over h and h/2, extrapolated (Richardson).
  private func estimate(
    _ probe: inout Probe, _ followers: ContiguousArray<Int>, _ h: Double
  ) throws(EngineError) -> Estimate {
    let points = SIMD4(x + h, x - h, x + h / 2, x - h / 2)
    let (values, errors) = try probe.run(followers, input: input, place: place, at: points)
    // The distances that were really taken.
    let (wide, narrow) = (points[0] - points[1], points[2] - points[3])
    let (first, second) = ((values[0] - values[1]) / wide, (values[2] - values[3]) / narrow)
    let (firstError, secondError) = ((errors[0] + errors[1]) / wide, (errors[2] + errors[3]) / narrow)
    let base = probe.present
    let bend = ((values[0] - base) + (values[1] - base)).magnitude / wide
    let halfBend = ((values[2] - base) + (values[3] - base)).magnitude / narrow
    return Estimate(
      step: h, value: (4 * second - first) / 3, rounding: (4 * secondError + firstError) / 3 + rounding,
      truncation: (first - second).magnitude, isKinked: probe.crossedKink,
      isSmooth: halfBend <= 0.75 * bend + firstError + secondError)
  }
}
