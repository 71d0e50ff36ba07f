import Testing

@testable import Autodiff

/// What a Jacobian says of itself: shape, structure, zeros, bytes.
@Suite struct JacobianStructureTests {
  private func check(
    _ shape: [Int], _ structure: Jacobian.Structure, rows: Int, columns: Int, zeros: Double? = nil, stored: Int? = nil,
    _ location: SourceLocation = #_sourceLocation, _ make: (Graph, Node) throws -> Node
  ) throws {
    let graph = Graph()
    // No two entries are equal, and none is 0.
    let values = (0..<shape.reduce(1, *)).map { Double($0) - 7.5 }
    let x = try graph.input(Tensor(shape: shape, values: values))
    let y = try make(graph, x)
    let jacobian = try graph.jacobian(of: y, withRespectTo: x)
    #expect(jacobian.structure == structure, sourceLocation: location)
    #expect(jacobian.rows == rows && jacobian.columns == columns, sourceLocation: location)
    if let zeros { #expect((jacobian.zeroShare - zeros).magnitude < 1e-12, sourceLocation: location) }
    if let stored { #expect(jacobian.map.stored == stored, sourceLocation: location) }
    let transposed = try graph.jacobian(of: y, withRespectTo: x, layout: .denominator)
    #expect(transposed.rows == columns && transposed.columns == rows, sourceLocation: location)
    #expect(transposed.nonzeroCount == jacobian.nonzeroCount, sourceLocation: location)
    for row in 0..<min(rows, 5) {
      for column in 0..<min(columns, 5) {
        #expect(transposed[column, row] == jacobian[row, column], sourceLocation: location)
      }
    }
  }

  private func matrix(_ graph: Graph, _ rows: Int, _ columns: Int) throws -> Node {
    try graph.constant(
      Tensor(shape: [rows, columns], values: (0..<(rows * columns)).map { Double($0 + 1) }))
  }

  @Test func elementwiseMapsAreDiagonal() throws {
    try check([16], .diagonal, rows: 16, columns: 16, zeros: 1 - 8.0 / 256, stored: 16) { graph, x in
      try graph.apply(.elementwise(.relu), [x])
    }
    try check([4, 4], .diagonal, rows: 16, columns: 16, stored: 16) { graph, x in
      try graph.apply(.mul, [try graph.apply(.elementwise(.tanh), [x]), try graph.apply(.elementwise(.exp), [x])])
    }
    try check([4], .identity, rows: 4, columns: 4, stored: 1) { graph, x in
      try graph.apply(.add, [x, try graph.constant(2)])
    }
    try check([2, 3], .identity, rows: 6, columns: 6) { graph, x in
      try graph.apply(.transpose, [try graph.apply(.transpose, [x])])
    }
  }

  @Test func batchesAreBlocks() throws {
    // One block of 2 × 4 for all three rows.
    try check([3, 4], .blockDiagonal, rows: 6, columns: 12, stored: 8) { graph, x in
      try graph.apply(.matmul, [x, try matrix(graph, 4, 2)])
    }
    try check([3, 4], .blockDiagonal, rows: 12, columns: 12, stored: 48) { graph, x in
      try graph.apply(try #require(Primitive.named("softmax")), [x])
    }
    try check([3, 4], .blockDiagonal, rows: 6, columns: 12, stored: 24) { graph, x in
      let z = try graph.apply(.matmul, [x, try matrix(graph, 4, 2)])
      return try graph.apply(.elementwise(.sigmoid), [z])
    }
    try check([3, 4], .blockDiagonal, rows: 3, columns: 12, zeros: 2.0 / 3) { graph, x in
      try graph.apply(.sum, [x], Attributes(axis: 1))
    }
    // By the weights: X ⊗ I, blocks that lie a column apart.
    try check([4, 2], .sparse, rows: 6, columns: 8, zeros: 0.5, stored: 12) { graph, x in
      try graph.apply(.matmul, [try matrix(graph, 3, 4), x])
    }
    // A vector's product by its matrix: a row of the vector for each output.
    try check([2, 3], .blockDiagonal, rows: 2, columns: 6, zeros: 0.5, stored: 3) { graph, w in
      try graph.apply(.matmul, [w, try graph.constant(Tensor(shape: [3], values: [1, 2, 3]))])
    }
  }

  @Test func movedEntriesAreSparse() throws {
    try check([4, 5], .sparse, rows: 20, columns: 20, zeros: 0.95, stored: 20) { graph, x in
      try graph.apply(.transpose, [x])
    }
    try check([20], .sparse, rows: 3, columns: 20, zeros: 0.95) { graph, x in
      try graph.apply(.index, [x], Attributes(indices: [.gather([4, 1, 4])]))
    }
    try check([9], .sparse, rows: 18, columns: 9) { graph, x in
      try graph.apply(.concat, [x, try graph.apply(.elementwise(.square), [x])])
    }
  }

  @Test func mixturesAreDense() throws {
    try check([4], .dense, rows: 3, columns: 4, zeros: 0) { graph, x in
      try graph.apply(.matmul, [try matrix(graph, 3, 4), x])
    }
    try check([4], .dense, rows: 4, columns: 4) { graph, x in
      try graph.apply(.sub, [x, try graph.apply(.mean, [x])])
    }
    try check([5], .dense, rows: 1, columns: 5) { graph, x in try graph.apply(.sum, [x]) }
    try check([3], .zero, rows: 3, columns: 3, zeros: 1) { graph, x in
      try graph.apply(.elementwise(.stop), [x])
    }
  }

  /// 409,600² entries would take 1.34 TB: the answer takes a few numbers an entry of x.
  @Test func aMiniBatchOfReLUsIsNeverBuilt() throws {
    let graph = Graph(limits: Graph.Limits(bytes: 50_000_000))
    var values: [Double] = []
    for row in 0..<100 {
      for i in 0..<4096 { values.append(Double((37 * i + 11 * row) % 101 - 50)) }
    }
    let x = try graph.input(Tensor(shape: [100, 4096], values: values))
    let y = try graph.apply(.elementwise(.relu), [x])
    let jacobian = try graph.jacobian(of: y, withRespectTo: x)
    #expect(jacobian.structure == .diagonal)
    #expect(jacobian.rows == 409_600 && jacobian.columns == 409_600)
    #expect(jacobian.nonzeroCount == 202_772)
    #expect(jacobian.denseBytes == 1_342_177_280_000)
    #expect(jacobian.storedBytes == 8 * 409_600)
    #expect(throws: EngineError.memoryBudget(limit: 50_000_000)) {
      try graph.node(jacobian, of: y, withRespectTo: x)
    }
  }

  @Test func whatDoesNotDependIsSaid() throws {
    let graph = Graph()
    let (x, y) = (try graph.input(Tensor(shape: [2], values: [1, 2])), try graph.input(3))
    #expect(throws: EngineError.noDependence) { try graph.jacobian(of: y, withRespectTo: x) }
    let large = try graph.input(Tensor(shape: [30_000], values: [Double](repeating: 1, count: 30_000)))
    let centred = try graph.apply(.sub, [large, try graph.apply(.mean, [large])])
    #expect(throws: EngineError.memoryBudget(limit: 2 << 30)) { try graph.jacobian(of: centred, withRespectTo: large) }
  }
}
