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
  private static let operations: [Formulas.Operation] =
    [
      .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .exp, .log, .sqrt, .square, .abs, .sin, .cos,
      .tan, .tanh, .sigmoid, .relu, .softplus, .negate, .modulo, .floor, .stop, .greater,
    ] + Formulas.Operation.compositions

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
          // A gradient that is no number beside a derivative that is one is not correct: 0 · ∞ on a way that is cut.
          #expect(entry.verdict != .fail || !entry.analytic.isFinite, "seed \(seed), \(x.operation): \(entry)")
        }
      }
    }
    #expect(verdicts[.pass, default: 0] > 8000, "\(verdicts)")
    #expect(verdicts[.undecided, default: 0] * 4 < verdicts[.pass, default: 0], "\(verdicts)")
  }

  @Test(arguments: [1, 1e5, 1e12])
  func neverCondemnsCorrectGradientsOfTensors(_ magnitude: Double) throws {
    var verdicts: [GradientCheck.Verdict: Int] = [:]
    for seed in 0..<150 {
      var made = try TensorGraph(seed: UInt64(seed), magnitude: magnitude)
      let f = try made.total()
      let xs = made.graph.nodes(leadingTo: f).filter { $0.varies && $0 != f }
      guard !xs.isEmpty, let checks = try? made.graph.checkGradient(of: f, at: xs) else { continue }
      for (x, check) in zip(xs, checks) {
        for entry in check.entries {
          verdicts[entry.verdict, default: 0] += 1
          #expect(entry.verdict != .fail, "seed \(seed), \(x.operation): \(entry)")
        }
      }
    }
    #expect(verdicts[.pass, default: 0] > 2 * verdicts[.undecided, default: 0], "\(verdicts)")
  }

  /// Numbers that cancel leave a difference that rounding decides: never an error, and decided where it can be.
  @Test func seesThroughCancellation() throws {
    for (large, expected) in [(1e4, GradientCheck.Verdict.pass), (1e8, .pass), (1e17, .undecided)] {
      let graph = Graph()
      let x = try graph.input(0.7)
      let much = try graph.constant(large)
      let f = try graph.apply(.sub, [try graph.apply(.add, [try graph.apply(.elementwise(.sin), [x]), much]), much])
      let entry = try graph.checkGradient(of: f, at: [x])[0].entries[0]
      #expect(entry.verdict == expected, "\(large): \(entry)")
    }
  }

  /// A network of 3,380 parameters with the notes' layers in small.
  private func network(_ activation: Formulas.Operation) throws -> (loss: Node, parameters: [Node]) {
    var random = Random(11)
    let graph = Graph()
    func input(_ shape: [Int], _ size: Double) throws -> Node {
      try graph.input(
        Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in random.uniform(-size, size) }))
    }
    let x = try graph.constant(try input([3, 100], 1).value)
    let parameters = [
      try input([100, 30], 0.2), try input([30], 0.1), try input([30, 10], 0.4), try input([10], 0.1),
    ]
    let hidden = try graph.apply(
      .elementwise(activation), [try graph.apply(.add, [try graph.apply(.matmul, [x, parameters[0]]), parameters[1]])])
    let scores = try graph.apply(.add, [try graph.apply(.matmul, [hidden, parameters[2]]), parameters[3]])
    let target = try graph.constant(Tensor(shape: [3], values: [2, 0, 7]))
    let loss = try #require(Primitive.named("cross_entropy"))
    return (try graph.apply(loss, [scores, target]), parameters)
  }

  @Test(arguments: [Formulas.Operation.sigmoid, .relu])
  func decidesEveryParameterOfANetwork(_ activation: Formulas.Operation) throws {
    let (loss, parameters) = try network(activation)
    let checks = try loss.graph.checkGradient(of: loss, at: parameters)
    #expect(checks.map(\.entries.count) == [3000, 30, 300, 10])
    #expect(checks.flatMap(\.entries).allSatisfy { $0.verdict == .pass })
    #expect(checks[0].entries.map(\.position) == Array(0..<3000))
  }

  /// One derivative among thousands, wrong by one part in ten thousand.
  @Test func findsOneWrongEntryOfANetwork() throws {
    let (loss, parameters) = try network(.sigmoid)
    var random = Random(3)
    for (i, x) in parameters.enumerated() {
      var gradient = try loss.graph.gradient(of: loss, withRespectTo: [x])[0].value.values
      let place = random.below(gradient.count)
      gradient[place] *= random.below(2) == 0 ? 1.0001 : 0.9999
      let given = Tensor(shape: x.shape, values: gradient)
      let check = try loss.graph.checkGradient(of: loss, at: [x], given: [x: given])[0]
      #expect(check.entries.filter { $0.verdict == .fail }.map(\.position) == [place], "parameter \(i)")
      #expect(check.entries.allSatisfy { $0.verdict != .undecided })
    }
  }

  /// What 32 bits can tell of a gradient passes, a mistake does not.
  @Test func allowsForA32BitGradientsRoundings() throws {
    let (loss, parameters) = try network(.sigmoid)
    for x in parameters {
      let gradient = try loss.graph.gradient(of: loss, withRespectTo: [x])[0].value
      for (factor, verdict) in [(1 + 0x1p-21, GradientCheck.Verdict.pass), (1.001, .fail)] {
        let mine = Tensor(shape: x.shape, single: gradient.values.map { Float($0 * factor) })
        let entries = try loss.graph.checkGradient(of: loss, at: [x], given: [x: mine])[0].entries
        #expect(entries.count { $0.verdict == verdict } * 2 > entries.count)
        #expect(entries.allSatisfy { $0.verdict == verdict || $0.verdict == .undecided || verdict == .fail })
      }
    }
  }

  @Test func checksDerivativesOfDerivatives() throws {
    let graph = Graph()
    let x = try graph.input(Tensor(shape: [3], values: [0.3, -1.2, 2]))
    let f = try graph.apply(.sum, [try graph.apply(.mul, [x, try graph.apply(.elementwise(.tanh), [x])])])
    let slope = try graph.gradient(of: f, withRespectTo: [x])[0]
    let length = try graph.apply(.sum, [try graph.apply(.mul, [slope, slope])])
    let check = try graph.checkGradient(of: length, at: [x])[0]
    #expect(check.entries.map(\.verdict) == [.pass, .pass, .pass])
  }

  /// Equal scores: the shift that keeps a softmax from overflowing has a tie there, the function none.
  @Test func decidesASoftmaxOfEqualScores() throws {
    for name in ["softmax", "log_softmax"] {
      let graph = Graph()
      let x = try graph.input(Tensor(shape: [2, 3], values: [0, 0, 0, 1, 1, 0.5]))
      let primitive = try #require(Primitive.named(name))
      let weights = try graph.constant(Tensor(shape: [3], values: [1, -2, 0.5]))
      let f = try graph.apply(
        .sum, [try graph.apply(.mul, [weights, try graph.apply(primitive, [x], Attributes(axis: -1))])])
      let check = try graph.checkGradient(of: f, at: [x])[0]
      #expect(check.entries.allSatisfy { $0.verdict == .pass }, "\(name): \(check.entries)")
    }
  }

  @Test func looksAtFewerEntriesWhereWorkIsLimited() throws {
    let (loss, parameters) = try network(.sigmoid)
    let check = try loss.graph.checkGradient(of: loss, at: [parameters[0]], work: 100_000)[0]
    #expect(check.entries.count > 10 && check.entries.count < 100)
    #expect(check.entries.first?.position == 0 && check.entries.last?.position == 2999)
    let before = loss.graph.operations
    let two = try loss.graph.checkGradient(of: loss, at: [parameters[0]], work: 1)[0]
    #expect(two.entries.map(\.position) == [0, 2999])
    #expect(loss.graph.operations > before, "what is done is counted")
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
    for operation in [Formulas.Operation.relu, .abs, .floor, .sqrt] {
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
