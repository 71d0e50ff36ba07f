/// The sum of a matrix's diagonal. `trace([[1, 2], [3, 4]])` is 5.
struct Trace: CompositePrimitive {
  let name = "trace"
  let summary = "the sum of a matrix's diagonal"
  let glyph = "tr"
  let derivativeText = "1 on the diagonal"
  let rule: Primitive.PullbackRule? = .init(
    "trace(x)", is: "sum(diag(x))", "[]", count: 3, .init("x", "[n, n]", "randn(3, 3)", "df * eye(n)"))
  let chapter = Primitive.Chapter.linearAlgebra
  let example: Primitive.Example? = .init("trace([[1, 2], [3, 4]])", "5")
  var samples: [StructuralSample] {
    [.init([3, 3])]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    guard shapes[0].count == 2 else { throw .shapeMismatch(operation: name, shapes: shapes, rule: "a matrix") }
    return []
  }

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    try algebra.apply(.sum, [try algebra.apply(.diag, operands)])
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let shape = pull.algebra.shape(pull.operands[0])
    let count = min(shape[0], shape[1])
    let places = [Attributes.Index](repeating: .gather(Array(0..<count)), count: 2)
    return try pull.algebra.apply(
      .scatter, [try pull.algebra.broadcast(pull.upstream, to: [count])], Attributes(shape: shape, indices: places))
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(dialect.module).trace(\(call.operands[0]))"
  }
}
