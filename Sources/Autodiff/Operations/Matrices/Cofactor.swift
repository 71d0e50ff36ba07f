/// The cofactors of a square matrix: entry (i, j) is (−1)^(i + j) times the determinant without row i and column j. They
/// are the derivative of `det`, and det(a) a⁻ᵀ where a has an inverse. Of [[1, 2], [3, 4]]: [[4, −3], [−2, 1]].
///
/// Further operands, of a's shape, are directions in which the cofactors are differentiated, in turn: a determinant is
/// a polynomial, and this is its derivative of every order, whatever the matrix's rank. ∂a is the cofactors with ∂f as
/// one more direction; ∂ of a direction has ∂f in that direction's place.
struct Cofactor: StructuralPrimitive {
  let name = "cofactor"
  let summary = "the cofactors of a square matrix, or their derivative along further matrices"
  let isInternal = true
  let derivativeText = "the cofactors along ∂f"
  let chapter = Primitive.Chapter.linearAlgebra
  let example: Primitive.Example? = nil
  var samples: [StructuralSample] {
    [.init([3, 3])]
  }
  let spoken = "the slope of `det`"

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try SquareMatrices.check(name, shapes[0])
    guard shapes.allSatisfy({ $0 == shapes[0] }) else {
      throw .shapeMismatch(operation: name, shapes: shapes, rule: "all have one shape")
    }
    return shapes[0]
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int {
    CofactorElimination.work(size: shapes[0].last ?? 0, directions: shapes.count - 1, of: result.reduce(1, *))
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    let n = shape[shape.count - 1]
    let all = operands.map(\.values)
    var result: [Double] = []
    result.reserveCapacity(all[0].count)
    for start in stride(from: 0, to: all[0].count, by: max(n * n, 1)) {
      let parts = all.map { Array($0[start..<(start + n * n)]) }
      result += CofactorElimination.cofactors(of: parts[0], along: Array(parts.dropFirst()), size: n)
    }
    return result
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .own
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    var operands = pull.operands
    if operand == 0 {
      operands.append(pull.upstream)
    } else {
      operands[operand] = pull.upstream
    }
    return try pull.algebra.apply(.cofactor, operands)
  }

  /// By one of its directions: the column of each for a direction that is 1 in one entry, else 0.
  func map(
    _ arithmetic: MapArithmetic, _ operands: [Tensor], result: [Int], to operand: Int
  ) throws(EngineError) -> LinearMap? {
    guard operand > 0 else { return nil }
    let graph = arithmetic.graph
    let size = result[result.count - 1] * result[result.count - 1]
    let batches = result.dropLast(2).reduce(1, *)
    try graph.admit(shape: [batches, size, size])
    try graph.afford(work(operands.map(\.shape), result: result, .none), times: size)
    var values = [Double](repeating: 0, count: batches * size * size)
    let algebra = NumberAlgebra(graph: graph)
    for entry in 0..<size {
      var unit = [Double](repeating: 0, count: batches * size)
      for batch in 0..<batches { unit[batch * size + entry] = 1 }
      var parts = operands
      parts[operand] = Tensor(shape: result, values: unit)
      let column = try algebra.apply(.cofactor, parts).values
      for k in column.indices { values[k * size + entry] = column[k] }
    }
    return .blocked(BlockedMap(outer: batches, inner: 1, height: size, width: size, values: values))
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] {
    // Each is a sum of determinants with rows from a and one from each direction. Hadamard: a determinant is at most
    // the product of its rows' lengths.
    let n = result.shape[result.shape.count - 1]
    let kept = n - operands.count
    guard kept >= 0 else { return result.values.map { _ in 0 } }
    let lengths = operands.map { greatestRow($0.values, n) }
    let shaken = zip(operands, errors).map { operand, error in
      greatestRow(zip(operand.values, error.values).map { unit * Double(n * n) * $0.magnitude + $1 }, n)
    }
    var choices = 1.0
    for i in 0..<(operands.count - 1) { choices *= Double(n - 1 - i) }
    var bound = 0.0
    for moved in operands.indices where moved > 0 || kept > 0 {
      var term = choices * shaken[moved] * (moved == 0 ? Double(kept) : 1)
      for other in operands.indices.dropFirst() where other != moved { term *= lengths[other] }
      for _ in 0..<(moved == 0 ? kept - 1 : kept) { term *= lengths[0] }
      bound += term
    }
    return result.values.map { _ in bound }
  }

  private func greatestRow(_ values: [Double], _ n: Int) -> Double {
    var greatest = 0.0
    for start in stride(from: 0, to: values.count, by: max(n, 1)) {
      var sum = 0.0
      for value in values[start..<(start + n)] { sum += value * value }
      greatest = max(greatest, sum)
    }
    return greatest.squareRoot()
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    nil
  }
}
