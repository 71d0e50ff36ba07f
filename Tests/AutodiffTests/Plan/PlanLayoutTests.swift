import Testing

@testable import Autodiff

/// Where the values of a program stand and in which order they are made: random programs have the bits of their nodes,
/// no two values that live at one time share a place, and a layout in which two do is seen.
@Suite struct PlanLayoutTests {
  private func planned(_ step: RandomStep) throws -> PlanOverlaps {
    let graph = Graph()
    let state = try step.start.map { try graph.input($0) }
    let rows = try graph.input(step.data.rows(Array(repeating: 0, count: step.batch)[...]))
    let (outputs, new) = try step(graph, state + [rows])
    let plan = try Plan(outputs: outputs + new, inputs: state + [rows])
    return PlanOverlaps(plan, outputCount: outputs.count, updates: Array(state.indices))
  }

  /// Batches, updates in place, products, moves, by each instruction set: the bits of one node after the other.
  @Test func runsWhatTheNodesSay() throws {
    var updates = 0
    for seed in 0..<100 {
      let step = RandomStep(seed: UInt64(seed))
      var random = Random(UInt64(seed) + 7)
      let rows = (0..<(3 * step.batch)).map { _ in Int32(random.below(7)) }
      var state = step.start
      var expected: [Double] = []
      for k in 0..<3 {
        let graph = Graph()
        let nodes = try (state + [step.data.rows(rows[(k * step.batch)..<((k + 1) * step.batch)])]).map {
          try graph.input($0)
        }
        let (outputs, new) = try step(graph, nodes)
        expected += outputs.flatMap(\.value.values)
        state = zip(new, state).map { $0.value.converted(to: $1.precision) }
        updates += zip(new, nodes).count { $0 != $1 }
      }
      let graph = Graph()
      let nodes = try step.start.map { try graph.input($0) }
      let x = try graph.input(step.data.rows(rows[..<step.batch]))
      let (outputs, new) = try step(graph, nodes + [x])
      for path in KernelPath.available {
        let buffers = step.start.map { PlanBuffer($0) }
        let program = try CompiledPlan(
          inputs: zip(nodes, buffers).map { .init($0, $1) } + [.init(x, rowsOf: step.data)], outputs: outputs,
          updates: Array(zip(buffers, new)).map { (buffer: $0, node: $1) }, path: path)
        let records = try program.run(steps: 3, rows: rows)
        #expect(records.map(\.bitPattern) == expected.map(\.bitPattern), "seed \(seed), \(path)")
        for (buffer, tensor) in zip(buffers, state) {
          #expect(buffer.tensor.values.map(\.bitPattern) == tensor.values.map(\.bitPattern), "seed \(seed), \(path)")
        }
      }
    }
    #expect(updates > 500)
  }

  @Test func noTwoLivingValuesShareAPlace() throws {
    var (reused, inRegisters, spread) = (0, 0, 0)
    for seed in 0..<200 {
      let planned = try planned(RandomStep(seed: UInt64(seed)))
      #expect(planned.faults() == [], "seed \(seed)")
      reused += planned.offsets.count - Set(planned.offsets.values).count
      inRegisters += planned.registers.reduce(0) { $0 + $1.count }
      spread += planned.spread.reduce(0) { $0 + $1.count }
    }
    // Otherwise nothing was looked at.
    #expect(reused > 50 && inRegisters > 200 && spread > 20, "\(reused) \(inRegisters) \(spread)")
  }

  /// Each value moved to the place of each other one that still lives when it is made.
  @Test func seesEveryOverlapInMemory() throws {
    var moved = 0
    for seed in 0..<20 {
      let planned = try planned(RandomStep(seed: UInt64(seed)))
      let made = madeAt(planned)
      for (v, _) in planned.offsets where planned.bytes(v) > 0 {
        for (u, offset) in planned.offsets where u != v && planned.bytes(u) > 0 {
          guard let after = made[v], let before = made[u], before <= after, lastRead(planned, u) >= after else {
            continue
          }
          var broken = planned
          broken.offsets[v] = offset
          broken.memory = .max
          #expect(!broken.faults().isEmpty, "seed \(seed): \(v) over \(u)")
          moved += 1
        }
      }
    }
    #expect(moved > 200, "\(moved)")
  }

  /// The same within chains.
  @Test func seesEveryOverlapInRegisters() throws {
    var moved = 0
    for seed in 0..<40 {
      let planned = try planned(RandomStep(seed: UInt64(seed)))
      for (number, step) in planned.steps.enumerated() {
        guard case .chain(let chain) = step else { continue }
        let inner = planned.registers[number]
        for (i, u) in chain.enumerated() {
          guard let register = inner[u] else { continue }
          for (j, v) in chain.enumerated() where j > i && inner[v] != nil {
            guard chain[(j + 1)...].contains(where: { planned.values[$0].operands.contains { $0.value == u } }) else {
              continue
            }
            var broken = planned
            broken.registers[number][v] = register
            #expect(!broken.faults().isEmpty, "seed \(seed): \(v) over \(u)")
            moved += 1
          }
        }
      }
    }
    #expect(moved > 20, "\(moved)")
  }

  /// A value that is read before it is made, and one that is not made at all.
  @Test func seesAWrongOrder() throws {
    var exchanged = 0
    for seed in 0..<40 {
      let planned = try planned(RandomStep(seed: UInt64(seed)))
      for i in planned.steps.indices.dropLast() {
        let (first, second) = (members(planned.steps[i]), members(planned.steps[i + 1]))
        guard second.contains(where: { planned.values[$0].operands.contains { first.contains($0.value) } }) else {
          continue
        }
        var broken = planned
        broken.steps.swapAt(i, i + 1)
        broken.registers.swapAt(i, i + 1)
        broken.spread.swapAt(i, i + 1)
        #expect(!broken.faults().isEmpty, "seed \(seed): \(i)")
        broken = planned
        broken.steps.remove(at: i)
        broken.registers.remove(at: i)
        broken.spread.remove(at: i)
        #expect(!broken.faults().isEmpty, "seed \(seed): without \(i)")
        exchanged += 1
      }
    }
    #expect(exchanged > 40, "\(exchanged)")
  }

  /// The smallest number first, whatever the order in which they come.
  @Test func readyValuesComeInTheirOrder() {
    var random = Random(5)
    for count in 0..<40 {
      let items = (0..<count).map { _ in random.below(30) }
      var heap = MinHeap()
      for item in items { heap.insert(item) }
      var taken: [Int] = []
      while let item = heap.removeFirst() { taken.append(item) }
      #expect(taken == items.sorted() && heap.first == nil)
    }
  }

  private func members(_ step: PlanSchedule.Step) -> [Int] {
    switch step {
    case .single(let value): [value]
    case .chain(let chain): chain
    }
  }

  private func madeAt(_ planned: PlanOverlaps) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for (number, step) in planned.steps.enumerated() { for value in members(step) { result[value] = number } }
    return result
  }

  private func lastRead(_ planned: PlanOverlaps, _ value: Int) -> Int {
    if planned.kept.contains(value) { return .max }
    return planned.steps.lastIndex {
      members($0).contains { planned.values[$0].operands.contains { $0.value == value } }
    } ?? -1
  }
}
