extension Probe {
  /// Entries that are taken to other places.
  mutating func gather(_ step: ProbeStep) {
    let reached = entries(step.a)
    guard let inverse = inverses[step.payload], !reached.isEmpty else { return }
    var count = 0
    for place in reached {
      let run = moved.runs[place]
      for k in run.start..<run.end {
        for target in inverse.starts[k]..<inverse.starts[k + 1] {
          let to = Int(inverse.targets[Int(target)])
          memory.lanes[step.lane + to] = memory.lanes[step.a.lane + k]
          memory.errors[step.lane + to] = memory.errors[step.a.lane + k]
          memory.met[count] = to
          memory.flags[to] = 1
          count += 1
        }
      }
    }
    spend(4 * count)
    settle(step, count, isSum: false)
  }

  /// Entries that are added at places, several at one.
  mutating func accumulate(_ step: ProbeStep) {
    let positions = payloads[step.payload].positions
    add(step, mostTerms: positions.count) { Int(positions[$0]) }
  }

  /// Entries that are added along an axis.
  mutating func sum(_ step: ProbeStep) {
    guard let axes = step.axes else { return }
    let block = axes.size * axes.inner
    if axes.inner == 1 {
      add(step, mostTerms: axes.size) { $0 / block }
    } else {
      add(step, mostTerms: axes.size) { $0 / block * axes.inner + $0 % axes.inner }
    }
  }

  /// The differences of the moved terms are added first, and to the sum at the base then: what did not move is the same
  /// number at all points, whose rounding is no part of the difference between them.
  ///
  /// U terms are off by their own errors, by at most (U + 1) roundings relative to the sum of their sizes, and the last
  /// addition by one relative to its result.
  @inline(__always)
  private mutating func add(_ step: ProbeStep, mostTerms: Int, _ target: (Int) -> Int) {
    let reached = entries(step.a)
    var terms = 0
    for place in reached { terms += moved.runs[place].count }
    guard terms > 0 else { return }
    spend(4 * terms)
    let rounding = Double(min(terms, mostTerms) + 1) * Probe.unit
    var count = 0
    for place in reached {
      let run = moved.runs[place]
      for k in run.start..<run.end {
        let to = target(k)
        let difference = memory.lanes[step.a.lane + k] - SIMD4(repeating: memory.base[step.a.base + k])
        let error = memory.errors[step.a.lane + k] + rounding * difference.magnitude
        if memory.flags[to] == 0 {
          memory.flags[to] = 1
          memory.met[count] = to
          count += 1
          memory.lanes[step.lane + to] = difference
          memory.errors[step.lane + to] = error
        } else {
          memory.lanes[step.lane + to] += difference
          memory.errors[step.lane + to] += error
        }
      }
    }
    settle(step, count, isSum: true)
  }

  /// The entries that were met become the step's moved ones, in order; differences are added to the base.
  private mutating func settle(_ step: ProbeStep, _ count: Int, isSum: Bool) {
    order(count)
    let first = moved.end
    for i in 0..<count {
      let k = memory.met[i]
      memory.flags[k] = 0
      moved.add(k, k + 1, since: first)
      if isSum { land(step, k) }
    }
    moved.take(step.value, since: first)
  }

  /// A difference from the base becomes a number.
  @inline(__always)
  func land(_ step: ProbeStep, _ k: Int) {
    let result = SIMD4(repeating: memory.base[step.base + k]) + memory.lanes[step.lane + k]
    memory.lanes[step.lane + k] = result
    memory.errors[step.lane + k] += Probe.unit * result.magnitude
  }

  /// Sorts the entries that were met.
  private func order(_ count: Int) {
    var isOrdered = true
    var (low, high) = (Int.max, 0)
    for i in 0..<count {
      let k = memory.met[i]
      isOrdered = isOrdered && k >= high
      low = min(low, k)
      high = max(high, k)
    }
    guard !isOrdered else { return }
    // Their flags are set: a walk along them finds them in order.
    var next = 0
    for k in low...high where memory.flags[k] != 0 {
      memory.met[next] = k
      next += 1
    }
  }

  /// The choice from each row that a moved entry stands in.
  mutating func rows(_ step: ProbeStep, _ choice: RowChoice) {
    guard let axes = step.axes else { return }
    let reached = entries(step.a)
    let block = axes.size * axes.inner
    var count = 0
    for place in reached {
      let run = moved.runs[place]
      for k in run.start..<run.end {
        let to = k / block * axes.inner + k % axes.inner
        guard memory.flags[to] == 0 else { continue }
        memory.flags[to] = 1
        memory.met[count] = to
        count += 1
      }
    }
    spend(4 * count * axes.size)
    for i in 0..<count {
      let to = memory.met[i]
      choose(step, choice, axes, to, start: to / axes.inner * block + to % axes.inner)
    }
    settle(step, count, isSum: false)
  }

  private mutating func choose(
    _ step: ProbeStep, _ choice: RowChoice, _ axes: Axes, _ to: Int, start: Int
  ) {
    let base = memory.base[step.base + to]
    var result = SIMD4<Double>(repeating: base)
    var error = SIMD4<Double>.zero
    if holdsDecisions, case .extremum = choice, let held = heldChoice(step, axes, to, start: start) {
      memory.lanes[step.lane + to] = held.value
      memory.errors[step.lane + to] = held.error
      return
    }
    for lane in 0..<4 {
      func entry(_ k: Int) -> Double { memory.lanes[step.a.lane + start + k * axes.inner][lane] }
      switch choice {
      case .extremum(let isGreatest):
        var best = entry(0)
        for k in 0..<axes.size {
          let next = entry(k)
          if next.isNaN || (isGreatest ? next > best : next < best) { best = next }
          error[lane] = max(error[lane], memory.errors[step.a.lane + start + k * axes.inner][lane])
        }
        result[lane] = best
        // A tie that breaks is a kink as well.
        for k in 0..<axes.size {
          let held = memory.base[step.a.base + start + k * axes.inner] == base
          if (entry(k) == best) != held { crossedKink = true }
        }
      case .position(let isGreatest):
        var best = 0
        for k in 1..<max(axes.size, 1) where isGreatest ? entry(k) > entry(best) : entry(k) < entry(best) { best = k }
        result[lane] = Double(best)
        if result[lane] != base { crossedKink = true }
      case .quantifier(let isUniversal):
        let differs = (0..<axes.size).contains { (entry($0) != 0) != isUniversal }
        result[lane] = differs == isUniversal ? 0 : 1
        if result[lane] != base { crossedKink = true }
      }
    }
    memory.lanes[step.lane + to] = result
    memory.errors[step.lane + to] = error
  }
}
