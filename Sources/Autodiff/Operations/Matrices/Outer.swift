/// All products of an entry of a with an entry of b, both laid out row by row. `outer([1, 2], [3, 4])` is
/// [[3, 4], [6, 8]].
struct Outer: CompositePrimitive {
  let name = "outer"
  let parameters: [Primitive.Parameter] = [.init("a"), .init("b")]
  let summary = "all products of an entry of a with an entry of b"
  let glyph = "⊗"
  let pattern: Primitive.Pattern? = .swaps
  let derivativeText = "∂a = ∂f b, ∂b = ∂fᵀ a"
  let rule: Primitive.PullbackRule? = .init(
    "outer(a, b)", "[m, n]", upstream: "randn(3, 2)", .init("a", "[m]", "randn(3)", "df @ b"),
    .init("b", "[n]", "randn(2)", "df.T @ a"))
  let chapter = Primitive.Chapter.linearAlgebra
  let example: Primitive.Example? = .init("outer([1, 2], [3, 4])", "[[3, 4], [6, 8]]")
  var samples: [StructuralSample] {
    [.init([2], [3])]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    [shapes[0].reduce(1, *), shapes[1].reduce(1, *)]
  }

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let shape = try self.shape(operands.map { algebra.shape($0) }, attributes)
    return try algebra.apply(
      .mul,
      [
        try algebra.reshaped(operands[0], to: [shape[0], 1]), try algebra.reshaped(operands[1], to: [1, shape[1]]),
      ])
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let shape = try self.shape(pull.operands.map { algebra.shape($0) }, pull.attributes)
    let other = try algebra.reshaped(
      pull.operands[1 - operand], to: operand == 0 ? [1, shape[1]] : [shape[0], 1])
    let products = try algebra.apply(.mul, [pull.upstream, other])
    let sums = try algebra.apply(.sum, [products], Attributes(axis: 1 - operand))
    return try algebra.reshaped(sums, to: algebra.shape(pull.operands[operand]))
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let flat = call.operands.map { "\(dialect.module).ravel(\($0))" }
    return "\(dialect.module).outer(\(flat.joined(separator: ", ")))"
  }
}
