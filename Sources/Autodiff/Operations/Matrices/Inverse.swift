/// The inverse of a square matrix `[n, n]`, or of each of a stack `[…, n, n]`. `inv([[2, 0], [0, 4]])` is
/// [[0.5, 0], [0, 0.25]].
///
/// By LU decomposition with partial pivoting; to solve a system, `solve` is shorter and more exact. ∂a = −fᵀ ∂f fᵀ. A
/// singular matrix is an error.
struct Inverse: StructuralPrimitive {
  let name = "inv"
  let summary = "the inverse of a square matrix"
  let glyph = "x⁻¹"
  let derivativeText = "−fᵀ ∂f fᵀ"
  let rule: Primitive.PullbackRule? = .init(
    "inv(x)", "[n, n]", upstream: "randn(3, 3)", .init("x", "[n, n]", "randn(3, 3) + 4 * eye(3)", "-f.T @ df @ f.T"))
  let chapter = Primitive.Chapter.linearAlgebra
  let example: Primitive.Example? = .init("inv([[2, 0], [0, 4]])", "[[0.5, 0], [0, 0.25]]")
  var samples: [StructuralSample] {
    [.init([3, 3]), .init([2, 2, 2])]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try SquareMatrices.check(name, shapes[0])
    return shapes[0]
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int {
    SquareMatrices.work(2 * result.reduce(1, *), shapes[0])
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    var result: [Double] = []
    for part in SquareMatrices.decomposed(operands[0]) {
      try part.refuseSingular(name)
      result += part.inverse()
    }
    return result
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .own
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let flipped = try algebra.flipped(pull.result)
    let product = try algebra.apply(.matmul, [try algebra.apply(.matmul, [flipped, pull.upstream]), flipped])
    return try algebra.apply(.neg, [product])
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] {
    // |A⁻¹| ΔA |A⁻¹|
    let shape = result.shape
    let rounding = unit * Double(shape[shape.count - 1])
    let shaken = zip(operands[0].values, errors[0].values).map { rounding * $0.magnitude + $1 }
    let size = Tensor(shape: shape, values: result.values.map(\.magnitude))
    let algebra = PlainAlgebra(precision: .double)
    let left = try algebra.apply(.matmul, [size, Tensor(shape: shape, values: shaken)])
    return try algebra.apply(.matmul, [left, size]).values
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(dialect.module).linalg.inv(\(call.operands[0]))"
  }
}
