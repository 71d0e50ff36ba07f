/// The cofactors of a square matrix: entry (i, j) is (−1)^(i + j) times the determinant without row i and column j. They
/// are the derivative of `det`, and det(a) a⁻ᵀ where a has an inverse. Of [[1, 2], [3, 4]]: [[4, −3], [−2, 1]].
///
/// Their own derivative, (Σ(∂f f) f − f ∂fᵀ f)/det(a), is undefined (NaN) for a singular matrix of more than one row.
struct Cofactor: StructuralPrimitive {
  let name = "cofactor"
  let summary = "the cofactors of a square matrix"
  let isInternal = true
  let derivativeText = "(Σ(∂f f) f − f ∂fᵀ f)/det(x)"

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try SquareMatrices.check(name, shapes[0])
    return shapes[0]
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int {
    SquareMatrices.work(2 * result.reduce(1, *), shapes[0])
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    let n = shape[shape.count - 1]
    let values = operands[0].values
    var result: [Double] = []
    for (batch, part) in SquareMatrices.decomposed(operands[0]).enumerated() {
      if part.dependentColumn != nil {
        result += minors(Array(values[(batch * n * n)..<((batch + 1) * n * n)]), n)
        continue
      }
      let inverse = part.inverse()
      for i in 0..<n { for j in 0..<n { result.append(part.determinant * inverse[j * n + i]) } }
    }
    return result
  }

  /// One determinant for each entry: the way that singular matrices ask for.
  private func minors(_ a: [Double], _ n: Int) -> [Double] {
    var result: [Double] = []
    for i in 0..<n {
      for j in 0..<n {
        var rest: [Double] = []
        for row in 0..<n where row != i { for column in 0..<n where column != j { rest.append(a[row * n + column]) } }
        let determinant = LUDecomposition(rest, from: 0, size: n - 1).determinant
        result.append((i + j) % 2 == 0 ? determinant : -determinant)
      }
    }
    return result
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let shape = algebra.shape(pull.result)
    let batch = Array(shape.dropLast(2))
    let rows = try algebra.reshaped(
      try algebra.apply(.mul, [pull.upstream, pull.result]), to: batch + [shape[batch.count] * shape[batch.count]])
    let sum = try algebra.reshaped(
      try algebra.apply(.sum, [rows], Attributes(axis: -1)), to: batch + [1, 1])
    let inner = try algebra.apply(.matmul, [pull.result, try algebra.flipped(pull.upstream)])
    let difference = try algebra.apply(
      .sub,
      [try algebra.apply(.mul, [sum, pull.result]), try algebra.apply(.matmul, [inner, pull.result])])
    let determinant = try algebra.reshaped(try algebra.apply(.det, [pull.operands[0]]), to: batch + [1, 1])
    return try algebra.apply(.div, [difference, determinant])
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] {
    // Each is a determinant; bounded by what the whole would be off, entry by entry.
    let n = Double(operands[0].shape.last ?? 1)
    let shaken = zip(operands[0].values, errors[0].values).map { unit * n * $0.magnitude + $1 }
    let least = operands[0].values.map(\.magnitude).filter { $0 > 0 }.min() ?? 1
    let share = (shaken.max() ?? 0) / least * n
    let greatest = result.values.map(\.magnitude).max() ?? 0
    return result.values.map { _ in share * greatest }
  }
}
