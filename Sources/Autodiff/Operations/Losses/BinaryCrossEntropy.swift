import Formulas

/// −(t ln p + (1 − t) ln(1 − p)) for probabilities p, the mean over all entries; each logarithm is clamped at −100, so
/// that a sure and wrong p costs 100 and not infinity. `binary_cross_entropy([0.9, 0.2], [1, 0])` is
/// 0.164252033486018. (PyTorch's `BCELoss`.)
///
/// Where a logarithm is clamped, its derivative is 0: the loss is flat there. Shapes as in ``MeanLoss``.
struct BinaryCrossEntropy: MeanLoss {
  let name = "binary_cross_entropy"
  let summary = "the mean of −(t ln p + (1 − t) ln(1 − p)) for probabilities p, logarithms clamped at −100"
  let derivativeText = "(p − t)/(p (1 − p))/n; ∂t = (ln(1 − p) − ln p)/n"
  let rule: Primitive.PullbackRule? = .init(
    "binary_cross_entropy(p, t)", is: "-mean(t * log(p) + (1 - t) * log(1 - p))", "[]", count: 4,
    .init("p", "[n]", "uniform(0.1, 0.9, 4)", "df * (p - t) / (p * (1 - p)) / n"), .init("t", "[n]", "rand(4)", nil))
  let chapter = Primitive.Chapter.networks
  let example: Primitive.Example? = .init("binary_cross_entropy([0.9, 0.2], [1, 0])", "0.164252")
  var samples: [StructuralSample] {
    [.init([2, 3], [2, 3], range: 0.1...0.9), .init([3], [], range: 0.1...0.9)]
  }
  let bounds = ResultBounds.notNegative
  let reading: OperandReading? = .probabilities
  let finiteHint: String? = "its predictions are probabilities, from 0 to 1, as `sigmoid` gives them"

  func entries<A: Algebra>(_ algebra: A, _ operands: [A.Value]) throws(EngineError) -> A.Value {
    let (p, t) = (operands[0], operands[1])
    let first = try algebra.apply(.mul, [t, try logarithm(algebra, p)])
    let second = try algebra.apply(
      .mul, [try complement(algebra, t), try logarithm(algebra, try complement(algebra, p))])
    return try algebra.apply(.neg, [try algebra.apply(.add, [first, second])])
  }

  func slopes<A: Algebra>(_ algebra: A, _ operands: [A.Value], to operand: Int) throws(EngineError) -> A.Value? {
    let (p, t) = (operands[0], operands[1])
    let rest = try complement(algebra, p)
    if operand == 1 {
      return try algebra.apply(.sub, [try logarithm(algebra, rest), try logarithm(algebra, p)])
    }
    let falls = try algebra.apply(.mul, [try complement(algebra, t), try reciprocal(algebra, rest)])
    return try algebra.apply(.sub, [falls, try algebra.apply(.mul, [t, try reciprocal(algebra, p)])])
  }

  private func complement<A: Algebra>(_ algebra: A, _ x: A.Value) throws(EngineError) -> A.Value {
    try algebra.apply(.sub, [try algebra.constant(1), x])
  }

  private func logarithm<A: Algebra>(_ algebra: A, _ x: A.Value) throws(EngineError) -> A.Value {
    try algebra.apply(
      .elementwise(.maximum), [try algebra.apply(.elementwise(.log), [x]), try algebra.constant(-100)])
  }

  /// 1/x where ln x is not clamped, else 0; nowhere a division by 0.
  private func reciprocal<A: Algebra>(_ algebra: A, _ x: A.Value) throws(EngineError) -> A.Value {
    // e⁻¹⁰⁰
    let least = try algebra.constant(Elementary.exp(-100))
    let isFree = try algebra.apply(.elementwise(.greater), [x, least])
    let safe = try algebra.apply(.elementwise(.select), [isFree, x, try algebra.constant(1)])
    return try algebra.apply(.div, [isFree, safe])
  }

  func bestConstant(_ target: Tensor, tellsClasses: Bool) -> Double? {
    BestConstant.mean(target) { column in
      let share = BestConstant.mean(column)
      return BestConstant.entropy([share, 1 - share])
    }
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let (p, t) = (call.operands[0], call.operands[1])
    func logarithm(_ x: String) -> String { dialect.greater("\(dialect.module).log(\(x))", "-100") }
    return "-\(dialect.module).mean(\(t) * \(logarithm(p)) + (1 - \(t)) * \(logarithm("1 - " + p)))"
  }
}
