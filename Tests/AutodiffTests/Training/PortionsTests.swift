import Testing

@testable import Autodiff

struct PortionsTests {
  /// x ← x · factor − row, and what a step records is x before it.
  private func portions(
    size: Int, factor: Double = 0.5, limits: Graph.Limits = Graph.Limits()
  ) throws -> (run: Portions, x: PlanBuffer) {
    let graph = Graph(limits: limits)
    let x = try graph.input(Tensor(shape: [1], values: [1]))
    let row = try graph.input(Tensor(shape: [1, 1], values: [0]))
    let next = try graph.apply(
      .sub, [try graph.apply(.mul, [x, try graph.constant(factor)]), try graph.apply(.sum, [row])])
    let buffer = PlanBuffer(x.value)
    let data = Tensor(shape: [4, 1], values: [1, 2, 3, 4])
    let program = try CompiledPlan(
      inputs: [CompiledPlan.Input(x, buffer), CompiledPlan.Input(row, rowsOf: data)], outputs: [x],
      updates: [(buffer, next)])
    return (Portions(program, size: size), buffer)
  }

  private static let rows: [Int32] = [3, 1, 0, 2, 2, 1, 3]

  @Test(arguments: [1, 2, 3, 6, 7, 100])
  func portionsAreOneRun(size: Int) throws {
    var (whole, _) = try portions(size: 7)
    var (parts, x) = try portions(size: size)
    var pauses: [Int] = []
    var expected: [Double] = []
    var found: [Double] = []
    try whole.run(steps: 7, rows: Self.rows, take: { expected += $0 }, pause: { (_) throws(EngineError) in })
    try parts.run(
      steps: 7, rows: Self.rows, take: { found += $0 }, pause: { (done) throws(EngineError) in pauses.append(done) })
    #expect(found == expected && found.count == 7)
    #expect(x.tensor.values == [found[6] * 0.5 - 4])
    #expect(pauses == Array(stride(from: size, to: 7, by: size)))
  }

  @Test func theFailedStepIsThatOfTheRun() throws {
    var (parts, _) = try portions(size: 2, factor: 1e100)
    var records: [Double] = []
    #expect(throws: EngineError.self) {
      try parts.run(steps: 7, rows: Self.rows, take: { records += $0 }, pause: { (_) throws(EngineError) in })
    }
    // 1e300 stands after three steps, and the fourth leaves the numbers.
    #expect(parts.failedStep == 3 && records.prefix(2) == [1, 1e100 - 4] && records.count == 3)
  }

  @Test func aPauseCanEndTheRun() throws {
    var (parts, x) = try portions(size: 2)
    #expect(throws: EngineError.foreign(7)) {
      try parts.run(
        steps: 7, rows: Self.rows, take: { (_) in },
        pause: { (done) throws(EngineError) in if done == 4 { throw .foreign(7) } })
    }
    var (start, expected) = try portions(size: 100)
    try start.run(
      steps: 4, rows: Array(Self.rows.prefix(4)), take: { (_) in }, pause: { (_) throws(EngineError) in })
    #expect(parts.failedStep == nil && x.tensor == expected.tensor)
  }

  /// The budget is passed before a step is done, and not half-way.
  @Test func theBudgetIsThatOfTheRun() throws {
    let program = try portions(size: 1).run.plan
    // Six steps beside what making the nodes takes.
    let limit = program.plan.graph.operations + 6 * program.work + 20
    var (parts, x) = try portions(size: 2, limits: Graph.Limits(operations: limit))
    var pauses = 0
    #expect(throws: EngineError.operationBudget(limit: limit)) {
      try parts.run(
        steps: 700, rows: Array(repeating: 0, count: 700), take: { (_) in },
        pause: { (_) throws(EngineError) in pauses += 1 })
    }
    #expect(pauses == 0 && x.tensor.values == [1])
  }

  /// A step of a few operations takes more time than they do, so a portion has a million steps at most.
  @Test func aPortionOfTinyStepsIsShort() throws {
    let program = try portions(size: 1).run.plan
    #expect(program.work < 10)
    #expect(Portions(program).size == 1_000_000)
  }

  /// Large parameters make a portion no longer than their copies ask for: 10⁷ numbers with some 10⁷ operations a step.
  @Test func aPortionOfLargeParametersIsShort() throws {
    let graph = Graph()
    let x = try graph.input(Tensor.zeros([10_000_000]))
    let buffer = PlanBuffer(x.value)
    let program = try CompiledPlan(
      inputs: [CompiledPlan.Input(x, buffer)], outputs: [],
      updates: [(buffer, try graph.apply(.mul, [x, try graph.constant(0.5)]))])
    #expect(Portions(program).size == 200)
  }
}
