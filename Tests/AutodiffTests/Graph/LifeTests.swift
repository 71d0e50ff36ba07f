import Testing

@testable import Autodiff

/// Long chains, long loops, budgets.
@Suite struct LifeTests {
  @Test func differentiatesAndFreesAChainOfAMillion() throws {
    let graph = Graph()
    do {
      let x = try graph.input(1)
      let c = try graph.constant(0x1p-20)
      var f = x
      for i in 0..<1_000_000 { f = try graph.apply(i & 1 == 0 ? .add : .sub, [f, c]) }
      #expect(graph.liveNodeCount == 1_000_002)
      #expect(f.scalar == 1)
      #expect(try graph.gradient(of: f, withRespectTo: [x])[0].scalar == 1)
      #expect(graph.nodes(leadingTo: f).count == 1_000_002)
    }
    #expect(graph.liveNodeCount == 0)
    #expect(graph.liveBytes == 0)
  }

  @Test func updatesAMillionTimesInConstantMemory() throws {
    let graph = Graph()
    let rate = try graph.constant(1e-3)
    var w = try graph.input(1)
    var mostNodes = 0
    for _ in 0..<1_000_000 {
      let loss = try graph.apply(.mul, [w, w])
      let step = try graph.apply(.mul, [rate, loss])
      w = try graph.input(try #require(try graph.apply(.sub, [w, step]).scalar))
      mostNodes = max(mostNodes, graph.liveNodeCount)
    }
    #expect(mostNodes <= 6)
    #expect(graph.liveNodeCount == 2)
    #expect(graph.liveBytes == 96)
    #expect(graph.arena.records.count <= 8)
  }

  @Test func runsAPlanOfALoopBody() throws {
    let graph = Graph()
    let w = try graph.input(Tensor(shape: [2], values: [3, -2]))
    let loss = try graph.apply(.sum, [try graph.apply(.mul, [w, w])])
    let gradient = try graph.gradient(of: loss, withRespectTo: [w])[0]
    let next = try graph.apply(.sub, [w, try graph.apply(.mul, [gradient, try graph.constant(0.25)])])
    let buffer = PlanBuffer(w.value)
    let plan = try CompiledPlan(inputs: [.init(w, buffer)], outputs: [loss], updates: [(buffer, next)])
    let losses = try plan.run(steps: 3)
    #expect(buffer.tensor.values == [0.375, -0.25])
    #expect(losses == [13, 3.25, 0.8125])
  }

  @Test func refusesBeforeItAllocates() throws {
    let graph = Graph()
    #expect(throws: EngineError.memoryBudget(limit: 2 << 30)) {
      try Tensor.full([100_000, 100_000], 1, budget: graph.availableBytes)
    }
    let row = try graph.input(.full([1, 100_000], 1))
    let column = try graph.input(.full([100_000, 1], 1))
    #expect(throws: EngineError.memoryBudget(limit: 2 << 30)) { try graph.apply(.add, [row, column]) }
    #expect(graph.liveNodeCount == 2)
  }

  @Test func stopsAtTheOperationBudget() throws {
    let graph = Graph(limits: .init(operations: 10, bytes: 1 << 20))
    let x = try graph.input(1)
    #expect(throws: EngineError.operationBudget(limit: 10)) {
      var f = x
      for _ in 0..<20 { f = try graph.apply(.add, [f, x]) }
    }
  }

  @Test func stopsAtTheMemoryBudget() throws {
    let graph = Graph(limits: .init(operations: 1_000_000, bytes: 4800))
    let x = try graph.input(1)
    #expect(throws: EngineError.memoryBudget(limit: 4800)) {
      var f = x
      for _ in 0..<200 { f = try graph.apply(.add, [f, x]) }
    }
    #expect(graph.liveNodeCount == 1)
  }

  @Test func namesWhatMadeTheFirstInfinity() throws {
    let graph = Graph()
    let x = try graph.input(0)
    #expect(throws: EngineError.nonFinite(operation: "log", operands: ["0"], result: "-inf")) {
      try graph.apply(.elementwise(.log), [x])
    }
    let v = try graph.input(Tensor(shape: [3], values: [1, 0, 2]))
    #expect(throws: EngineError.nonFinite(operation: "div", operands: ["1", "0"], result: "inf")) {
      try graph.apply(.div, [try graph.constant(1), v])
    }
    // Infinity that was there before goes on.
    let infinite = try graph.input(.infinity)
    #expect(try graph.apply(.add, [infinite, x]).scalar == .infinity)
  }

  @Test func reportsShapesAndIndices() throws {
    let graph = Graph()
    let a = try graph.input(.full([2, 3], 1))
    let b = try graph.input(.full([2], 1))
    let mismatch = #expect(throws: EngineError.self) { try graph.apply(.add, [a, b]) }
    guard case .shapeMismatch("add", [[2, 3], [2]], _)? = mismatch else {
      Issue.record("\(String(describing: mismatch))")
      return
    }
    #expect(throws: EngineError.self) { try graph.apply(.matmul, [a, a]) }
    #expect(throws: EngineError.indexOutOfRange(index: 5, axis: 1, size: 3)) {
      try graph.apply(.index, [a], Attributes(indices: [.at(0), .at(5)]))
    }
    #expect(throws: EngineError.tooManyIndices(count: 2, shape: [2])) {
      try graph.apply(.index, [b], Attributes(indices: [.at(0), .at(0)]))
    }
    #expect(throws: EngineError.badAxis(operation: "sum", axis: 2, rank: 2)) {
      try graph.apply(.sum, [a], Attributes(axis: 2))
    }
    #expect(throws: EngineError.notScalar(operation: "grad", shape: [2])) {
      try graph.gradient(of: b, withRespectTo: [b])
    }
    let f = try graph.apply(.sum, [a])
    #expect(throws: EngineError.noDependence) { try graph.gradient(of: f, withRespectTo: [b]) }
  }
}
