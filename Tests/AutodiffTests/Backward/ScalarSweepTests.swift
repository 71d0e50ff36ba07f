import Formulas
import Testing

@testable import Autodiff

/// Large graphs of scalars, whose gradients come from one walk down the records, against the backward pass that goes from
/// node to node.
@Suite struct ScalarSweepTests {
  private static let operations: [Operation] =
    [.add, .subtract, .multiply, .tanh, .sin, .maximum, .sigmoid, .square, .add, .multiply, .relu]
    + Operation.compositions

  /// A graph of random operations whose numbers stay near 1.
  private func grow(_ graph: Graph, from inputs: [Node], count: Int, seed: UInt64) throws -> [Node] {
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var nodes = inputs
    let half = try graph.constant(0.5)
    while nodes.count < count {
      let operation = Self.operations[random(Self.operations.count)]
      let a = nodes[random(nodes.count)]
      let b = random(4) == 0 ? half : nodes[nodes.count - 1 - random(min(50, nodes.count))]
      let node = try graph.apply(.elementwise(operation), operation.arity == 1 ? [a] : [a, b])
      guard node.varies else { continue }
      nodes.append(try graph.apply(.elementwise(.tanh), [node]))
    }
    return nodes
  }

  private func check(_ graph: Graph, _ f: Node, _ xs: [Node], walks: Bool) throws {
    let pass = try graph.backwardPass(from: f)
    let walked = try graph.walkedNumbers(of: f.id.index, withRespectTo: xs.map(\.id.index))
    let found = try graph.gradient(of: f, withRespectTo: xs).map(\.scalar)
    #expect(found == xs.map { pass.gradients[$0]?.scalar })
    #expect((walked != nil) == walks)
    if let walked { #expect(walked.map { $0?.values[0] } == found) }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func aGraphMadeInOneGo(seed: UInt64) throws {
    let graph = Graph()
    let inputs = try [0.3, -0.7, 1.1, 0.2].map { try graph.input($0) }
    let nodes = try grow(graph, from: inputs, count: 4000, seed: seed)
    var sum = nodes[0]
    for node in nodes { sum = try graph.apply(.add, [sum, node]) }
    try check(graph, sum, [inputs[0], inputs[3], nodes[200]], walks: true)
    // What stands below the lowest that is asked for was made before it.
    try check(graph, sum, [nodes[5]], walks: true)
  }

  @Test func aGraphInPlacesOfOlderNodes() throws {
    let graph = Graph()
    let kept = try graph.input(0.4)
    var old: [Node] = try (0..<3000).map { try graph.input(Double($0) / 3000) }
    let last = try graph.input(0.6)
    // Freed in a scattered order.
    old.sort { ($0.id.index % 7, $0.id.index) < ($1.id.index % 7, $1.id.index) }
    while !old.isEmpty { old.removeLast() }
    let nodes = try grow(graph, from: [last, kept], count: 4000, seed: 9)
    var sum = nodes[0]
    for node in nodes { sum = try graph.apply(.add, [sum, node]) }
    // Records out of order are refused.
    try check(graph, sum, [kept, last], walks: false)
    let fromLast = try graph.gradient(of: sum, withRespectTo: [last])[0].scalar
    #expect(fromLast == (try graph.backwardPass(from: sum)).gradients[last]?.scalar)
  }

  @Test func leavesOtherNodesToTheSweep() throws {
    let graph = Graph()
    let v = try graph.input(Tensor(shape: [2], values: [0.25, 0.5]))
    let x = try graph.input(0.5)
    var f = try graph.apply(.mul, [try graph.apply(.sum, [v]), x])
    for _ in 0..<6000 { f = try graph.apply(.add, [f, x]) }
    let gradients = try graph.gradient(of: f, withRespectTo: [v, x])
    #expect(gradients[0].value.values == [0.5, 0.5])
    #expect(gradients[1].scalar == 6000.75)
  }

  @Test func numbersNodesAnewWhenNumbersRunOut() throws {
    let graph = Graph()
    let x = try graph.input(0.5)
    graph.arena.serial = .max - 3000
    var f = x
    for _ in 0..<6000 { f = try graph.apply(.add, [f, x]) }
    #expect(try graph.gradient(of: f, withRespectTo: [x])[0].scalar == 6001)
    #expect(graph.nodes(leadingTo: f).map(\.id.index) == (0...6000).map { UInt32($0) })
  }

  @Test func keepsOneConstantInALargeGraph() throws {
    let graph = Graph()
    let x = try graph.input(1)
    var f = x
    func count(_ rounds: Int) throws -> Int {
      let before = graph.liveNodeCount
      for _ in 0..<rounds {
        guard case .node(let next) = try graph.scalar(.add, f, 0.5, tag: 7 << Graph.instanceBits) else { return 0 }
        f = next
      }
      return graph.liveNodeCount - before
    }
    #expect(try count(10) == 20)
    _ = try count(3000)
    #expect(try count(100) == 100)
    #expect(f.scalar == 1 + 0.5 * 3110)
    #expect(f.tag == 7 << Graph.instanceBits)
    // Another place makes its own.
    do {
      let other = try graph.scalar(.add, f, 0.5, tag: 8 << Graph.instanceBits)
      let again = try graph.scalar(.add, f, 0.5, tag: 9 << Graph.instanceBits)
      guard case .node(let a) = other, case .node(let b) = again else { return }
      #expect(a.operands[1] != b.operands[1])
    }
    #expect(try graph.gradient(of: f, withRespectTo: [x])[0].scalar == 1)
    f = x
    #expect(graph.liveNodeCount == 1)
    // What a number alone makes of a number stays out of the graph.
    guard case .number(1.5) = try graph.scalar(.add, try graph.constant(1), 0.5, tag: 0) else {
      Issue.record("a constant is no node")
      return
    }
  }

  @Test func refusesInterpretedOperationsWithoutARest() throws {
    let graph = Graph(limits: .init(operations: 1000, bytes: 4 * 48))
    let x = try graph.input(2)
    guard case .node(let f) = try graph.scalar(.multiply, x, 3.0, tag: 0) else { return }
    #expect(graph.liveNodeCount == 3)
    #expect(throws: EngineError.memoryBudget(limit: 192)) { _ = try graph.scalar(.multiply, f, 5.0, tag: 0) }
    #expect(graph.liveNodeCount == 3)
    #expect(throws: EngineError.self) { _ = try graph.scalar(.divide, f, 0.0, tag: 0) }
    #expect(graph.liveNodeCount == 3)
    let v = try Graph().input(Tensor(shape: [2], values: [1, 2]))
    guard case .tensors = try v.graph.scalar(.add, v, 1.0, tag: 0) else {
      Issue.record("a tensor is no scalar")
      return
    }
  }

  @Test func beginsAnewWhenNothingLives() throws {
    let graph = Graph()
    for _ in 0..<3 {
      let x = try graph.input(0.5)
      var f = x
      for _ in 0..<200 { f = try graph.apply(.mul, [x, try graph.apply(.add, [f, x])]) }
      #expect(graph.arena.records.count == 401)
      #expect(f.id.index == 400)
    }
    #expect(graph.liveNodeCount == 0)
  }
}
