import Testing

@testable import Autodiff

/// What methods of second order take beside the function's own work is in the budgets, and can be ended on the way.
struct SecondOrderBudgetTests {
  static let methods: [SecondOrderMethod] = [
    .newton(tolerance: 0), .bfgs(tolerance: 0), .lbfgs(memory: 10, tolerance: 0),
  ]

  /// Σ (w − 1)² + (Σ w)⁴ from w = (0.5, 0.5, …): no method is done in a step.
  private func minimization(
    _ method: SecondOrderMethod, count: Int, limits: Graph.Limits = Graph.Limits()
  ) throws -> Minimization {
    let graph = Graph(limits: limits)
    let w = try graph.input(Tensor.full([count], 0.5))
    let one = try graph.constant(1)
    let near = try graph.apply(.sum, [try graph.apply(.elementwise(.square), [try graph.apply(.sub, [w, one])])])
    let small = try graph.apply(
      .elementwise(.square), [try graph.apply(.elementwise(.square), [try graph.apply(.sum, [w])])])
    return Minimization(
      try graph.apply(.add, [near, small]), by: [w], .secondOrder(method), keepsPath: false)
  }

  /// A matrix for 20,000 parameters has 3.2 GB, and is refused before anything is made for it.
  @Test(arguments: [SecondOrderMethod.newton(tolerance: 0), .bfgs(tolerance: 0), .lbfgs(memory: 1 << 40, tolerance: 0)])
  func memory(method: SecondOrderMethod) throws {
    let run = try minimization(method, count: 20_000)
    #expect(throws: EngineError.memoryBudget(limit: 2 << 30)) { try run.run(steps: 1 << 40) }
    #expect(run.course.losses.isEmpty)
  }

  /// The matrices' own work: 60³ for Newton's step, 3 · 60² for BFGS's, while the function takes some hundreds.
  @Test(arguments: zip(methods, [216_000, 10_800, 0]))
  func operations(method: SecondOrderMethod, work: Int) throws {
    let run = try minimization(method, count: 60)
    let graph = run.parameters.nodes[0].graph
    let before = graph.operations
    _ = try run.run(steps: 1)
    #expect(graph.operations - before > work)
    let limit = before + max(work, 2000)
    let poor = try minimization(method, count: 60, limits: Graph.Limits(operations: limit))
    #expect(throws: EngineError.operationBudget(limit: limit)) { try poor.run(steps: 100) }
  }

  /// Nothing of L-BFGS grows with the square of the parameters: 200,000 of them would take the time of 4 · 10¹⁰ products.
  @Test func manyParametersWithoutMatrix() throws {
    let graph = Graph()
    let w = try graph.input(Tensor.zeros([200_000]))
    let square = try graph.apply(.elementwise(.square), [try graph.apply(.sub, [w, try graph.constant(1)])])
    let run = Minimization(
      try graph.apply(.sum, [square]), by: [w], .secondOrder(.lbfgs(memory: 2, tolerance: 1e-6)), keepsPath: false)
    _ = try run.run(steps: 20)
    #expect(run.parameters.values[0].values.allSatisfy { ($0 - 1).magnitude < 1e-6 })
  }

  /// A step of Newton's method pauses between the Hessian's columns, and between those of the elimination.
  @Test func newtonPausesWithinAStep() throws {
    var pauses: [Int] = []
    _ = try minimization(.newton(tolerance: 0), count: 5)
      .run(steps: 2) { (done) throws(EngineError) in pauses.append(done) }
    #expect(pauses == Array(repeating: 0, count: 8) + [1] + Array(repeating: 1, count: 8))
    let run = try minimization(.newton(tolerance: 0), count: 5)
    var left = 6
    #expect(throws: EngineError.foreign(3)) {
      try run.run(steps: 2) { (_) throws(EngineError) in
        left -= 1
        if left == 0 { throw .foreign(3) }
      }
    }
    #expect(run.course.losses.count == 1)
  }

  /// The first try of a search is as long as 1.01 and overshoots here: it pauses before the next.
  @Test(arguments: methods.dropFirst())
  func searchesPauseBetweenTries(method: SecondOrderMethod) throws {
    var pauses = 0
    _ = try minimization(method, count: 2)
      .run(steps: 1) { (done) throws(EngineError) in
        #expect(done == 0)
        pauses += 1
      }
    #expect(pauses > 0)
  }
}
