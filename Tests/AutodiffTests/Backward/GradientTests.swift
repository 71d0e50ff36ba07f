import Testing

@testable import Autodiff

@Suite struct GradientTests {
  @Test func passesEveryWire() throws {
    // f = (x + y) z
    let graph = Graph()
    let x = try graph.input(-2)
    let y = try graph.input(5)
    let z = try graph.input(-4)
    let q = try graph.apply(.add, [x, y])
    let f = try graph.apply(.mul, [q, z])
    let pass = try graph.backwardPass(from: f)
    #expect(pass.order == [x, y, z, q, f])
    #expect([x, y, z, q, f].map { pass.gradients[$0]?.scalar } == [-4, -4, 3, -4, 1])
    #expect(pass.wires.map(\.from) == [q, z, x, y])
    #expect(pass.wires.map { $0.local?.scalar } == [-4, 3, 1, 1])
    #expect(pass.wires.map { $0.contribution.scalar } == [-4, 3, -4, -4])
  }

  @Test func sharesTies() throws {
    let graph = Graph()
    let a = try graph.input(2)
    let b = try graph.input(2)
    let greater = try graph.apply(.elementwise(.maximum), [a, b])
    #expect(try graph.gradient(of: greater, withRespectTo: [a, b]).map(\.scalar) == [0.5, 0.5])
    let v = try graph.input(Tensor(shape: [4], values: [1, 3, 3, 3]))
    let most = try graph.apply(.amax, [v])
    #expect(try graph.gradient(of: most, withRespectTo: [v])[0].value.values == [0, 1 / 3.0, 1 / 3.0, 1 / 3.0])
  }

  @Test func isZeroAtKinks() throws {
    for name in ["relu", "abs"] {
      let graph = Graph()
      let x = try graph.input(0)
      let f = try graph.apply(try #require(Primitive.named(name)), [x])
      #expect(try graph.gradient(of: f, withRespectTo: [x])[0].scalar == 0)
    }
    for name in ["norm", "std"] {
      let graph = Graph()
      let x = try graph.input(Tensor(shape: [2], values: [0, 0]))
      let f = try graph.apply(try #require(Primitive.named(name)), [x])
      #expect(try graph.gradient(of: f, withRespectTo: [x])[0].value.values == [0, 0])
    }
    let graph = Graph()
    let x = try graph.input(1)
    let clip = try graph.apply(.elementwise(.clip), [x, try graph.constant(0), try graph.constant(1)])
    #expect(try graph.gradient(of: clip, withRespectTo: [x])[0].scalar == 0)
  }

  @Test func givesANamedExponentsGradientAsUndefined() throws {
    let graph = Graph()
    let x = try graph.input(-2)
    let n = try graph.input(3)
    let f = try graph.apply(.pow, [x, n])
    let gradients = try graph.gradient(of: f, withRespectTo: [x, n])
    #expect(gradients[0].scalar == 12)
    #expect(gradients[1].scalar?.isNaN == true)
    let zero = try graph.input(0)
    let power = try graph.apply(.pow, [zero, try graph.constant(0)])
    #expect(try graph.gradient(of: power, withRespectTo: [zero])[0].scalar == 0)
  }

  @Test func buildsItsGraphOnlyWhenAsked() throws {
    let graph = Graph()
    let x = try graph.input(2)
    let f = try graph.apply(.mul, [x, try graph.apply(.mul, [x, x])])
    let before = graph.liveNodeCount
    let g = try graph.gradient(of: f, withRespectTo: [x])[0]
    #expect(g.scalar == 12)
    #expect(graph.liveNodeCount == before + 1)
    #expect(g.operation == "add")
    #expect(graph.liveNodeCount > before + 1)
    #expect(try graph.gradient(of: g, withRespectTo: [x])[0].scalar == 12)
  }

  @Test func knowsWhatAGradientWasComputedFrom() throws {
    // The gradient of 3 x is a constant, but it was computed from x: its own gradient is 0, not an error.
    let graph = Graph()
    let x = try graph.input(2)
    let f = try graph.apply(.mul, [try graph.constant(3), x])
    let g = try graph.gradient(of: f, withRespectTo: [x])[0]
    #expect(try graph.gradient(of: g, withRespectTo: [x])[0].scalar == 0)
    #expect(g.kind == .constant)
    // d(x y)/dx is y itself.
    let y = try graph.input(5)
    let product = try graph.apply(.mul, [x, y])
    let slope = try graph.gradient(of: product, withRespectTo: [x])[0]
    #expect(try graph.gradient(of: slope, withRespectTo: [y])[0].scalar == 1)
  }

  @Test func differentiatesAChainOfGradients() throws {
    // y ← ∂(y³)/∂y, four times over: gradients of gradients that nobody looked at in between.
    let graph = Graph()
    let x = try graph.input(0.5)
    var y = x
    var expected = 0.5
    for _ in 0..<4 {
      let cube = try graph.apply(.pow, [y, try graph.constant(3)])
      y = try graph.gradient(of: cube, withRespectTo: [y])[0]
      expected = 3 * expected * expected
    }
    #expect(y.scalar == expected)
    // y = 3^15 x^16
    let slope = try graph.gradient(of: y, withRespectTo: [x])[0]
    #expect(slope.scalar == 16 * 14_348_907 * 0x1p-15)
    #expect(try graph.checkGradient(of: y, at: [x])[0].entries[0].verdict == .pass)
  }

  @Test func freesGradientsToo() throws {
    let graph = Graph()
    do {
      let x = try graph.input(Tensor(shape: [3], values: [1, 2, 3]))
      let f = try graph.apply(.sum, [try graph.apply(.elementwise(.exp), [x])])
      let g = try graph.gradient(of: f, withRespectTo: [x])[0]
      let h = try graph.gradient(of: try graph.apply(.sum, [g]), withRespectTo: [x])[0]
      #expect(h.operands.count > 0)
    }
    #expect(graph.liveNodeCount == 0)
    #expect(graph.liveBytes == 0)
    #expect(graph.arena.pendingCount == 0)
  }

  @Test func replaysWithOtherInputs() throws {
    let graph = Graph()
    let x = try graph.input(1)
    let y = try graph.input(2)
    let q = try graph.apply(.mul, [x, y])
    let f = try graph.apply(.add, [q, y])
    q.tag = 7
    let (again, mapping) = try graph.replay(f, replacing: [(x, graph.input(Tensor(10)))])
    #expect(again.scalar == 22)
    #expect(mapping[q]?.scalar == 20)
    #expect(mapping[q]?.tag == 7)
    #expect(mapping[y] == y)
    #expect(f.scalar == 4)
  }

  @Test func computesWithAReplacedDerivative() throws {
    final class Twice: CustomRule {
      let name = "twice"
      func forward(_ inputs: [Node]) throws(EngineError) -> Node {
        try inputs[0].graph.apply(.add, [inputs[0], inputs[0]])
      }
      func backward(_ inputs: [Node], result: Node, upstream: Node) throws(EngineError) -> [Node] {
        [try result.graph.apply(.mul, [upstream, try result.graph.constant(2)])]
      }
    }
    let graph = Graph()
    let x = try graph.input(3)
    let rule = Twice()
    let y = try graph.custom(rule, [x], result: try rule.forward([x]))
    #expect(y.operation == "twice")
    #expect(y.operands == [x])
    let f = try graph.apply(.mul, [y, y])
    #expect(try graph.gradient(of: f, withRespectTo: [x])[0].scalar == 24)
    let g = try graph.gradient(of: f, withRespectTo: [x])[0]
    #expect(try graph.gradient(of: g, withRespectTo: [x])[0].scalar == 8)
    #expect(try graph.replay(f, replacing: [(x, graph.input(Tensor(1)))]).result.scalar == 4)
  }
}
