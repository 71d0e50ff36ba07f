/// The square root of the variance, divided by n as in NumPy. `std([1, 2, 6])` is 2.160246899469287.
///
/// Where all entries are equal it has a kink; the derivative there is 0, and there is no second one.
struct StandardDeviation: CompositePrimitive, AxisReduction, Length {
  let name = "std"
  let summary = "the standard deviation (divided by n), of all entries or along an axis"
  let derivativeText = "(x − mean)/(n f)"
  let rule: Primitive.PullbackRule? = .init(
    "std(x)", is: "sqrt(var(x))", "[]", count: 4, .init("x", "[n]", "randn(4)", "df * (x - mean(x)) / (n * f)"))
  let example: Primitive.Example? = .init("std([1, 2, 6])", "2.16025")
  let bounds = ResultBounds.notNegative

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    try algebra.apply(.elementwise(.sqrt), [try algebra.apply(.variance, operands, attributes)])
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let count = try Axes(name, algebra.shape(pull.operands[0]), axis: pull.attributes.axis).size
    let scaled = try algebra.apply(.mul, [try pull.guardedResult(), try algebra.constant(Double(count))])
    return try algebra.apply(
      .mul,
      [
        try pull.spread(try algebra.apply(.div, [pull.upstream, scaled]), name),
        try Variance.distance(algebra, pull.operands[0], pull.attributes),
      ])
  }

  func along<A: Algebra>(_ pull: Pull<A>) throws(EngineError) -> A.Value {
    let count = try Axes(name, pull.algebra.shape(pull.operands[0]), axis: pull.attributes.axis).size
    let share = try pull.algebra.apply(.div, [pull.upstream, try pull.algebra.constant(Double(count))])
    return try pull.algebra.apply(
      .mul,
      [try pull.spread(share, name), try Variance.distance(pull.algebra, pull.operands[0], pull.attributes)])
  }

  func choices(_ operands: [Tensor], _ attributes: Attributes) -> [Int] {
    // A standard deviation is 0 exactly where its entries are equal.
    ((try? forward(operands, attributes, shape: [])) ?? []).map { $0 == 0 ? 0 : 1 }
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let axis = dialect.axis(call.attributes.axis)
    return "\(dialect.module).std(\(call.operands[0])\(axis)\(dialect.isTorch ? ", correction=0" : ""))"
  }
}

extension Pull {
  /// The result, with 1 in place of 0, for a division that must give 0 there.
  ///
  /// It leaves 0 as steeply as a root: where a length is 0 it has no second derivative, and NaN comes out in its place.
  func guardedResult() throws(EngineError) -> A.Value {
    let isZero = try algebra.apply(.elementwise(.equal), [result, try algebra.constant(0)])
    let root = try algebra.apply(.elementwise(.sqrt), [result])
    let edge = try algebra.apply(.mul, [isZero, try algebra.apply(.add, [root, try algebra.constant(1)])])
    return try algebra.apply(.add, [result, edge])
  }
}
