/// The mean squared distance from the mean, divided by n as in NumPy. `var([1, 2, 6])` is 4.666666666666667.
struct Variance: CompositePrimitive {
  let name = "var"
  let parameters: [Primitive.Parameter] = [.init("x"), .init("axis", .axis, optional: true)]
  let summary = "the variance (divided by n), of all entries or along an axis"
  let derivativeText = "2 (x − mean)/n"

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try Axes.reduced(name, shapes[0], axis: attributes.axis)
  }

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

  /// x − mean(x).
  static func distance<A: Algebra>(
    _ algebra: A, _ x: A.Value, _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let kept = try Axes.reduced("var", algebra.shape(x), axis: attributes.axis, keeping: true)
    let mean = try algebra.reshaped(try algebra.apply(.mean, [x], attributes), to: kept)
    return try algebra.apply(.sub, [x, mean])
  }
}
