import Formulas
import Testing

@testable import Autodiff

@Suite struct TapeTests {
  @Test func recordsExpressions() throws {
    var tape = Tape()
    let w = try tape.input(3)
    let x = try tape.input(2)
    let loss = try tape.record(Operation.square(w * x - 1))
    #expect(tape[loss] == 25)
    #expect(try tape.gradient(of: loss, withRespectTo: w) == 20)
    #expect(try tape.gradient(of: loss, withRespectTo: [x, w, loss]) == [30, 20, 1])
    let f = try tape.record(2 / (x + w) - Operation.maximum(-x, 1 - w) * 0.5)
    #expect(tape[f] == 1.4)
    // ∂f/∂x = −2/25 + 0.5 · ½ · 1, ties sharing; ∂f/∂w alike.
    #expect(try tape.gradient(of: f, withRespectTo: [x, w]) == [-0.08 + 0.25, -0.08 + 0.25])
  }

  /// Bit for bit what a graph computes.
  @Test(arguments: Operation.allCases.filter { $0.arity < 3 })
  func agreesWithAGraph(operation: Operation) throws {
    for (a, b) in [(0.75, 1.25), (0.5, -0.5), (2, 2), (1e-3, 3), (0.9, 1)] {
      var tape = Tape()
      let graph = Graph()
      let inputs = try [tape.input(a), tape.input(b)]
      let nodes = try [graph.input(a), graph.input(b)]
      let f =
        try operation.arity == 1
        ? tape.record(operation, inputs[0]) : tape.record(operation, inputs[0], inputs[1])
      let g = try graph.apply(.elementwise(operation), Array(nodes.prefix(operation.arity)))
      // Used twice, so that contributions meet.
      let top = try tape.record(f * inputs[0] + f)
      let graphTop = try graph.apply(.add, [try graph.apply(.mul, [g, nodes[0]]), g])
      #expect(tape[top].bitPattern == graphTop.scalar?.bitPattern)
      let found = try tape.gradient(of: top, withRespectTo: Array(inputs.prefix(operation.arity)))
      let expected = try graph.gradient(of: graphTop, withRespectTo: Array(nodes.prefix(operation.arity)))
      #expect(found.map(\.bitPattern) == expected.map { $0.scalar?.bitPattern })
    }
  }

  @Test func goesBack() throws {
    var tape = Tape()
    let w = try tape.input(3)
    let x = try tape.input(2)
    let start = tape.position
    for _ in 0..<100 {
      let loss = try tape.record(Operation.square(w * x - 1))
      let slope = try tape.gradient(of: loss, withRespectTo: w)
      tape.rewind(to: start)
      tape[w] -= 0.1 * slope
    }
    #expect(tape.count == 2)
    #expect(abs(tape[w] - 0.5) < 1e-12)
  }

  @Test func keepsOneNodeForAConstant() throws {
    var tape = Tape()
    let x = try tape.input(1)
    var s = x
    for _ in 0..<10 { s = try tape.record(s * 2 + 1) }
    #expect(tape.count == 1 + 2 + 20)
    #expect(tape[s] == 2047)
    #expect(try tape.gradient(of: s, withRespectTo: x) == 1024)
  }

  @Test func passesNothingWhereNoGradientFlows() throws {
    var tape = Tape()
    let x = try tape.input(2)
    let y = try tape.input(5)
    let stopped = try tape.record(.stop, x)
    let f = try tape.record(stopped * y)
    #expect(try tape.gradient(of: f, withRespectTo: [x, y]) == [0, 2])
    #expect(try tape.gradient(of: stopped, withRespectTo: x) == 0)
    #expect(try tape.gradient(of: x, withRespectTo: f) == 0)
  }

  @Test func keepsToItsLimits() throws {
    var few = Tape(limits: .init(operations: 5, bytes: 1000))
    let x = try few.input(1)
    #expect(throws: EngineError.operationBudget(limit: 5)) {
      for _ in 0..<6 { _ = try few.record(x + x) }
    }
    var small = Tape(limits: .init(operations: 1000, bytes: 10 * Tape.nodeBytes))
    let y = try small.input(1)
    #expect(throws: EngineError.memoryBudget(limit: 10 * Tape.nodeBytes)) {
      for _ in 0..<10 { _ = try small.record(y + y) }
    }
    #expect(small.count == 10)
    #expect(Tape.nodeBytes <= 48)
    var tape = Tape()
    let zero = try tape.input(0)
    #expect(throws: EngineError.nonFinite(operation: "div", operands: ["1", "0"], result: "inf")) {
      try tape.record(1 / zero)
    }
  }

  @Test func becomesAGraph() throws {
    var tape = Tape()
    let x = try tape.input(2)
    let cube = try tape.record(x * x * x)
    _ = try tape.record(Operation.exp(x))
    let (graph, nodes) = try tape.graph(keeping: [x, cube])
    // x, x², x³: the exponential was not kept.
    #expect(graph.liveNodeCount == 3)
    let first = try graph.gradient(of: nodes[1], withRespectTo: [nodes[0]])[0]
    #expect(first.scalar == 12)
    #expect(try graph.gradient(of: first, withRespectTo: [nodes[0]])[0].scalar == 12)
  }

  @Test func differentiatesAMillion() throws {
    var tape = Tape()
    let x = try tape.input(0.5)
    var sum = try tape.input(0)
    for _ in 0..<500_000 { sum = try tape.record(sum + x * 2) }
    #expect(try tape.gradient(of: sum, withRespectTo: x) == 1_000_000)
  }
}
