/// The determinant of a square matrix `[n, n]`, or of each of a stack `[…, n, n]`. `det([[1, 2], [3, 4]])` is −2.
///
/// The product of the pivots of an LU decomposition. ∂a is the matrix of cofactors, det(a) a⁻ᵀ, and exists where a is
/// singular, too.
struct Determinant: StructuralPrimitive {
  let name = "det"
  let summary = "the determinant of a square matrix"
  let derivativeText = "∂f times the cofactors, f x⁻ᵀ"
  let rule: Primitive.PullbackRule? = .init(
    "det(x)", "[]", .init("x", "[n, n]", "randn(3, 3) + 4 * eye(3)", "df * f * inv(x).T"))
  let chapter = Primitive.Chapter.linearAlgebra
  let example: Primitive.Example? = .init("det([[1, 2], [3, 4]])", "−2")
  var samples: [StructuralSample] {
    [.init([3, 3]), .init([2, 2, 2]), .init([1, 1])]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try SquareMatrices.check(name, shapes[0])
    return shapes[0].dropLast(2)
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int {
    SquareMatrices.work(shapes[0].reduce(1, *), shapes[0])
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    SquareMatrices.decomposed(operands[0]).map(\.determinant)
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .own
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let upstream = try algebra.reshaped(pull.upstream, to: algebra.shape(pull.result) + [1, 1])
    return try algebra.apply(.mul, [upstream, try algebra.apply(.cofactor, [pull.operands[0]])])
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] {
    let n = operands[0].shape.last ?? 0
    let cofactors = try Cofactor().forward(operands, .none, shape: operands[0].shape)
    var bounds = [Double](repeating: 0, count: result.count)
    for (k, value) in operands[0].values.enumerated() {
      bounds[k / (n * n)] += cofactors[k].magnitude * (unit * Double(n) * value.magnitude + errors[0].values[k])
    }
    return bounds
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(dialect.module).linalg.det(\(call.operands[0]))"
  }
}
