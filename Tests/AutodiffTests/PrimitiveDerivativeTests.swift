import Formulas
import Testing

@testable import Autodiff

/// Each primitive of the catalogue: first and second derivative against central differences, by random inner products,
/// with broadcasting.
@Suite struct PrimitiveDerivativeTests {
  static let elementwisePrimitives = Primitive.all.filter { $0.operation != nil && $0.isDifferentiable }

  /// A point at which an operation is smooth, by its own word.
  private static func point(_ operation: Formulas.Operation, _ operand: Int, _ random: inout Random) -> Double {
    switch operation.definition.smooth[operand] {
    case .between(let low, let high): random.uniform(low, high)
    case .values(let values): values[random.below(values.count)]
    }
  }

  private func check(_ primitive: Primitive, _ shapes: [[Int]], seed: UInt64) throws {
    let operation = try #require(primitive.operation)
    var random = Random(seed)
    let graph = Graph()
    var inputs: [Node] = []
    for (i, shape) in shapes.enumerated() {
      let values = (0..<shape.reduce(1, *)).map { _ in PrimitiveDerivativeTests.point(operation, i, &random) }
      inputs.append(try graph.input(Tensor(shape: shape, values: values)))
    }
    try expectDerivatives(of: try graph.apply(primitive, inputs), inputs, &random, primitive.name)
  }

  @Test(arguments: elementwisePrimitives)
  func elementwise(_ primitive: Primitive) throws {
    for (seed, shapes) in [[[], [], []], [[2, 3], [2, 3], [2, 3]], [[2, 3], [3], [1]], [[1], [2, 1], []]].enumerated() {
      let arity = primitive.parameters.count
      try check(primitive, Array(shapes.prefix(arity)), seed: UInt64(seed) + 1)
    }
  }

  /// At a corner or a jump no gradient is condemned, and a difference is not taken for one.
  @Test(arguments: elementwisePrimitives)
  func atKinks(_ primitive: Primitive) throws {
    let definition = try #require(primitive.operation?.definition)
    for point in definition.kinkPoints {
      let graph = Graph()
      let inputs = try point.map { try graph.input($0) }
      let f = try graph.apply(primitive, inputs)
      let entries = try graph.checkGradient(of: f, at: inputs).flatMap(\.entries)
      #expect(entries.allSatisfy { $0.verdict != .fail }, "\(primitive.name) at \(point): \(entries)")
      #expect(entries.contains { $0.verdict == .undecided }, "\(primitive.name) at \(point): \(entries)")
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var shapes: [[Int]]
    var attributes = Attributes()
    /// Where an operand's numbers come from; else from −2 to 2.
    var range: ClosedRange<Double>?
    /// Numbers that operands have, by position: as constants.
    var constants: [Int: [Double]] = [:]
    var testDescription: String { "\(name) \(shapes)" }
  }

  static let cases: [Case] =
    ["sum", "mean", "var", "std", "norm", "amax", "amin", "prod"].flatMap { name -> [Case] in
      [
        Case(name: name, shapes: [[4]]), Case(name: name, shapes: [[2, 3]], attributes: Attributes(axis: 0)),
        Case(name: name, shapes: [[2, 3, 2]], attributes: Attributes(axis: 1)),
        Case(name: name, shapes: [[2, 5]], attributes: Attributes(axis: -1)),
      ]
    } + [
      Case(name: "prod", shapes: [[7]]), Case(name: "sum", shapes: [[37]]),
      Case(name: "matmul", shapes: [[2, 3], [3, 2]]), Case(name: "matmul", shapes: [[3], [3, 2]]),
      Case(name: "matmul", shapes: [[2, 3], [3]]), Case(name: "matmul", shapes: [[3], [3]]),
      Case(name: "matmul", shapes: [[2, 2, 3], [3, 2]]), Case(name: "matmul", shapes: [[2, 1, 2, 3], [3, 3, 1]]),
      Case(name: "dot", shapes: [[3], [3]]), Case(name: "outer", shapes: [[2], [3]]),
      Case(name: "transpose", shapes: [[2, 3]]),
      Case(name: "transpose", shapes: [[2, 3, 2]], attributes: Attributes(axes: [1, 2, 0])),
      Case(name: "reshape", shapes: [[2, 3]], attributes: Attributes(shape: [3, -1])),
      Case(name: "concat", shapes: [[2, 2], [1, 2]]),
      Case(name: "concat", shapes: [[2, 2], [2, 1]], attributes: Attributes(axis: 1)),
      Case(name: "stack", shapes: [[2], [2]]),
      Case(name: "stack", shapes: [[2], [2]], attributes: Attributes(axis: 1)),
      Case(name: "stack", shapes: [[], []]),
      Case(name: "broadcast", shapes: [[3, 1]], attributes: Attributes(shape: [2, 3, 2])),
      Case(name: "sum_to", shapes: [[2, 3]], attributes: Attributes(shape: [1, 3])),
      Case(name: "diag", shapes: [[3]]), Case(name: "diag", shapes: [[3, 2]]), Case(name: "trace", shapes: [[3, 3]]),
      Case(name: "index", shapes: [[4, 3]], attributes: Attributes(indices: [.at(-1)])),
      Case(name: "index", shapes: [[4, 3]], attributes: Attributes(indices: [.range(1, nil), .at(0)])),
      Case(name: "index", shapes: [[4, 3]], attributes: Attributes(indices: [.gather([2, 0, 2])])),
      Case(name: "index", shapes: [[4, 3]], attributes: Attributes(indices: [.gather([0, 1]), .gather([2, 2])])),
      Case(name: "scatter", shapes: [[2]], attributes: Attributes(shape: [4], indices: [.gather([1, 1])])),
      Case(name: "softmax", shapes: [[2, 3]]),
      Case(name: "softmax", shapes: [[3, 2]], attributes: Attributes(axis: 0)),
      Case(name: "log_softmax", shapes: [[2, 3]]),
      Case(name: "solve", shapes: [[3, 3], [3]]), Case(name: "solve", shapes: [[2, 2], [2, 3]]),
      Case(name: "solve", shapes: [[2, 1, 2, 2], [3, 2, 2]]), Case(name: "solve", shapes: [[2, 2, 2], [2]]),
      Case(name: "inv", shapes: [[3, 3]]), Case(name: "inv", shapes: [[2, 2, 2]]),
      Case(name: "det", shapes: [[3, 3]]), Case(name: "det", shapes: [[2, 2, 2]]), Case(name: "det", shapes: [[1, 1]]),
      Case(name: "cofactor", shapes: [[3, 3]]),
      Case(name: "f32", shapes: [[2, 3]]), Case(name: "f64", shapes: [[3]]),
      Case(name: "affine", shapes: [[2, 3], [3, 2], [2]]), Case(name: "affine", shapes: [[3], [3, 2], [2]]),
      Case(name: "affine", shapes: [[2, 2, 3], [3, 1], []]),
      Case(name: "mse", shapes: [[2, 3], [2, 3]]), Case(name: "mse", shapes: [[4], []]),
      Case(name: "mae", shapes: [[2, 3], [2, 3]]), Case(name: "mae", shapes: [[], [3]]),
      Case(name: "huber", shapes: [[2, 3], [2, 3], []], constants: [2: [0.7]]),
      Case(name: "huber", shapes: [[5], [], []]),
      Case(name: "binary_cross_entropy", shapes: [[2, 3], [2, 3]], range: 0.1...0.9),
      Case(name: "binary_cross_entropy", shapes: [[3], []], range: 0.1...0.9),
      Case(name: "cross_entropy", shapes: [[4, 3], [4]], constants: [1: [2, 0, 1, 1]]),
      Case(name: "cross_entropy", shapes: [[3], []], constants: [1: [1]]),
      Case(name: "cross_entropy", shapes: [[2, 2, 3], [2, 2]], constants: [1: [2, 0, 1, 1]]),
      Case(name: "cross_entropy", shapes: [[2, 3], [2, 3]]),
      Case(name: "nll", shapes: [[4, 3], [4]], range: 0.1...0.9, constants: [1: [2, 0, 1, 1]]),
      Case(name: "nll", shapes: [[3], []], range: 0.1...0.9, constants: [1: [1]]),
      Case(name: "nll", shapes: [[2, 3], [2, 3]], range: 0.1...0.9),
      Case(name: "hinge", shapes: [[4, 3], [4]], constants: [1: [2, 0, 1, 1]]),
      Case(name: "hinge", shapes: [[3], []], constants: [1: [1]]),
      Case(name: "hinge", shapes: [[2, 3], [2, 3]], range: -0.4...0.9),
    ]

  private func operands(_ test: Case, _ graph: Graph, _ random: inout Random) throws -> [Node] {
    var operands: [Node] = []
    let range = test.range ?? -2...2
    for (i, shape) in test.shapes.enumerated() {
      if let values = test.constants[i] {
        operands.append(try graph.constant(Tensor(shape: shape, values: values)))
        continue
      }
      let values = (0..<shape.reduce(1, *)).map { _ in random.uniform(range.lowerBound, range.upperBound) }
      operands.append(try graph.input(Tensor(shape: shape, values: values)))
    }
    return operands
  }

  @Test(arguments: cases)
  func structural(_ test: Case) throws {
    let primitive = try #require(Primitive.named(test.name))
    var random = Random(7)
    let graph = Graph()
    let operands = try operands(test, graph, &random)
    let inputs = operands.filter { $0.kind == .input }
    try expectDerivatives(of: try graph.apply(primitive, operands, test.attributes), inputs, &random, test.name)
  }

  /// The same graphs in 32 bits: their gradients are computed in 32 bits and near the 64-bit ones, their check in 64.
  @Test(arguments: cases)
  func inSinglePrecision(_ test: Case) throws {
    let primitive = try #require(Primitive.named(test.name))
    let graph = Graph()
    var random = Random(7)
    try checkSingle(primitive, try operands(test, graph, &random), test.attributes)
  }

  @Test(arguments: elementwisePrimitives)
  func elementwiseInSinglePrecision(_ primitive: Primitive) throws {
    let operation = try #require(primitive.operation)
    let graph = Graph()
    var random = Random(3)
    for shapes in [[[], [], []], [[2, 3], [3], [1]]] {
      var operands: [Node] = []
      for (i, shape) in shapes.prefix(operation.arity).enumerated() {
        let values = (0..<shape.reduce(1, *)).map { _ in PrimitiveDerivativeTests.point(operation, i, &random) }
        operands.append(try graph.input(Tensor(shape: shape, values: values)))
      }
      try checkSingle(primitive, operands, Attributes())
    }
  }

  /// Constants stay as they are.
  private func checkSingle(_ primitive: Primitive, _ operands: [Node], _ attributes: Attributes) throws {
    guard let graph = operands.first?.graph else { return }
    func loss(_ precision: Precision) throws -> (f: Node, inputs: [Node]) {
      let single = try operands.map { operand in
        operand.kind == .constant
          ? operand : try graph.input(operand.value.converted(to: .single).converted(to: precision))
      }
      let y = try graph.apply(primitive, single, attributes)
      let f = try graph.apply(.sum, [try graph.apply(.elementwise(.sin), [y])])
      return (f, single.filter { $0.kind == .input })
    }
    let (f, inputs) = try loss(.single)
    if primitive != .double { #expect(f.precision == .single) }
    expectAgreement(try graph.checkGradient(of: f, at: inputs), primitive.name)
    let found = try graph.gradient(of: f, withRespectTo: inputs)
    let second = try graph.apply(.sum, [try graph.apply(.elementwise(.square), [found[0]])])
    let reached = inputs.filter { (try? graph.gradient(of: second, withRespectTo: [$0])) != nil }
    expectAgreement(try graph.checkGradient(of: second, at: reached), primitive.name + "''")
    let wide = try loss(.double)
    for (a, b) in zip(found, try graph.gradient(of: wide.f, withRespectTo: wide.inputs)) {
      #expect(a.precision == .single)
      let scale = b.value.values.map(\.magnitude).max() ?? 0
      for (x, y) in zip(a.value.values, b.value.values) where (x - y).magnitude > 2e-5 * max(scale, 1) {
        Issue.record("\(primitive.name): \(x) and not \(y)")
      }
    }
  }

  @Test func everyDifferentiablePrimitiveHasACase() {
    let tested = Set(PrimitiveDerivativeTests.cases.map(\.name))
    for primitive in Primitive.all where primitive.operation == nil && primitive.isDifferentiable {
      #expect(tested.contains(primitive.name), "\(primitive.name)")
    }
  }

  /// Σ c · y with random c, its gradient, and a random inner product of that gradient: each against differences.
  private func expectDerivatives(
    of y: Node, _ inputs: [Node], _ random: inout Random, _ name: String
  ) throws {
    let graph = y.graph
    func inner(_ node: Node) throws -> Node {
      let weights = (0..<node.value.count).map { _ in random.uniform(0.5, 1.5) }
      let c = try graph.constant(Tensor(shape: node.shape, values: weights))
      return try graph.apply(.sum, [try graph.apply(.mul, [c, node])])
    }
    let f = try inner(y)
    expectAgreement(try graph.checkGradient(of: f, at: inputs), name)
    let gradients = try graph.gradient(of: f, withRespectTo: inputs)
    for gradient in gradients {
      let second = try inner(gradient)
      let reached = inputs.filter { (try? graph.gradient(of: second, withRespectTo: [$0])) != nil }
      #expect(!reached.isEmpty)
      expectAgreement(try graph.checkGradient(of: second, at: reached), name + "''")
    }
  }

  private func expectAgreement(_ checks: [GradientCheck], _ name: String) {
    for check in checks {
      #expect(!check.entries.isEmpty)
      for entry in check.entries {
        let isTiny = max(entry.analytic.magnitude, entry.numeric.magnitude) < 1e-6
        #expect(entry.verdict == .pass || isTiny && entry.verdict == .undecided, "\(name): \(entry)")
      }
    }
  }
}
