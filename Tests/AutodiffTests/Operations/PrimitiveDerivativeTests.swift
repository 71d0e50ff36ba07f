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

  /// A structural operation on one of its own samples.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var sample: StructuralSample
    var shapes: [[Int]] { sample.shapes }
    var attributes: Attributes { sample.attributes }
    var range: ClosedRange<Double>? { sample.range }
    var constants: [Int: [Double]] { sample.constants }
    var testDescription: String { "\(name) \(shapes)" }
  }

  static let cases: [Case] = Catalogue.structures.filter(\.isDifferentiable).flatMap { structure in
    structure.samples.map { Case(name: structure.name, sample: $0) }
  }

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
