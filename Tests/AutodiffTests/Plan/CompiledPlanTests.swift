import Formulas
import Testing

@testable import Autodiff

/// Programs against the same steps taken node by node: every number has the same bits.
@Suite struct CompiledPlanTests {
  /// One step: results to look at, and what the state becomes.
  typealias Step = (_ graph: Graph, _ state: [Node]) throws -> (outputs: [Node], new: [Node])

  private func check(
    _ start: [Tensor], steps: Int = 5, threads: ClosedRange<Int> = 1...1, _ step: Step
  ) throws {
    var state = start
    var expected: [Double] = []
    for _ in 0..<steps {
      let graph = Graph()
      let nodes = try state.map { try graph.input($0) }
      let (outputs, new) = try step(graph, nodes)
      expected += outputs.flatMap(\.value.values)
      state = new.map(\.value)
    }
    for path in KernelPath.available {
      for threads in threads { try check(start, steps, path, threads, step, expected, state) }
    }
  }

  private func check(
    _ start: [Tensor], _ steps: Int, _ path: KernelPath, _ threads: Int, _ step: Step, _ expected: [Double],
    _ state: [Tensor]
  ) throws {
    let graph = Graph(limits: .init(threads: threads))
    let nodes = try start.map { try graph.input($0) }
    let (outputs, new) = try step(graph, nodes)
    let buffers = start.map { PlanBuffer($0) }
    let program = try CompiledPlan(
      inputs: zip(nodes, buffers).map { .init($0, $1) }, outputs: outputs,
      updates: Array(zip(buffers, new)).map { (buffer: $0, node: $1) }, path: path)
    let records = try program.run(steps: steps)
    #expect(program.isShared == (threads > 1))
    #expect(records.map(\.bitPattern) == expected.map(\.bitPattern), "\(path), \(threads)")
    for (buffer, tensor) in zip(buffers, state) {
      #expect(buffer.tensor.values.map(\.bitPattern) == tensor.values.map(\.bitPattern), "\(path), \(threads)")
    }
  }

  private func tensor(_ shape: [Int], _ seed: UInt64) -> Tensor {
    var random = Random(seed)
    return Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in random.uniform(-1, 1) })
  }

  private func apply(_ graph: Graph, _ name: String, _ operands: Node..., axis: Int? = nil) throws -> Node {
    try graph.apply(try #require(Primitive.named(name)), operands, Attributes(axis: axis))
  }

  /// Gradient descent on a loss.
  private func descent(_ rate: Double, _ loss: @escaping (Graph, [Node]) throws -> Node) -> Step {
    { graph, state in
      let f = try loss(graph, state)
      let gradients = try graph.gradient(of: f, withRespectTo: state)
      let new = try zip(state, gradients).map { w, g in
        try graph.apply(.sub, [w, try graph.apply(.mul, [try graph.constant(rate), g])])
      }
      return ([f], new)
    }
  }

  /// Each structural primitive and its derivative, in either precision, has the graph's bits.
  @Test(arguments: PrimitiveDerivativeTests.cases, [Precision.double, .single])
  func runsWhatTheGraphRuns(_ test: PrimitiveDerivativeTests.Case, precision: Precision) throws {
    let primitive = try #require(Primitive.named(test.name))
    var random = Random(11)
    let range = test.range ?? -2...2
    var start: [Tensor] = []
    for (i, shape) in test.shapes.enumerated() where test.constants[i] == nil {
      let values = (0..<shape.reduce(1, *)).map { _ in random.uniform(range.lowerBound, range.upperBound) }
      start.append(Tensor(shape: shape, values: values).converted(to: precision))
    }
    try check(
      start, steps: 2,
      descent(0.01) { graph, state in
        var rest = state[...]
        let operands = try test.shapes.indices.map { i in
          if let values = test.constants[i] {
            return try graph.constant(Tensor(shape: test.shapes[i], values: values))
          }
          return rest.removeFirst()
        }
        let y = try graph.apply(primitive, operands, test.attributes)
        return try apply(graph, "sum", try apply(graph, "sin", y))
      })
  }

  @Test(arguments: [1, 3, 40, 700]) func trainsANetwork(samples: Int) throws {
    let x = tensor([samples, 2], 1)
    let t = tensor([samples, 1], 2)
    try check(
      [tensor([2, 3], 3), tensor([3], 4), tensor([3, 1], 5), tensor([1], 6)],
      descent(0.5) { graph, state in
        let hidden = try apply(
          graph, "sigmoid",
          try graph.apply(.add, [try graph.apply(.matmul, [try graph.constant(x), state[0]]), state[1]]))
        let y = try apply(
          graph, "sigmoid", try graph.apply(.add, [try graph.apply(.matmul, [hidden, state[2]]), state[3]]))
        return try apply(graph, "mse", y, try graph.constant(t))
      })
  }

  @Test func classifies() throws {
    let x = tensor([20, 7], 1)
    let target = Tensor(shape: [20], values: (0..<20).map { Double($0 % 4) })
    try check(
      [tensor([7, 30], 3), tensor([30], 4), tensor([30, 4], 5), tensor([4], 6)],
      descent(0.1) { graph, state in
        let hidden = try apply(graph, "relu", try apply(graph, "affine", try graph.constant(x), state[0], state[1]))
        let scores = try apply(graph, "affine", hidden, state[2], state[3])
        return try apply(graph, "cross_entropy", scores, try graph.constant(target))
      })
  }

  /// Products, chains and batches that are long enough to be split.
  @Test(arguments: [Precision.double, .single]) func splitsOverThreads(precision: Precision) throws {
    let x = tensor([70, 300], 1).converted(to: precision)
    let target = Tensor(shape: [70], values: (0..<70).map { Double($0 % 10) })
    try check(
      [tensor([300, 130], 3), tensor([130], 4), tensor([130, 10], 5), tensor([10], 6)]
        .map { $0.converted(to: precision) },
      steps: 3, threads: 1...3,
      descent(0.1) { graph, state in
        let hidden = try apply(graph, "tanh", try apply(graph, "affine", try graph.constant(x), state[0], state[1]))
        let scores = try apply(graph, "affine", hidden, state[2], state[3])
        return try apply(graph, "cross_entropy", scores, try graph.constant(target))
      })
  }

  @Test func stopsWhereAThreadFindsInfinity() throws {
    let graph = Graph(limits: .init(threads: 2))
    var start = [Double](repeating: 1, count: 80_000)
    start[79_000] = 4
    let w = try graph.input(Tensor(shape: [80_000], values: start))
    let buffer = PlanBuffer(w.value)
    let program = try CompiledPlan(
      inputs: [.init(w, buffer)], outputs: [], updates: [(buffer, try graph.apply(.mul, [w, w]))])
    #expect(program.isShared)
    #expect(throws: EngineError.nonFinite(operation: "mul", operands: ["1.34078e154", "1.34078e154"], result: "inf")) {
      try program.run(steps: 20)
    }
    #expect(program.failedStep == 8)
    #expect(buffer.tensor.values[79_000] == 0x1p512)
  }

  /// What two operations in one pass compute, on either side, and with what is read elsewhere too.
  @Test func putsTwoOperationsIntoOnePass() throws {
    for (first, second) in [(Primitive.add, Primitive.sub), (.sub, .mul), (.mul, .add), (.mul, .sub), (.sub, .sub)] {
      for count in [1, 3, 8, 9, 600] {
        try check([tensor([count], 1), tensor([count], 2)]) { graph, state in
          let (a, b) = (state[0], state[1])
          let once = try graph.apply(first, [a, b])
          let flipped = try graph.apply(second, [b, once])
          let both = try graph.apply(first, [b, a])
          let straight = try graph.apply(second, [both, a])
          let square = try graph.apply(second, [try apply(graph, "square", a), b])
          let shared = try graph.apply(.mul, [b, try graph.constant(0.5)])
          let new = try graph.apply(second, [shared, try graph.apply(first, [shared, try graph.constant(0.25)])])
          return ([flipped, straight, square], [new, try apply(graph, "sin", b)])
        }
      }
    }
  }

  @Test func updatesFromEachOther() throws {
    try check([tensor([5], 1), tensor([5], 2)]) { _, state in ([state[0]], [state[1], state[0]]) }
    try check([tensor([5], 1), tensor([5], 2), tensor([1], 3)]) { graph, state in
      let sum = try graph.apply(.add, [state[0], state[1]])
      let product = try graph.apply(.mul, [state[0], state[1]])
      return ([try apply(graph, "sum", state[1])], [sum, product, try graph.apply(.neg, [state[2]])])
    }
    // Each new value is read beside the old one.
    try check([tensor([5], 1), tensor([5], 2)]) { graph, state in
      let a = try graph.apply(.add, [state[0], state[1]])
      let b = try graph.apply(.add, [a, state[0]])
      return ([try graph.apply(.mul, [b, state[0]])], [a, b])
    }
  }

  @Test func readsEveryKindOfOperation() throws {
    let x = tensor([6, 5], 9)
    try check([x]) { graph, state in
      let w = state[0]
      var parts: [Node] = []
      for name in ["exp", "tanh", "gelu", "softplus", "abs", "relu", "sin"] { parts.append(try apply(graph, name, w)) }
      for name in ["softmax", "log_softmax"] {
        parts.append(try apply(graph, name, w, axis: 0))
        parts.append(try apply(graph, name, w, axis: 1))
      }
      let joined = try graph.apply(.concat, parts, Attributes(axis: 0))
      let flipped = try graph.apply(.transpose, [joined])
      var outputs = [flipped]
      for name in ["amax", "amin", "argmax", "sum", "mean", "var", "std", "norm", "prod"] {
        outputs.append(try apply(graph, name, joined, axis: 0))
        outputs.append(try apply(graph, name, joined, axis: 1))
        outputs.append(try apply(graph, name, w))
      }
      let rows = try graph.apply(.index, [joined], Attributes(indices: [.gather([3, 3, 0]), .range(1, 3)]))
      let total = try apply(graph, "sum", try graph.apply(.mul, [rows, rows]))
      outputs.append(try graph.gradient(of: total, withRespectTo: [w])[0])
      return (outputs, [try apply(graph, "cos", w)])
    }
  }

  @Test func takesRowsOfADataSet() throws {
    let data = tensor([10, 3], 1)
    let graph = Graph()
    let x = try graph.input(tensor([2, 3], 2))
    let total = try graph.input(0)
    let sum = try graph.apply(.add, [total, try apply(graph, "sum", x)])
    let buffer = PlanBuffer(Tensor(0))
    let program = try CompiledPlan(
      inputs: [.init(x, rowsOf: data), .init(total, buffer)], outputs: [x], updates: [(buffer, sum)])
    let records = try program.run(steps: 2, rows: [9, 0, 4, 4])
    var expected: [Double] = []
    for row in [9, 0, 4, 4] { expected += data.values[(3 * row)..<(3 * row + 3)] }
    #expect(records == expected)
    let first = SumKernel.sum(Array(records[0..<6]))
    let second = SumKernel.sum(Array(records[6..<12]))
    #expect(buffer.tensor.values == [first + second])
  }

  @Test func namesTheStepAndTheOperation() throws {
    let graph = Graph()
    let w = try graph.input(Tensor(shape: [2], values: [1, 2]))
    let new = try graph.apply(.mul, [w, w])
    let buffer = PlanBuffer(w.value)
    let program = try CompiledPlan(inputs: [.init(w, buffer)], outputs: [], updates: [(buffer, new)])
    #expect(throws: EngineError.nonFinite(operation: "mul", operands: ["1.34078e154", "1.34078e154"], result: "inf")) {
      try program.run(steps: 20)
    }
    #expect(program.failedStep == 9)
    #expect(buffer.tensor.values == [1, 0x1p512])
  }

  /// A composition is in a plan what it is eagerly, at both precisions; infinity on the side that is not chosen is no
  /// fault, and a fault has the composition's name.
  @Test(arguments: Formulas.Operation.compositions)
  func takesCompositionsApart(_ operation: Formulas.Operation) throws {
    for count in [1, 7, 700] {
      let states = (0..<operation.arity).map { i in
        Tensor(shape: [count], values: tensor([count], UInt64(i + 3)).values.map { 1000 * $0 })
      }
      try check(states) { graph, state in
        let y = try graph.apply(.elementwise(operation), state)
        let single = try graph.apply(.single, [state[0]])
        let operands = [single] + Array(repeating: try graph.constant(0.1), count: operation.arity - 1)
        return ([y, try graph.apply(.double, [try graph.apply(.elementwise(operation), operands)])], state)
      }
    }
  }

  @Test func namesACompositionAndItsOperands() throws {
    let graph = Graph()
    let w = try graph.input(Tensor(shape: [2], values: [1, -1e100]))
    let new = try apply(graph, "leaky_relu", w, try graph.constant(1e100))
    let buffer = PlanBuffer(w.value)
    let program = try CompiledPlan(inputs: [.init(w, buffer)], outputs: [], updates: [(buffer, new)])
    #expect(
      throws: EngineError.nonFinite(operation: "leaky_relu", operands: ["-1e300", "1e100"], result: "-inf")
    ) {
      try program.run(steps: 20)
    }
    #expect(program.failedStep == 2)
  }

  @Test(arguments: [3, 300, 5000]) func convertsWhereWidthsMeet(count: Int) throws {
    let graph = Graph()
    let w = try graph.input(tensor([count], 1).converted(to: .single))
    let x = try graph.input(tensor([count], 2))
    let buffers = [PlanBuffer(w.value), PlanBuffer(x.value)]
    let sum = try graph.apply(.add, [w, x])
    let program = try CompiledPlan(
      inputs: [.init(w, buffers[0]), .init(x, buffers[1])],
      outputs: [try graph.apply(.neg, [sum]), try graph.apply(.neg, [w])], updates: [(buffers[0], sum)])
    let records = try program.run()
    let expected = zip(w.value.values, x.value.values).map { $0 + $1 }
    #expect(records == expected.map { -$0 } + w.value.values.map { -$0 })
    #expect(buffers[0].tensor.values == expected.map { Double(Float($0)) })
  }

  @Test func countsItsWork() throws {
    let graph = Graph(limits: .init(operations: 1000, bytes: 1 << 20))
    let w = try graph.input(Tensor(shape: [2], values: [1, 2]))
    let buffer = PlanBuffer(w.value)
    let program = try CompiledPlan(
      inputs: [.init(w, buffer)], outputs: [], updates: [(buffer, try graph.apply(.neg, [w]))])
    let before = graph.operations
    try program.run(steps: 10)
    #expect(graph.operations == before + 20)
    #expect(throws: EngineError.operationBudget(limit: 1000)) { try program.run(steps: 1000) }
    #expect(buffer.tensor.values == [1, 2])
  }
}
