import Testing

@testable import Autodiff

/// What is said of a Jacobian at near misses: nothing is claimed that one entry breaks, and no structure that the
/// matrix has at this point alone.
@Suite struct JacobianClaimsTests {
  /// The facts of a matrix that is kept entry by entry.
  private func facts(_ rows: [[Double]]) -> JacobianFacts {
    JacobianFacts(jacobian(.dense(rows.count, rows[0].count, rows.flatMap(\.self))))
  }

  private func jacobian(_ map: LinearMap) -> Jacobian {
    Jacobian(map: map, outputShape: [map.rows], inputShape: [map.columns], layout: .numerator)
  }

  private func matrix(_ size: Int, _ entry: (Int, Int) -> Double) -> [[Double]] {
    (0..<size).map { row in (0..<size).map { entry(row, $0) } }
  }

  /// Each entry of a matrix in turn, changed.
  private func forEachChange(
    _ matrix: [[Double]], by change: (Double) -> Double, _ body: (_ row: Int, _ column: Int, JacobianFacts) -> Void
  ) {
    for row in matrix.indices {
      for column in matrix[row].indices {
        var changed = matrix
        changed[row][column] = change(changed[row][column])
        body(row, column, facts(changed))
      }
    }
  }

  /// The smallest number there is, on the wrong side of the diagonal.
  @Test func oneEntryBreaksATriangleOrABand() {
    let lower = matrix(5) { $1 <= $0 ? Double(1 + $0 * 5 + $1) : 0 }
    #expect(facts(lower).isLowerTriangular && !facts(lower).isUpperTriangular)
    forEachChange(lower, by: { $0 == 0 ? .leastNonzeroMagnitude : $0 }) { row, column, facts in
      #expect(facts.isLowerTriangular == (column <= row), "\(row), \(column)")
    }
    let upper = matrix(5) { $1 >= $0 ? Double(1 + $0 * 5 + $1) : 0 }
    #expect(facts(upper).isUpperTriangular && !facts(upper).isLowerTriangular)
    forEachChange(upper, by: { $0 == 0 ? -.leastNonzeroMagnitude : $0 }) { row, column, facts in
      #expect(facts.isUpperTriangular == (column >= row), "\(row), \(column)")
    }
    let band = matrix(8) { abs($0 - $1) <= 1 ? 2 : 0 }
    #expect(facts(band).band == JacobianFacts.Band(below: 1, above: 1))
    forEachChange(band, by: { $0 == 0 ? .leastNonzeroMagnitude : $0 }) { row, column, facts in
      let (below, above) = (max(1, row - column), max(1, column - row))
      let expected = 2 * (below + above + 1) <= 8 ? JacobianFacts.Band(below: below, above: above) : nil
      #expect(facts.band == expected, "\(row), \(column)")
    }
  }

  /// Rounding leaves 1e-13 of the greatest entry; 1e-11 is a difference.
  @Test func oneEntryBreaksASymmetry() {
    let symmetric = matrix(4) { Double(7 + $0 * $1 - $0 - $1) / 8 }
    #expect(facts(symmetric).isSymmetric)
    let greatest = symmetric.joined().reduce(0) { max($0, $1.magnitude) }
    for (size, isSymmetric) in [(1e-13, true), (1e-11, false), (1e-6, false), (-1e-11, false)] {
      forEachChange(symmetric, by: { $0 + size * greatest }) { row, column, facts in
        #expect(facts.isSymmetric == (isSymmetric || row == column), "\(size) at \(row), \(column)")
      }
    }
    // A zero opposite to a number, and a sign.
    #expect(!facts([[1, 2], [0, 1]]).isSymmetric && !facts([[1, 0], [2, 1]]).isSymmetric)
    #expect(!facts([[1, 2], [-2, 1]]).isSymmetric)
    // No square.
    #expect(!facts([[1, 2, 3], [2, 1, 4]]).isSymmetric)
  }

  @Test func oneEntryBreaksRowsThatSumToZero() {
    let rows = matrix(4) { $0 == $1 ? 3 : -1 }
    #expect(facts(rows).rowsSumToZero)
    for (size, holds) in [(1e-13, true), (1e-11, false), (-1e-11, false), (1e-3, false)] {
      forEachChange(rows, by: { $0 + 6 * size }) { row, column, facts in
        #expect(facts.rowsSumToZero == holds, "\(size) at \(row), \(column)")
      }
    }
    // Columns are no rows.
    #expect(!facts([[3, -1], [-3, 1]]).rowsSumToZero)
  }

  @Test func oneEntryRaisesARank() {
    let outer = matrix(6) { Double($0 + 1) * Double(2 * $1 - 5) }
    #expect(facts(outer).lowRank == 1)
    for (size, rank) in [(1e-13, 1), (1e-11, 2), (1e-6, 2)] {
      forEachChange(outer, by: { $0 + 42 * size }) { row, column, facts in
        // An exchange of rows may leave a part of what was added.
        #expect(facts.lowRank == rank, "\(size) at \(row), \(column)")
      }
    }
    // Half of what it could be is the most that is told.
    let three = matrix(6) { Double($0 % 3 == $1 % 3 ? 1 + $0 % 3 : 0) }
    #expect(facts(three).lowRank == 3)
    let four = matrix(6) { Double($0 % 4 == $1 % 4 ? 1 + $0 % 4 : 0) }
    #expect(facts(four).lowRank == nil)
  }

  @Test func oneEntryBreaksAnIdentity() {
    #expect(jacobian(.identity(3)).structure == .identity)
    for factor in [(1.0).nextUp, (1.0).nextDown, -1, 2] {
      #expect(jacobian(.blocked(.scaledIdentity(3, factor))).structure == .diagonal, "\(factor)")
    }
    #expect(jacobian(.blocked(.diagonal([1, 1, (1.0).nextUp]))).structure == .diagonal)
    #expect(jacobian(.dense(3, 3, [1, 0, 0, 0, 1, .leastNonzeroMagnitude, 0, 0, 1])).structure == .dense)
    #expect(jacobian(.zero(rows: 3, columns: 3)).structure == .zero)
    #expect(jacobian(.blocked(.diagonal([0, 0, .leastNonzeroMagnitude]))).structure == .diagonal)
    #expect(jacobian(.blocked(.diagonal([0, 0, .leastNonzeroMagnitude]))).nonzeroCount == 1)
  }

  /// A function whose Jacobian at this point looks simpler than it is.
  private func check(
    _ start: Tensor, _ expected: Jacobian.Structure, _ location: SourceLocation = #_sourceLocation,
    _ make: (Graph, Node) throws -> Node
  ) throws -> Jacobian {
    let graph = Graph()
    let x = try graph.input(start)
    let jacobian = try graph.jacobian(of: try make(graph, x), withRespectTo: x)
    #expect(jacobian.structure == expected, sourceLocation: location)
    return jacobian
  }

  @Test func noStructureOfThisPointAlone() throws {
    // ∂x²/∂x is 1 at 0.5, and no identity elsewhere.
    let halves = try check(.full([3], 0.5), .diagonal) { try $0.apply(.elementwise(.square), [$1]) }
    #expect(halves.diagonal == [1, 1, 1])
    _ = try check(.full([3], 2), .diagonal) { try $0.apply(.elementwise(.relu), [$1]) }
    _ = try check(.full([3], 1), .diagonal) { try $0.apply(.mul, [$1, $1]) }
    // relu to the left of 0 is 0, but no map that is always so.
    let none = try check(.full([3], -2), .diagonal) { try $0.apply(.elementwise(.relu), [$1]) }
    #expect(none.nonzeroCount == 0)
    // x · sum(x) mixes all entries, at 0 too.
    let mixed = try check(.zeros([3]), .dense) { try $0.apply(.mul, [$1, try $0.apply(.sum, [$1])]) }
    #expect(mixed.nonzeroCount == 0)
    // A matrix of zeros and ones is a matrix.
    let eye = Tensor(shape: [3, 3], values: [1, 0, 0, 0, 1, 0, 0, 0, 1])
    _ = try check(.full([3], 2), .dense) { try $0.apply(.matmul, [try $0.constant(eye), $1]) }
    let square = try check(.zeros([2, 2]), .blockDiagonal) { graph, x in
      try graph.apply(.matmul, [x, try graph.constant(Tensor(shape: [2, 2], values: [1, 0, 0, 1]))])
    }
    #expect(square.nonzeroCount == 4)
  }

  /// Blocks are one when the rows of a batch have one matrix, not when they happen to be equal.
  @Test func blocksAreOneForAReason() throws {
    let rows = Tensor(shape: [3, 2], values: [0.5, -1, 0.5, -1, 0.5, -1])
    let weights = Tensor(shape: [2, 2], values: [1, 2, 3, 4])
    let linear = try check(rows, .blockDiagonal) { try $0.apply(.matmul, [$1, try $0.constant(weights)]) }
    #expect(linear.blocks?.areEqual == true)
    let curved = try check(rows, .blockDiagonal) {
      try $0.apply(try #require(Primitive.named("softmax")), [$1], Attributes(axis: 1))
    }
    #expect(curved.blocks?.areEqual == false && curved.blocks?.count == 3)
    let blocks = try #require(curved.blocks?.values)
    #expect(Array(blocks[0..<4]) == Array(blocks[4..<8]))
  }
}
