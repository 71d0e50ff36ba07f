import Formulas
import Testing

@testable import Autodiff

/// Derivatives that were given out, right and with one entry off.
@Suite struct DerivativeCheckTests {
  /// y = sin(x₀ x₁) + x², entry by entry, of vectors.
  private func vectors(_ count: Int) throws -> (graph: Graph, y: Node, f: Node, xs: [Node]) {
    var random = Random(3)
    let graph = Graph()
    let xs = try (0..<2).map { _ in
      try graph.input(Tensor(shape: [count], values: (0..<count).map { _ in random.uniform(0.5, 1.5) }))
    }
    let product = try graph.apply(.elementwise(.sin), [try graph.apply(.mul, xs)])
    let y = try graph.apply(.add, [product, try graph.apply(.mul, [xs[0], xs[0]])])
    return (graph, y, try graph.apply(.sum, [y]), xs)
  }

  private func off(_ node: Node, _ entry: Int, by factor: Double = 1.001) throws -> Node {
    var values = node.value.values
    values[entry] *= factor
    return try node.graph.constant(Tensor(shape: node.shape, values: values))
  }

  private func failures(_ derivative: Derivative) throws -> [String] {
    try derivative.y.graph.check(derivative).parts.flatMap { part in
      part.check.entries.filter { $0.verdict == .fail }.map { "\(part.subject) \($0.position)" }
    }
  }

  @Test(arguments: [3, 10_000]) func namesTheEntryOfAGradient(_ count: Int) throws {
    let (graph, _, f, xs) = try vectors(count)
    let right = try graph.gradient(of: f, withRespectTo: xs)
    #expect(try failures(Derivative(.gradient, of: f, by: xs, results: right)).isEmpty)
    for (x, entry) in [(0, 0), (1, count - 1), (0, count / 2), (1, count / 3)] {
      var results = right
      results[x] = try off(right[x], entry)
      #expect(
        try failures(Derivative(.gradient, of: f, by: xs, results: results)) == ["gradient(x: \(x)) \(entry)"])
    }
  }

  @Test func namesTheEntryOfAProduct() throws {
    let (graph, y, _, xs) = try vectors(300)
    let v = try graph.constant(Tensor(shape: [300], values: (0..<300).map { Double($0 % 7) - 3 }))
    let back = try graph.vjp(of: y, withRespectTo: [xs[0]], upstream: v)
    #expect(try failures(Derivative(.vectorJacobian(upstream: v), of: y, by: [xs[0]], results: back)).isEmpty)
    #expect(
      try failures(
        Derivative(.vectorJacobian(upstream: v), of: y, by: [xs[0]], results: [try off(back[0], 121)]))
        == ["gradient(x: 0) 121"])
    let along = try graph.jvp(of: y, withRespectTo: xs, along: [v, v])
    #expect(try failures(Derivative(.jacobianVector(along: [v, v]), of: y, by: xs, results: [along])).isEmpty)
    #expect(
      try failures(Derivative(.jacobianVector(along: [v, v]), of: y, by: xs, results: [try off(along, 121)]))
        == ["product 121"])
  }

  @Test func namesTheEntryOfAHessian() throws {
    let graph = Graph()
    let x = try graph.input(Tensor(shape: [4], values: [0.5, 1, -2, 3]))
    let f = try graph.apply(.sum, [try graph.apply(.elementwise(.sin), [try graph.apply(.mul, [x, x])])])
    let matrix = try graph.hessian(of: f, withRespectTo: x)
    #expect(try failures(Derivative(.hessian, of: f, by: [x], results: [matrix])).isEmpty)
    #expect(try failures(Derivative(.hessian, of: f, by: [x], results: [try off(matrix, 10)])) == ["hessian 10"])
  }

  /// A direction moves all inputs at once; one that is behind another moves alone.
  @Test func inputsThatLeadToEachOtherMoveByThemselves() throws {
    let (graph, y, f, xs) = try vectors(500)
    _ = y
    let inner = try graph.apply(.mul, [xs[0], xs[1]])
    let g = try graph.apply(.add, [f, try graph.apply(.sum, [try graph.apply(.elementwise(.exp), [inner])])])
    let all = xs + [inner]
    let right = try graph.gradient(of: g, withRespectTo: all)
    #expect(try failures(Derivative(.gradient, of: g, by: all, results: right)).isEmpty)
    var results = right
    results[2] = try off(right[2], 77, by: 1.01)
    #expect(try failures(Derivative(.gradient, of: g, by: all, results: results)) == ["gradient(x: 2) 77"])
  }

  /// Closer to a kink than any step: what the decision chose is gone on with.
  @Test func decisionsAreHeldWhereEachStepMeetsAKink() throws {
    for operation in [Operation.relu, .abs, .floor] {
      let graph = Graph()
      let x = try graph.input(1)
      let inner = try graph.apply(.add, [x, try graph.constant(-1 + 0x1p-47)])
      let f = try graph.apply(.add, [try graph.apply(.elementwise(operation), [inner]), x])
      let right = try graph.gradient(of: f, withRespectTo: [x])
      let check = try graph.check(Derivative(.gradient, of: f, by: [x], results: right))
      #expect(check.parts[0].check.entries.map(\.verdict) == [.pass], "\(operation)")
      #expect(try failures(Derivative(.gradient, of: f, by: [x], results: [try off(right[0], 0)])).count == 1)
    }
  }

  /// A kink in one unit of many is no reason to say nothing of the others: the direction holds it.
  @Test func aDirectionHoldsDecisionsToo() throws {
    let graph = Graph()
    var values = (0..<2000).map { _ in 1.0 }
    values[500] = 0x1p-45
    let x = try graph.input(Tensor(shape: [2000], values: values))
    let f = try graph.apply(.sum, [try graph.apply(.elementwise(.relu), [x])])
    let right = try graph.gradient(of: f, withRespectTo: [x])[0]
    #expect(try failures(Derivative(.gradient, of: f, by: [x], results: [right])).isEmpty)
    #expect(
      try failures(Derivative(.gradient, of: f, by: [x], results: [try off(right, 1234)])) == ["gradient(x: 0) 1234"])
  }

  @Test func whatIsRememberedIsNotHeld() throws {
    let graph = Graph(limits: Graph.Limits(bytes: 100_000))
    func derivative() throws -> Derivative {
      let x = try graph.input(Tensor(shape: [1000], values: [Double](repeating: 1, count: 1000)))
      let f = try graph.apply(.sum, [x])
      return Derivative(.gradient, of: f, by: [x], results: try graph.gradient(of: f, withRespectTo: [x]))
    }
    let kept = graph.remember(try derivative(), under: 0)
    #expect(graph.derivative(kept) != nil)
    // The next one under the key takes its place.
    let other = graph.remember(try derivative(), under: 0)
    #expect(graph.derivative(kept) == nil)
    #expect(graph.derivative(other) != nil && graph.isAlive(other))
    let bytes = graph.liveBytes
    // What does not fit beside it takes its place too.
    _ = try graph.input(Tensor(shape: [11_000], values: [Double](repeating: 1, count: 11_000)))
    #expect(graph.derivative(other) == nil && !graph.isAlive(other))
    #expect(bytes > 16_000 && graph.liveBytes < 1_000)
  }
}
