import Formulas

/// Decisions held as they were at the base: where one changes within every step, what it chose is computed all the same,
/// so that a difference tells of the piece on which the base lies. At a border there is no such piece, and nothing is
/// held.
extension Probe {
  /// The entries of a step that came to the other side of a kink, on the base's side of it.
  mutating func hold(_ step: ProbeStep, _ run: EntryRun) {
    let kink = step.operation.kink
    for k in run.start..<run.end {
      let (x, y, z) = (lanes(step.a, k), lanes(step.b, k), lanes(step.c, k))
      let base = decisions[step.decision + k]
      let changes = (0..<4).contains { lane in
        !((kink.decision(x.value[lane], y.value[lane], z.value[lane]) - base).magnitude <= kink.tolerance)
      }
      guard changes else { continue }
      guard let held = held(step, k, base, x, y, z) else {
        crossedKink = true
        return
      }
      memory.lanes[step.lane + k] = held.value
      memory.errors[step.lane + k] = held.error
    }
  }

  typealias Lanes = (value: SIMD4<Double>, error: SIMD4<Double>)

  private func lanes(_ operand: ProbeStep.Operand, _ k: Int) -> Lanes {
    operand.lane >= 0
      ? (memory.lanes[operand.lane + k * operand.stride], memory.errors[operand.lane + k * operand.stride])
      : (SIMD4(repeating: memory.base[operand.base + k * operand.stride]), .zero)
  }

  /// The result of an operation on its side of a kink; `nil` at a border, and for operations that have no other side to
  /// go on to.
  ///
  /// - Parameter decision: at the base; see ``Kink/decision(_:_:_:)``.
  private func held(
    _ step: ProbeStep, _ k: Int, _ decision: Double, _ x: Lanes, _ y: Lanes, _ z: Lanes
  ) -> Lanes? {
    let same: Lanes = (SIMD4(repeating: memory.base[step.base + k]), .zero)
    switch step.operation {
    case .relu: return decision > 0 ? x : decision < 0 ? same : nil
    case .abs: return decision > 0 ? x : decision < 0 ? (-x.value, x.error) : nil
    case .maximum: return decision > 0 ? x : decision < 0 ? y : nil
    case .minimum: return decision > 0 ? y : decision < 0 ? x : nil
    case .select: return decision > 0 ? y : nil
    case .clip:
      // Bounds in order: −13 below both, −7 between them, −5 above both. Bounds that cross: from 5 on.
      return decision == -13 ? y : decision == -7 ? x : decision == -5 || decision > 4 ? z : nil
    case .sign, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return decision == 0 ? nil : same
    // Even numbers are whole operands.
    case .floor: return decision / 2 == Elementary.floor(decision / 2) ? nil : same
    case .round:
      let operand = memory.base[step.a.base + k * step.a.stride]
      return operand - Elementary.floor(operand) == 0.5 ? nil : same
    default: return nil
    }
  }

  /// The entry of a row that was the greatest or smallest at the base, alone; `nil` where several were.
  func heldChoice(_ step: ProbeStep, _ axes: Axes, _ to: Int, start: Int) -> Lanes? {
    let base = memory.base[step.base + to]
    var found: Int?
    for k in 0..<axes.size where memory.base[step.a.base + start + k * axes.inner] == base {
      guard found == nil else { return nil }
      found = k
    }
    return found.map { k in
      (memory.lanes[step.a.lane + start + k * axes.inner], memory.errors[step.a.lane + start + k * axes.inner])
    }
  }
}
