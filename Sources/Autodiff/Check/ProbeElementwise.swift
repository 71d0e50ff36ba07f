import Formulas

extension Probe {
  /// The entries of which an operand moved.
  mutating func elementwise(_ step: ProbeStep) {
    var reached = reach(step, step.a)
    if step.operation.arity > 1 { reached = moved.union(reached, reach(step, step.b)) }
    if step.operation.arity > 2 { reached = moved.union(reached, reach(step, step.c)) }
    moved.take(step.value, reached)
    for place in reached {
      let run = moved.runs[place]
      spend(4 * run.count)
      switch step.operation {
      case .add: add(step, run, sign: 1)
      case .subtract: add(step, run, sign: -1)
      case .multiply: multiply(step, run)
      case .identity: copy(step, run)
      default: general(step, run)
      }
      if step.decision >= 0 && !crossedKink {
        if holdsDecisions { hold(step, run) } else { decide(step, run) }
      }
    }
  }

  /// The entries of a step's result that an operand moves.
  private mutating func reach(_ step: ProbeStep, _ operand: ProbeStep.Operand) -> Range<Int> {
    let entries = entries(operand)
    guard operand.stride == 0, !entries.isEmpty else { return entries }
    let first = moved.end
    moved.add(0, step.count, since: first)
    return first..<moved.end
  }

  @inline(__always)
  private func value(_ operand: ProbeStep.Operand, _ k: Int) -> SIMD4<Double> {
    operand.lane >= 0
      ? memory.lanes[operand.lane + k * operand.stride]
      : SIMD4(repeating: memory.base[operand.base + k * operand.stride])
  }

  @inline(__always)
  private func error(_ operand: ProbeStep.Operand, _ k: Int) -> SIMD4<Double> {
    operand.lane >= 0 ? memory.errors[operand.lane + k * operand.stride] : .zero
  }

  private func copy(_ step: ProbeStep, _ run: EntryRun) {
    for k in run.start..<run.end {
      memory.lanes[step.lane + k] = value(step.a, k)
      memory.errors[step.lane + k] = error(step.a, k)
    }
  }

  private func add(_ step: ProbeStep, _ run: EntryRun, sign: Double) {
    for k in run.start..<run.end {
      let y = value(step.b, k)
      let result = value(step.a, k) + (sign < 0 ? -y : y)
      memory.lanes[step.lane + k] = result
      memory.errors[step.lane + k] = RoundingBound.own(result) + (error(step.a, k) + error(step.b, k))
    }
  }

  private func multiply(_ step: ProbeStep, _ run: EntryRun) {
    for k in run.start..<run.end {
      let (x, y) = (value(step.a, k), value(step.b, k))
      let result = x * y
      memory.lanes[step.lane + k] = result
      memory.errors[step.lane + k] =
        Probe.unit * result.magnitude + (error(step.a, k) * y.magnitude + error(step.b, k) * x.magnitude)
    }
  }

  private mutating func general(_ step: ProbeStep, _ run: EntryRun) {
    let arity = step.operation.arity
    let first = SlopeTable.arity * Int(step.operation.rawValue)
    evaluate(step, run)
    if step.movesFirstAlone, slopes.entries[first].kind == .steps { return carry(step, run, by: slopes.entries[first]) }
    for k in run.start..<run.end {
      let x = value(step.a, k)
      let y = arity > 1 ? value(step.b, k) : .zero
      let z = arity > 2 ? value(step.c, k) : .zero
      let result = memory.lanes[step.lane + k]
      var bound = RoundingBound.own(result)
      bound += RoundingBound.carried(slopes, first, error(step.a, k), x, y, z, result, &row)
      if arity > 1 { bound += RoundingBound.carried(slopes, first + 1, error(step.b, k), x, y, z, result, &row) }
      if arity > 2 { bound += RoundingBound.carried(slopes, first + 2, error(step.c, k), x, y, z, result, &row) }
      memory.errors[step.lane + k] = bound
    }
  }

  /// The error bounds of an operation whose derivative is worked out by the kernels, block by block.
  private func carry(_ step: ProbeStep, _ run: EntryRun, by entry: SlopeTable.Entry) {
    let formula = slopes.formula(entry)
    var start = run.start
    while start < run.end {
      let count = min(ProbeMemory.block, run.end - start)
      memory.slope(formula, step, start, count)
      for k in 0..<count {
        let result = memory.lanes[step.lane + start + k]
        let carried = RoundingBound.carried(error(step.a, start + k), by: memory.slopes[k])
        memory.errors[step.lane + start + k] = RoundingBound.own(result) + carried
      }
      start += count
    }
  }

  private func evaluate(_ step: ProbeStep, _ run: EntryRun) {
    let operation = step.operation
    if step.movesFirstAlone {
      memory.map(
        operation, from: step.a.lane + run.start, by: operation.arity == 1 ? nil : step.b.base,
        to: step.lane + run.start, count: run.count)
      return
    }
    for k in run.start..<run.end {
      let (x, y) = (value(step.a, k), value(step.b, k))
      memory.lanes[step.lane + k] =
        operation == .divide ? x / y : SIMD4.apply(operation, x, y, operation.arity > 2 ? value(step.c, k) : .zero)
    }
  }

  private mutating func decide(_ step: ProbeStep, _ run: EntryRun) {
    let kink = step.operation.kink
    // Most decisions by far are those of ReLUs.
    if case .sign(let operand) = kink {
      decide(operand == 0 ? step.a : operand == 1 ? step.b : step.c, step, run)
      return
    }
    // A power has none where its exponent is a whole number from 0 on and stays there.
    if case .power = kink, !step.b.moves, step.b.stride == 0, kink.decision(-1, memory.base[step.b.base], 0) == 0 {
      return
    }
    let tolerance = kink.tolerance
    for k in run.start..<run.end {
      let (x, y, z) = (value(step.a, k), value(step.b, k), value(step.c, k))
      let base = decisions[step.decision + k]
      for lane in 0..<4 {
        let distance = (kink.decision(x[lane], y[lane], z[lane]) - base).magnitude
        if !(distance <= tolerance) { crossedKink = true }
      }
    }
  }

  /// The same for a decision by an operand's sign.
  private mutating func decide(_ operand: ProbeStep.Operand, _ step: ProbeStep, _ run: EntryRun) {
    for k in run.start..<run.end {
      let x = value(operand, k)
      let base = decisions[step.decision + k]
      let holds = base > 0 ? all(x .> 0) : base < 0 ? all(x .< 0) : !any(x .> 0) && !any(x .< 0)
      if !holds { crossedKink = true }
    }
  }

  /// Where each operation with a kink stands at the base.
  mutating func decideAtBase() throws(EngineError) {
    choices = Array(repeating: [], count: steps.count)
    for (place, step) in steps.enumerated() {
      if case .structural = step.kind {
        let payload = payloads[step.payload]
        choices[place] =
          payload.primitive.definition.structure?.choices(tensors(place, lane: nil), payload.attributes) ?? []
      }
      guard step.decision >= 0 else { continue }
      func number(_ operand: ProbeStep.Operand, _ k: Int) -> Double { memory.base[operand.base + k * operand.stride] }
      let kink = step.operation.kink
      for k in 0..<step.count {
        decisions[step.decision + k] = kink.decision(
          number(step.a, k), number(step.b, k), number(step.c, k))
      }
    }
  }
}
