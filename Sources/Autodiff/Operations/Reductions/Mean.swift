import Formulas

/// The mean of all entries, or along an axis. `mean([1, 2, 6])` is 3.
struct Mean: CompositePrimitive, AxisReduction {
  let name = "mean"
  let summary = "the mean of all entries, or along an axis"
  let derivativeText = "1/n for each entry"
  let rule: Primitive.PullbackRule? = .init(
    "mean(x)", is: "sum(x) / n", "[]", count: 4, .init("x", "[n]", "randn(4)", "df * ones(n) / n"))
  let example: Primitive.Example? = .init("mean([1, 2, 6])", "3")
  let bounds = ResultBounds.operand

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let count = try Axes(name, algebra.shape(operands[0]), axis: attributes.axis).size
    let sum = try algebra.apply(.sum, operands, attributes)
    return try algebra.apply(.div, [sum, try algebra.constant(Double(count))])
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let count = try Axes(name, algebra.shape(pull.operands[0]), axis: pull.attributes.axis).size
    return try pull.spread(
      try algebra.apply(.div, [pull.upstream, try algebra.constant(Double(count))]), name)
  }

  func slopeNotation(_ gate: GateNotation, to operand: Int) -> Notation? {
    Notation(plain: "1/\(gate.share(of: 0))")
  }

  func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation? {
    GradientNotation(Notation(plain: "broadcast(") + gradient.atom + Notation(plain: ")/\(gate.share(of: 0))"))
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    dialect.reduction("mean", call)
  }
}
