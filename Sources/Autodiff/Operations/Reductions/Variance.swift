/// The mean squared distance from the mean, divided by n as in NumPy. `var([1, 2, 6])` is 4.666666666666667.
struct Variance: CompositePrimitive, AxisReduction {
  let name = "var"
  let summary = "the variance (divided by n), of all entries or along an axis"
  let derivativeText = "2 (x − mean)/n"
  let rule: Primitive.PullbackRule? = .init(
    "var(x)", is: "mean((x - mean(x))^2)", "[]", count: 4,
    .init("x", "[n]", "randn(4)", "df * 2 * (x - mean(x)) / n"))
  let example: Primitive.Example? = .init("var([1, 2, 6])", "4.66667")
  let bounds = ResultBounds.notNegative

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let distance = try Variance.distance(algebra, operands[0], attributes)
    return try algebra.apply(.mean, [try algebra.apply(.elementwise(.square), [distance])], attributes)
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let count = try Axes(name, algebra.shape(pull.operands[0]), axis: pull.attributes.axis).size
    let scaled = try algebra.apply(.mul, [pull.upstream, try algebra.constant(2 / Double(count))])
    return try algebra.apply(
      .mul, [try pull.spread(scaled, name), try Variance.distance(algebra, pull.operands[0], pull.attributes)])
  }

  /// x − mean(x): exactly 0 where all entries are equal, although three times 0.1 divided by 3 is not 0.1.
  static func distance<A: Algebra>(
    _ algebra: A, _ x: A.Value, _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let shape = algebra.shape(x)
    let kept = try Axes.reduced("var", shape, axis: attributes.axis, keeping: true)
    var mean = try algebra.apply(.mean, [x], attributes)
    if try Axes("var", shape, axis: attributes.axis).size > 2 {
      let greatest = try algebra.apply(.amax, [x], attributes)
      let isSteady = try algebra.apply(
        .elementwise(.equal), [greatest, try algebra.apply(.amin, [x], attributes)])
      let rounding = try algebra.apply(
        .elementwise(.select),
        [isSteady, try algebra.apply(.sub, [greatest, mean]), try algebra.constant(0)])
      // Stopped: what rounding did to a number has no slope.
      mean = try algebra.apply(.add, [mean, try algebra.apply(.elementwise(.stop), [rounding])])
    }
    return try algebra.apply(.sub, [x, try algebra.reshaped(mean, to: kept)])
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let axis = dialect.axis(call.attributes.axis)
    return "\(dialect.module).var(\(call.operands[0])\(axis)\(dialect.isTorch ? ", correction=0" : ""))"
  }
}
