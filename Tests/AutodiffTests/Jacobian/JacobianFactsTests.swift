import Testing

@testable import Autodiff

/// What can be seen in a Jacobian, its picture in few cells, and its comparison with central differences.
@Suite struct JacobianFactsTests {
  /// The Jacobian of a linear map is its matrix.
  private func jacobian(_ matrix: [[Double]]) throws -> (Jacobian, Node, Node) {
    let graph = Graph()
    let x = try graph.input(Tensor(shape: [matrix[0].count], values: matrix[0].map { $0 + 0.5 }))
    let w = try graph.constant(Tensor(shape: [matrix.count, matrix[0].count], values: matrix.flatMap(\.self)))
    let y = try graph.apply(.matmul, [w, x])
    return (try graph.jacobian(of: y, withRespectTo: x), y, x)
  }

  private func check(
    _ matrix: [[Double]], _ location: SourceLocation = #_sourceLocation, _ holds: (JacobianFacts) -> Bool
  ) throws {
    let facts = JacobianFacts(try jacobian(matrix).0)
    #expect(holds(facts), "\(facts)", sourceLocation: location)
  }

  @Test func facts() throws {
    try check([[1, 2], [2, 5]]) { $0.isSymmetric && !$0.isLowerTriangular && $0.lowRank == nil }
    try check([[1, 0], [2, 5]]) { !$0.isSymmetric && $0.isLowerTriangular && !$0.isUpperTriangular }
    try check([[1, 3], [0, 5]]) { $0.isUpperTriangular && !$0.isLowerTriangular }
    try check([[1, -1, 0], [2, 1, -3]]) { $0.rowsSumToZero && $0.lowRank == nil }
    try check([[1, 2, 3], [2, 4, 6], [-1, -2, -3]]) { $0.lowRank == 1 && !$0.rowsSumToZero }
    try check([[1, 0, 1, 0], [0, 1, 0, 1], [1, 1, 1, 1], [2, 1, 2, 1]]) { $0.lowRank == 2 }
    let band = (0..<8).map { i in (0..<8).map { j in i == j ? 2.0 : i == j + 1 || i + 1 == j ? -1 : 0 } }
    try check(band) { $0.band == JacobianFacts.Band(below: 1, above: 1) && $0.isSymmetric }
  }

  @Test func cellsAreMeans() throws {
    let graph = Graph()
    let x = try graph.input(Tensor(shape: [128], values: [Double](repeating: 1, count: 128)))
    let doubled = try graph.apply(.mul, [x, try graph.constant(2)])
    let means = try graph.jacobian(of: doubled, withRespectTo: x).means(most: 64, cells: 32)
    #expect(means.rowBounds.count == 33 && means.rowBounds[1] == 4 && !means.isSampled)
    for row in 0..<32 {
      for column in 0..<32 { #expect(means.values[row * 32 + column] == (row == column ? 0.5 : 0)) }
    }
    let small = try jacobian([[1, 2, 3], [4, 5, 6]]).0.means(most: 64, cells: 32)
    #expect(small.values == [1, 2, 3, 4, 5, 6] && small.columnBounds == [0, 1, 2, 3])
  }

  @Test func comparesWithDifferences() throws {
    let (right, y, x) = try jacobian([[1, 2], [3, 4], [0, 6]])
    let check = try y.graph.checkJacobian(right, of: y, at: x)
    #expect(check.entries.count == 6 && check.entries.allSatisfy { $0.verdict == .pass })
    let wrong = Jacobian(
      map: .dense(3, 2, [1, 2, 3, 4, 0.01, 6]), outputShape: [3], inputShape: [2], layout: .numerator)
    let found = try y.graph.checkJacobian(wrong, of: y, at: x)
    #expect(found.entries.filter { $0.verdict == .fail }.map(\.position) == [4])
    // An entry that the structure leaves out is looked at as well.
    let missing = Jacobian(
      map: .blocked(.diagonal([1, 4])), outputShape: [2], inputShape: [2], layout: .denominator)
    let (_, z, u) = try jacobian([[1, 2], [0, 4]])
    let seen = try z.graph.checkJacobian(missing, of: z, at: u)
    #expect(seen.entries.filter { $0.verdict == .fail }.map(\.position) == [1])
  }

  /// One entry of 3,000, in a row of which nothing was looked at.
  @Test(arguments: [(7, 3), (31, 44), (58, 20)]) func seesAWrongEntryThatTheSampleMisses(_ row: Int, _ column: Int)
    throws
  {
    var random = Random(4)
    let rows = (0..<60).map { _ in (0..<50).map { _ in random.uniform(-2, 2) } }
    let (right, y, x) = try jacobian(rows)
    let check = try y.graph.checkJacobian(right, of: y, at: x)
    #expect(check.entries.count < 100 && check.entries.allSatisfy { $0.verdict == .pass })
    var values = rows.flatMap { $0 }
    values[50 * row + column] *= 1.01
    let wrong = Jacobian(map: .dense(60, 50, values), outputShape: [60], inputShape: [50], layout: .numerator)
    let found = try y.graph.checkJacobian(wrong, of: y, at: x)
    #expect(found.entries.filter { $0.verdict == .fail }.map(\.position) == [50 * row + column])
  }

  @Test func comparesALargeElementwiseMapWhereItLooks() throws {
    let graph = Graph(limits: Graph.Limits(bytes: 40_000_000))
    let x = try graph.input(
      Tensor(shape: [1000, 500], values: (0..<500_000).map { Double($0 % 97) / 10 - 4.05 }))
    let y = try graph.apply(.mul, [try graph.apply(.elementwise(.relu), [x]), try graph.constant(3)])
    let check = try graph.checkJacobian(try graph.jacobian(of: y, withRespectTo: x), of: y, at: x)
    #expect(check.entries.count == 64 && check.entries.allSatisfy { $0.verdict == .pass })
  }
}
