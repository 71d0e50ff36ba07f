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
    let checks = try wideCheck(of: f, at: xs, given: given) { (f, xs, analytic) throws(EngineError) in
      try checkGradient(of: f, at: xs, analytic: analytic, sample: sample, work: work)
    }
    if let checks { return checks }
    let analytic = try numbers(of: f, withRespectTo: xs.filter { given[$0] == nil })
    return try checkGradient(of: f, at: xs, analytic: analytic.merging(given) { $1 }, sample: sample, work: work)
  }

  /// The same with gradients that are known already, from a backward pass: each x has one.
  public func checkGradient(
    of f: Node, at xs: [Node], analytic: [Node: Tensor], sample: Int? = nil, work: Int? = nil
  ) throws(EngineError) -> [GradientCheck] {
    guard !xs.isEmpty else { return [] }
    let checks = try wideCheck(of: f, at: xs, given: [:]) { (f, xs, analytic) throws(EngineError) in
      try checkGradient(of: f, at: xs, analytic: analytic, sample: sample, work: work)
    }
    if let checks { return checks }
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
      if entries.hasNonFiniteFailure, raisesZero(f, by: x) { entries.excuseNonFinite() }
      results.append(GradientCheck(entries: entries.found, shape: x.shape))
    }
    return results
  }

  /// Whether x is behind the exponent of a 0 on the way to f: there the derivative is undefined by convention, though
  /// differences give 0.
  func raisesZero(_ f: Node, by x: Node) -> Bool {
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
  func wideCheck(
    of f: Node, at xs: [Node], given: [Node: Tensor],
    check: (_ f: Node, _ xs: [Node], _ analytic: [Node: Tensor]) throws(EngineError) -> [GradientCheck]
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
    return try check(wide, counterparts, analytic)
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
