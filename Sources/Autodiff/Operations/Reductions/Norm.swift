/// The Euclidean length √Σx², of all entries or along an axis. `norm([3, 4])` is 5.
///
/// It has a kink at 0; the derivative there is 0, and there is no second one.
struct Norm: CompositePrimitive, AxisReduction, Length {
  let name = "norm"
  let summary = "the Euclidean length √Σx², of all entries or along an axis"
  let glyph = "‖x‖"
  let derivativeText = "x/f"
  let rule: Primitive.PullbackRule? = .init(
    "norm(x)", is: "sqrt(sum(x^2))", "[]", .init("x", "[n]", "randn(4)", "df * x / f"))
  let example: Primitive.Example? = .init("norm([3, 4])", "5")
  let takesTuples = true
  let bounds = ResultBounds.notNegative
  let reduction: Reduction? = .length

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let squares = try algebra.apply(.elementwise(.square), operands)
    return try algebra.apply(.elementwise(.sqrt), [try algebra.apply(.sum, [squares], attributes)])
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let scaled = try algebra.apply(.div, [pull.upstream, try pull.guardedResult()])
    return try algebra.apply(.mul, [try pull.spread(scaled, name), pull.operands[0]])
  }

  func along<A: Algebra>(_ pull: Pull<A>) throws(EngineError) -> A.Value {
    try pull.algebra.apply(.mul, [try pull.spread(pull.upstream, name), pull.operands[0]])
  }

  func choices(_ operands: [Tensor], _ attributes: Attributes) -> [Int] {
    ((try? forward(operands, attributes, shape: [])) ?? []).map { $0 == 0 ? 0 : 1 }
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    dialect.reduction("linalg.norm", call)
  }
}
