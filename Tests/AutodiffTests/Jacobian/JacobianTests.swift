import Testing

@testable import Autodiff

/// Jacobians found from the graph's structure against the rows that single backward sweeps give.
@Suite struct JacobianTests {
  /// Each entry by both ways of multiplying the chain out, and through the public answer.
  private func check(_ y: Node, _ x: Node, _ name: String, _ location: SourceLocation = #_sourceLocation) throws {
    let graph = y.graph
    let (rows, columns) = (y.value.count, x.value.count)
    let flat = try graph.apply(.reshape, [y], Attributes(shape: [rows]))
    var expected: [Double] = []
    for row in 0..<rows {
      let entry = try graph.apply(.index, [flat], Attributes(indices: [.at(row)]))
      expected += try graph.gradient(of: entry, withRespectTo: [x])[0].value.values
    }
    var found = [try graph.jacobian(of: y, withRespectTo: x).tensor(budget: .max)]
    for direction in MapAccumulation.Direction.allCases {
      let map = try MapAccumulation(arithmetic: MapArithmetic(graph: graph))
        .map(of: y, withRespectTo: x, direction: direction)
      #expect(map.rows == rows && map.columns == columns, "\(name)", sourceLocation: location)
      found.append(Tensor(shape: [rows, columns], values: map.denseValues))
      for row in 0..<rows {
        for column in 0..<columns {
          #expect(map.entry(row, column) == map.denseValues[row * columns + column], sourceLocation: location)
          #expect(map.transposed.entry(column, row) == map.entry(row, column), sourceLocation: location)
        }
      }
    }
    for tensor in found {
      for (a, b) in zip(tensor.values, expected) {
        #expect(
          (a - b).magnitude <= 1e-12 * max(1, a.magnitude, b.magnitude), "\(name): \(a) for \(b)",
          sourceLocation: location)
      }
    }
  }

  private static func tensor(
    _ shape: [Int], _ random: inout Random, _ range: ClosedRange<Double> = 0.3...2
  ) -> Tensor {
    let count = shape.reduce(1, *)
    return Tensor(
      shape: shape, values: (0..<count).map { _ in random.uniform(range.lowerBound, range.upperBound) })
  }

  @Test(arguments: PrimitiveDerivativeTests.cases)
  func structural(_ test: PrimitiveDerivativeTests.Case) throws {
    var random = Random(11)
    let graph = Graph()
    var operands: [Node] = []
    for (i, shape) in test.shapes.enumerated() {
      if let values = test.constants[i] {
        operands.append(try graph.constant(Tensor(shape: shape, values: values)))
      } else {
        operands.append(try graph.input(Self.tensor(shape, &random, test.range ?? 0.3...2)))
      }
    }
    let y = try graph.apply(try #require(Primitive.named(test.name)), operands, test.attributes)
    let inputs = operands.filter { $0.kind == .input }
    for x in inputs { try check(y, x, test.name) }
    // Behind further maps, on either side.
    let squares = try graph.apply(.elementwise(.square), [y])
    for x in inputs { try check(try graph.apply(.add, [squares, y]), x, test.name) }
  }

  @Test(arguments: PrimitiveDerivativeTests.elementwisePrimitives)
  func elementwise(_ primitive: Primitive) throws {
    for shapes in [[[], [], []], [[2, 3], [2, 3], [2, 3]], [[2, 1, 3], [4, 1], []], [[1], [2, 1], [3]]] {
      var random = Random(5)
      let graph = Graph()
      var inputs: [Node] = []
      for shape in shapes.prefix(primitive.parameters.count) {
        inputs.append(try graph.input(Self.tensor(shape, &random)))
      }
      let y = try graph.apply(primitive, inputs)
      for x in inputs { try check(y, x, primitive.name) }
    }
  }

  /// Chains of operations on a matrix, picked at random.
  @Test(arguments: 1...40)
  func chains(seed: Int) throws {
    var random = Random(UInt64(seed) + 100)
    let graph = Graph()
    let x = try graph.input(Self.tensor([3, 4], &random))
    var nodes = [x]
    for _ in 0..<(2 + random.below(4)) {
      let node = nodes[nodes.count - 1 - random.below(min(2, nodes.count))]
      let rank = node.shape.count
      let axis = Attributes(axis: random.below(max(rank, 1)))
      let next: Node
      switch rank == 0 ? 0 : random.below(8) {
      case 0: next = try graph.apply(.elementwise(.tanh), [node])
      case 1: next = try graph.apply(try #require(Primitive.named("softmax")), [node], axis)
      case 2: next = try graph.apply(.transpose, [node])
      case 3:
        let last = node.shape[rank - 1]
        next = try graph.apply(.matmul, [node, try graph.constant(Self.tensor([last, 3], &random))])
      case 4: next = try graph.apply(.sub, [node, try graph.apply(.mean, [node])])
      case 5: next = try graph.apply(.sum, [node], axis)
      case 6: next = try graph.apply(.concat, [node, node], axis)
      default: next = try graph.apply(.index, [node], Attributes(indices: [.gather([1, 0, 1])]))
      }
      nodes.append(next)
    }
    try check(nodes[nodes.count - 1], x, "chain \(seed)")
  }
}
