import Formulas
import Testing

@testable import Autodiff

/// A rule that is off by a factor.
private final class Skewed: CustomRule {
  let name = "skewed"
  let factor: Double
  let body: (Node) throws(EngineError) -> Node
  let slope: (Node) throws(EngineError) -> Node

  init(
    factor: Double, body: @escaping (Node) throws(EngineError) -> Node,
    slope: @escaping (Node) throws(EngineError) -> Node
  ) {
    self.factor = factor
    self.body = body
    self.slope = slope
  }

  func forward(_ inputs: [Node]) throws(EngineError) -> Node { try body(inputs[0]) }

  func backward(_ inputs: [Node], result: Node, upstream: Node) throws(EngineError) -> [Node] {
    let graph = result.graph
    let scaled = try graph.apply(.mul, [try slope(inputs[0]), try graph.constant(factor)])
    return [try graph.apply(.mul, [upstream, scaled])]
  }
}

@Suite struct GradientCheckTests {
  private static let operations: [Formulas.Operation] = [
    .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .exp, .log, .sqrt, .square, .abs, .sin, .cos,
    .tan, .tanh, .sigmoid, .relu, .softplus, .silu, .gelu, .negate, .modulo, .floor, .stop, .greater, .leakyReLU, .elu,
  ]

  /// A random scalar graph over numbers of very different sizes: cancellation, saturation and kinks included.
  private func randomGraph(_ graph: Graph, _ random: inout Random) throws -> (f: Node, all: [Node]) {
    var nodes: [Node] = []
    for _ in 0..<(1 + random.below(4)) {
      let size = random.below(4) == 0 ? random.uniform(-8, 8) : random.uniform(-1, 1)
      var power = 1.0
      for _ in 0..<Int(size.magnitude) { power *= size > 0 ? 10 : 0.1 }
      let whole = random.below(3) == 0 ? Double(random.below(7)) - 3 : random.uniform(-3, 3)
      nodes.append(try graph.input(whole * power))
    }
    for _ in 0..<(3 + random.below(14)) {
      let operation = GradientCheckTests.operations[random.below(GradientCheckTests.operations.count)]
      let operands = try (0..<operation.arity).map { _ in
        random.below(6) == 0 ? try graph.constant(random.uniform(-2, 2)) : nodes[random.below(nodes.count)]
      }
      // What is not finite is refused; another operation is tried.
      guard let node = try? graph.apply(.elementwise(operation), operands) else { continue }
      nodes.append(node)
    }
    return (nodes[nodes.count - 1], nodes)
  }

  @Test func neverCondemnsACorrectGradient() throws {
    var verdicts: [GradientCheck.Verdict: Int] = [:]
    for seed in 0..<3000 {
      var random = Random(UInt64(seed))
      let graph = Graph()
      let (f, _) = try randomGraph(graph, &random)
      guard f.kind == .operation else { continue }
      let xs = graph.nodes(leadingTo: f).filter(\.varies)
      guard let checks = try? graph.checkGradient(of: f, at: xs) else { continue }
      for (x, check) in zip(xs, checks) {
        for entry in check.entries {
          verdicts[entry.verdict, default: 0] += 1
          #expect(entry.verdict != .fail, "seed \(seed), \(x.operation): \(entry)")
        }
      }
    }
    #expect(verdicts[.pass, default: 0] > 8000, "\(verdicts)")
    #expect(verdicts[.undecided, default: 0] * 4 < verdicts[.pass, default: 0], "\(verdicts)")
  }

  @Test func catchesASmallMistake() throws {
    let smooth: [(Primitive, (Node) throws(EngineError) -> Node)] = [
      (.elementwise(.exp), { n throws(EngineError) in try n.graph.apply(.elementwise(.exp), [n]) }),
      (.elementwise(.sin), { n throws(EngineError) in try n.graph.apply(.elementwise(.cos), [n]) }),
      (
        .elementwise(.square),
        { n throws(EngineError) in try n.graph.apply(.mul, [n, try n.graph.constant(2)]) }
      ),
    ]
    for (primitive, slope) in smooth {
      for x in [0.3, 1.1, -0.7, 1.9] {
        for (factor, expected) in [(1.0, GradientCheck.Verdict.pass), (1.0001, .fail), (0.9999, .fail), (-1, .fail)] {
          let graph = Graph()
          let input = try graph.input(x)
          let rule = Skewed(
            factor: factor, body: { n throws(EngineError) in try n.graph.apply(primitive, [n]) }, slope: slope)
          let y = try graph.custom(rule, [input], result: try rule.forward([input]))
          let f = try graph.apply(.elementwise(.tanh), [try graph.apply(.mul, [y, try graph.constant(0.2)])])
          let check = try graph.checkGradient(of: f, at: [input])[0]
          #expect(check.entries[0].verdict == expected, "\(primitive.name) at \(x), \(factor): \(check.entries[0])")
        }
      }
    }
  }

  @Test func checksAGradientByHand() throws {
    let graph = Graph()
    let w = try graph.input(Tensor(shape: [2], values: [1, 2]))
    let f = try graph.apply(.sum, [try graph.apply(.mul, [w, w])])
    let right = Tensor(shape: [2], values: [2, 4])
    let wrong = Tensor(shape: [2], values: [2, 4.001])
    #expect(try graph.checkGradient(of: f, at: [w], given: [w: right])[0].entries.map(\.verdict) == [.pass, .pass])
    #expect(try graph.checkGradient(of: f, at: [w], given: [w: wrong])[0].entries.map(\.verdict) == [.pass, .fail])
    #expect(try graph.checkGradient(of: f, at: [w], sample: 1)[0].entries.count == 1)
  }

  @Test func leavesKinksUndecided() throws {
    for operation in [Formulas.Operation.relu, .abs, .floor] {
      let graph = Graph()
      let x = try graph.input(0)
      let f = try graph.apply(.elementwise(operation), [x])
      #expect(try graph.checkGradient(of: f, at: [x])[0].entries[0].verdict == .undecided)
    }
    // Numbers that are 0 for a reason agree exactly.
    let graph = Graph()
    let x = try graph.input(-1)
    let f = try graph.apply(.elementwise(.relu), [x])
    #expect(try graph.checkGradient(of: f, at: [x])[0].entries[0].verdict == .pass)
  }

  @Test func callsANegativeBasesExponentUndecided() throws {
    let graph = Graph()
    let x = try graph.input(-2)
    let n = try graph.input(3)
    let f = try graph.apply(.pow, [x, n])
    let checks = try graph.checkGradient(of: f, at: [x, n])
    #expect(checks.map { $0.entries[0].verdict } == [.pass, .undecided])
  }

  @Test func keepsStoppedValues() throws {
    let graph = Graph()
    let x = try graph.input(3)
    let f = try graph.apply(.mul, [x, try graph.apply(.elementwise(.stop), [x])])
    let check = try graph.checkGradient(of: f, at: [x])[0]
    #expect(check.entries[0].analytic == 3)
    #expect(check.entries[0].verdict == .pass)
  }
}
