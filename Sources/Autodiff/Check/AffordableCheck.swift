extension Graph {
  /// Gradients that were given out, against central differences, for what some forward passes take: a direction of ±1
  /// through all entries of all xs, and as many single entries as fit beside it, at least one.
  ///
  /// Where all entries fit, there is no direction. To name the entry that makes a direction disagree takes what it takes.
  ///
  /// - Parameters:
  ///   - f: a node of one entry.
  ///   - xs: each once, none of them f.
  ///   - analytic: the gradient of each x.
  ///   - sample: at most this many entries of each x, evenly spread.
  ///   - passes: forward passes of f; short ones count as long as ``Probe/leastBudget`` allows.
  /// - Returns: a check for each x, of the entries that were looked at.
  func checkGradient(
    of f: Node, at xs: [Node], analytic: [Node: Tensor], sample: Int, passes: Int
  ) throws(EngineError) -> [GradientCheck] {
    guard !xs.isEmpty else { return [] }
    if let checks = try longScalarCheck(of: f, at: xs, analytic: analytic) { return checks }
    let checks = try wideCheck(of: f, at: xs, given: [:]) { (f, xs, analytic) throws(EngineError) in
      try checkGradient(of: f, at: xs, analytic: analytic, sample: sample, passes: passes)
    }
    if let checks { return checks }
    let plan = try Plan(probing: f, at: xs)
    var probe = try Probe(plan)
    var parts: [CheckedEntries] = []
    for (i, x) in xs.enumerated() {
      parts.append(
        CheckedEntries(
          analytic: analytic[x] ?? .zeros(x.shape), input: i, place: Int(probe.inputs[i].offset),
          followers: probe.followers(of: i)))
    }
    var check = AffordableCheck(parts, budget: max(passes * plan.work, Probe.leastBudget))
    try check.run(&probe, sample: sample)
    for (i, x) in xs.enumerated() where check.parts[i].hasNonFiniteFailure && raisesZero(f, by: x) {
      check.parts[i].excuseNonFinite()
    }
    return zip(xs, check.parts).map { x, part in GradientCheck(entries: part.found, shape: x.shape) }
  }
}

extension Probe {
  /// Scalar operations that a check may take of however short a function: less than making it known to a probe takes.
  static let leastBudget = 1 << 14
}

/// One check within its budget.
private struct AffordableCheck {
  var parts: [CheckedEntries]
  /// Scalar operations.
  let budget: Int

  init(_ parts: [CheckedEntries], budget: Int) {
    self.parts = parts
    self.budget = budget
  }

  mutating func run(_ probe: inout Probe, sample: Int) throws(EngineError) {
    let directions = self.directions(probe)
    let reserved = directions.reduce(0) { $0 + 4 * probe.span($1.followers) }
    // An entry costs far more than its share of a pass: a direction tells of all of them for the price of few.
    try look(&probe, sample: sample, most: max(budget / 4, min(budget - reserved, Probe.leastBudget)))
    let isComplete = parts.allSatisfy { $0.found.count == $0.analytic.count }
    guard !isComplete, !parts.contains(where: { $0.found.contains { $0.verdict == .fail } }) else { return }
    for direction in directions {
      for suspect in try direction.suspects(&probe, most: budget) {
        let (part, position) = place(suspect, direction)
        guard !parts[part].hasFailed, !parts[part].found.contains(where: { $0.position == position }) else { continue }
        try parts[part].look(at: position, &probe)
        // What was looked for and is right is no part of the sample.
        if !parts[part].hasFailed { parts[part].found.removeLast() }
      }
    }
  }

  /// The first entry of each input, then the last one of each, then more of them, as long as they fit.
  private mutating func look(_ probe: inout Probe, sample: Int, most: Int) throws(EngineError) {
    let start = probe.work
    var round = 0
    while true {
      var isOver = true
      for i in parts.indices {
        let count = parts[i].analytic.count
        let looked = min(sample, count)
        guard round < looked else { continue }
        isOver = false
        guard round == 0 && i == 0 || probe.work - start < most else { return }
        // Evenly over the whole, the ends first.
        let k = round == 0 ? 0 : round == 1 ? looked - 1 : round - 1
        try parts[i].look(at: looked == 1 ? 0 : k * (count - 1) / (looked - 1), &probe)
      }
      if isOver { return }
      round += 1
    }
  }

  /// One direction through the entries of all inputs, or one for each where an input leads to another.
  private func directions(_ probe: Probe) -> [DirectionCheck] {
    if let followers = probe.followers(of: parts.map(\.followers), leadingTo: parts.map(\.input)) {
      return [
        DirectionCheck(parts.map { ($0.input, $0.analytic.values) }, followers: followers)
      ]
    }
    return parts.map { DirectionCheck($0.analytic.values, input: $0.input, followers: $0.followers) }
  }

  /// The part that an entry of a direction belongs to, and its position there.
  private func place(_ entry: Int, _ direction: DirectionCheck) -> (part: Int, position: Int) {
    guard let (input, position) = direction.place(entry), let part = parts.firstIndex(where: { $0.input == input })
    else { return (0, 0) }
    return (part, position)
  }
}
