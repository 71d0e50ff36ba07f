/// The mean of the squared differences. `mse([0.5, 0.25, 1], [1, 0, 2])` is 0.4375.
///
/// Divided by the number of all entries, without a factor ½. Smooth: no kink. Shapes as in ``MeanLoss``.
struct MeanSquaredError: MeanLoss {
  let name = "mse"
  let summary = "the mean of (prediction − target)² over all entries"
  let derivativeText = "2 (prediction − target)/n, and its negative"
  let rule: Primitive.PullbackRule? = .init(
    "mse(y, t)", is: "mean((y - t)^2)", "[]", count: 6, .init("y", "[…]", "randn(3, 2)", "df * 2 * (y - t) / n"),
    .init("t", "[…]", "randn(3, 2)", "df * 2 * (t - y) / n"))
  let chapter = Primitive.Chapter.networks
  let example: Primitive.Example? = .init("mse([0.5, 0.25, 1], [1, 0, 2])", "0.4375")
  var samples: [StructuralSample] {
    [.init([2, 3], [2, 3]), .init([4], [])]
  }
  let bounds = ResultBounds.notNegative

  func entries<A: Algebra>(_ algebra: A, _ operands: [A.Value]) throws(EngineError) -> A.Value {
    try algebra.apply(.elementwise(.square), [try algebra.apply(.sub, [operands[0], operands[1]])])
  }

  func slopes<A: Algebra>(_ algebra: A, _ operands: [A.Value], to operand: Int) throws(EngineError) -> A.Value? {
    let difference = try algebra.apply(.sub, [operands[operand], operands[1 - operand]])
    return try algebra.apply(.mul, [try algebra.constant(2), difference])
  }

  func bestConstant(_ target: Tensor, tellsClasses: Bool) -> Double? {
    BestConstant.mean(target) { column in
      let middle = BestConstant.mean(column)
      return BestConstant.mean(column.map { ($0 - middle) * ($0 - middle) })
    }
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(dialect.module).mean((\(call.operands[0]) - \(call.operands[1])) ** 2)"
  }
}
