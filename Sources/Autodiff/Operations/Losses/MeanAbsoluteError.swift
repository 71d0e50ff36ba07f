/// The mean of the absolute differences. `mae([0.5, 0.25, 1], [1, 0, 2])` is 0.5833333333333334.
///
/// It has a kink where prediction and target are equal; the derivative there is 0. Shapes as in ``MeanLoss``.
struct MeanAbsoluteError: MeanLoss {
  let name = "mae"
  let summary = "the mean of |prediction − target| over all entries"
  let derivativeText = "sign(prediction − target)/n, and its negative"
  let rule: Primitive.PullbackRule? = .init(
    "mae(y, t)", is: "mean(abs(y - t))", "[]", count: 6, .init("y", "[…]", "randn(3, 2)", "df * sign(y - t) / n"),
    .init("t", "[…]", "randn(3, 2)", "df * sign(t - y) / n"))
  let chapter = Primitive.Chapter.networks
  let example: Primitive.Example? = .init("mae([0.5, 0.25, 1], [1, 0, 2])", "0.583333")
  var samples: [StructuralSample] {
    [.init([2, 3], [2, 3]), .init([], [3])]
  }
  let bounds = ResultBounds.notNegative

  func entries<A: Algebra>(_ algebra: A, _ operands: [A.Value]) throws(EngineError) -> A.Value {
    try algebra.apply(.elementwise(.abs), [try algebra.apply(.sub, [operands[0], operands[1]])])
  }

  func slopes<A: Algebra>(_ algebra: A, _ operands: [A.Value], to operand: Int) throws(EngineError) -> A.Value? {
    try algebra.apply(
      .elementwise(.sign), [try algebra.apply(.sub, [operands[operand], operands[1 - operand]])])
  }

  func bestConstant(_ target: Tensor, tellsClasses: Bool) -> Double? {
    BestConstant.mean(target) { column in
      let middle = BestConstant.median(column)
      return BestConstant.mean(column.map { ($0 - middle).magnitude })
    }
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(dialect.module).mean(\(dialect.module).abs(\(call.operands[0]) - \(call.operands[1])))"
  }
}
