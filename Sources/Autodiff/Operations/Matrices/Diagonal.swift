/// The diagonal of a matrix, or the matrix of a diagonal. `diag([1, 2])` is [[1, 0], [0, 2]].
struct Diagonal: CompositePrimitive {
  let name = "diag"
  let summary = "the diagonal of a matrix, or the matrix of a diagonal"
  let derivativeText = "∂f on the diagonal"
  let rule: Primitive.PullbackRule? = .init(
    "diag(x)", "[n, n]", upstream: "randn(3, 3)", .init("x", "[n]", "randn(3)", "diag(df)"))
  let chapter = Primitive.Chapter.linearAlgebra
  let example: Primitive.Example? = .init("diag([1, 2])", "[[1, 0], [0, 2]]")
  var samples: [StructuralSample] {
    [.init([3]), .init([3, 2])]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    switch shapes[0].count {
    case 1: return [shapes[0][0], shapes[0][0]]
    case 2: return [min(shapes[0][0], shapes[0][1])]
    default: throw .shapeMismatch(operation: name, shapes: shapes, rule: "a vector or a matrix")
    }
  }

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let shape = algebra.shape(operands[0])
    let target = try self.shape([shape], attributes)
    let places = diagonal(shape.count == 1 ? shape[0] : target[0])
    if shape.count == 2 { return try algebra.apply(.index, operands, Attributes(indices: places)) }
    return try algebra.apply(.scatter, operands, Attributes(shape: target, indices: places))
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let shape = pull.algebra.shape(pull.operands[0])
    if shape.count == 1 {
      return try pull.algebra.apply(.index, [pull.upstream], Attributes(indices: diagonal(shape[0])))
    }
    return try pull.algebra.apply(
      .scatter, [pull.upstream], Attributes(shape: shape, indices: diagonal(min(shape[0], shape[1]))))
  }

  private func diagonal(_ count: Int) -> [Attributes.Index] {
    [.gather(Array(0..<count)), .gather(Array(0..<count))]
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(dialect.module).diag(\(call.operands[0]))"
  }
}
