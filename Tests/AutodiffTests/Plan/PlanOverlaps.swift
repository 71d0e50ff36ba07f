@testable import Autodiff

/// Runs a program by name alone: every place remembers which value was written to it last, and every read is held
/// against that. Two values that live at one time and overlap, or a value that is read before it is there, show as
/// faults.
struct PlanOverlaps {
  var values: ContiguousArray<NumberedValue>
  var steps: [PlanSchedule.Step]
  var offsets: [Int: Int]
  var registers: [[Int: Int]]
  var spread: [[NumberedValue.Operand: Int]]
  /// Bytes of memory before the registers.
  var memory: Int
  var registerCount: Int
  /// Values that stand in an input's buffer, that input among them.
  var buffers: [Int: Int]
  /// What is read when all steps are done.
  var kept: Set<Int>

  private enum Place: Hashable {
    /// 64 bytes.
    case memory(Int)
    case buffer(Int)
    case register(Int)
  }

  /// What a place holds; a spread operand is another thing than the value.
  private typealias Held = [Place: NumberedValue.Operand]

  private func places(_ value: Int) -> [Place] {
    if let buffer = buffers[value] { return [.buffer(buffer)] }
    guard let offset = offsets[value] else { return [] }
    let unit = PlanBuffer.alignment
    return (offset / unit..<(offset + bytes(value) + unit - 1) / unit).map { .memory($0) }
  }

  func bytes(_ value: Int) -> Int { values[value].count * values[value].precision.size }

  /// What is wrong, in words; empty for a sound program.
  func faults() -> [String] {
    var held: Held = [:]
    var faults: [String] = []
    for (value, buffer) in buffers where values[value].isGiven { held[.buffer(buffer)] = .init(value: value) }
    for (value, offset) in offsets {
      if offset % PlanBuffer.alignment != 0 { faults.append("\(value) is not aligned") }
      if offset < 0 || offset + bytes(value) > memory { faults.append("\(value) stands outside memory") }
    }
    for number in steps.indices {
      switch steps[number] {
      case .single(let value):
        for operand in values[value].operands {
          read(operand.value, held, &faults)
          if !Set(places(operand.value)).isDisjoint(with: places(value)) {
            faults.append("\(value) is written over what it reads")
          }
        }
        write(value, &held, &faults)
      case .chain(let chain): run(chain, number, &held, &faults)
      }
    }
    for value in kept { read(value, held, &faults) }
    return faults
  }

  private func read(_ value: Int, _ held: Held, _ faults: inout [String]) {
    if case .constant = values[value].rule { return }
    let places = places(value)
    if places.isEmpty && values[value].count > 0 { faults.append("\(value) has no place") }
    for place in places where held[place] != .init(value: value) {
      faults.append("\(value) is not in \(place) any longer")
      return
    }
  }

  private func write(_ value: Int, _ held: inout Held, _ faults: inout [String]) {
    let places = places(value)
    if places.isEmpty && values[value].count > 0 { faults.append("\(value) is written nowhere") }
    for place in places { held[place] = .init(value: value) }
  }

  /// All values of a chain for one block, then for the next: what stands in memory is there for all blocks at once.
  private func run(_ chain: [Int], _ number: Int, _ held: inout Held, _ faults: inout [String]) {
    let (first, inner) = (values[chain[0]], registers[number])
    let made = chain.filter { inner[$0] == nil }
    for value in chain
    where !values[value].isElementwise || values[value].count != first.count
      || values[value].precision != first.precision
    {
      faults.append("\(value) does not fit its chain")
    }
    for (i, value) in made.enumerated() {
      let mine = Set(places(value))
      for other in made[(i + 1)...] where !mine.isDisjoint(with: places(other)) {
        faults.append("\(value) and \(other) share a place")
      }
      for reader in chain {
        // A new value may take its input's place, entry by entry.
        for operand in values[reader].operands where inner[operand.value] == nil && operand.value != value {
          if operand.access == .entries && buffers[value] != nil && buffers[value] == buffers[operand.value] {
            continue
          }
          if !mine.isDisjoint(with: places(operand.value)) {
            faults.append("\(value) is written over \(operand.value) while that is read")
          }
        }
      }
    }
    for value in chain {
      for operand in values[value].operands {
        if let register = spread[number][operand] {
          // It is put together where it is read first.
          if held[.register(register)] != operand && !isSpread(operand, in: chain, before: value) {
            read(operand.value, held, &faults)
            held[.register(register)] = operand
          }
          if held[.register(register)] != operand {
            faults.append("a spread of \(operand.value) is not in its register any longer")
          }
        } else if let register = inner[operand.value] {
          if held[.register(register)] != .init(value: operand.value) {
            faults.append("\(operand.value) is not in its register any longer")
          }
        } else {
          read(operand.value, held, &faults)
        }
      }
      if let register = inner[value] {
        if register >= registerCount { faults.append("\(value) has a register that is not there") }
        held[.register(register)] = .init(value: value)
      } else {
        write(value, &held, &faults)
      }
    }
    // Values in registers are gone behind their chain.
    for register in 0..<max(registerCount, 0) { held[.register(register)] = nil }
  }

  private func isSpread(_ operand: NumberedValue.Operand, in chain: [Int], before value: Int) -> Bool {
    chain.prefix { $0 != value }.contains { values[$0].operands.contains(operand) }
  }
}

extension PlanOverlaps {
  /// Plans a step as ``CompiledPlan`` does.
  ///
  /// - Parameter updates: outputs behind the first ones, each with the number of its input.
  init(_ plan: Plan, outputCount: Int, updates: [Int], threads: Int = 1) {
    var lowered = ValueNumbering(plan)
    let inputs = plan.inputs.map { lowered.value($0) }
    var results = plan.outputs.map { lowered.value($0) }
    let targets = updates.map { inputs[$0] }
    for i in 0..<outputCount where targets.contains(results[i]) { results[i] = lowered.copy(results[i]) }
    var newValues: [Int: Int] = [:]
    for (i, target) in targets.enumerated() {
      var value = results[outputCount + i]
      let precision = lowered.all[target].precision
      if !lowered.all[value].isElementwise || newValues[value] != nil || lowered.all[value].precision != precision {
        value = lowered.copy(value, at: precision)
        results[outputCount + i] = value
      }
      newValues[value] = target
    }
    values = lowered.all.fused(kept: Set(results), observed: []).values
    let schedule = PlanSchedule(values, results: results, updates: newValues)
    steps = schedule.steps
    kept = Set(results)
    buffers = Dictionary(zip(inputs, inputs)) { first, _ in first }
    for (value, target) in newValues where !schedule.isDeferred.contains(value) { buffers[value] = target }
    let layout = PlanLayout(values, schedule, placed: Set(buffers.keys), kept: kept, threads: threads)
    (offsets, registers, spread) = (layout.offsets, layout.registers, layout.spread)
    memory = layout.registerStart
    registerCount = layout.registersSize / PlanLayout.registerSize
    precondition(layout.size >= memory + threads * layout.registersSize, "registers have their room")
  }
}
