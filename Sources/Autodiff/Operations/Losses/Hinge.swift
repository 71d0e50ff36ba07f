/// Σ over the wrong classes of max(0, sⱼ − sₜ + 1), s the scores and t the target's class: the mean over the samples.
/// `hinge([-2.85, 0.86, 0.28], 2)` is 1.58. (Weston, Watkins 1999.)
///
/// Scores are `[…, classes]`; the target is class indices `[…]`, constants, or a row of probabilities t for each
/// sample, of the scores' shape: then sₜ is Σ tⱼ sⱼ and each class counts 1 − tⱼ, which for a row with a single 1 is
/// the same. At the kink sⱼ = sₜ − 1 the derivative is 0.
struct Hinge: ClassLoss {
  let name = "hinge"
  let parameters: [Primitive.Parameter] = [.init("scores"), .init("target")]
  let summary = "Σ over wrong classes of max(0, sⱼ − sₜ + 1), the mean over the samples; targets as for `cross_entropy`"
  let derivativeText = "1/n for each wrong class within the margin, −their number/n for the right one"
  let chapter = Primitive.Chapter.networks
  let example: Primitive.Example? = .init("hinge([-2.85, 0.86, 0.28], 2)", "1.58")
  var samples: [StructuralSample] {
    StructuralSample.classes(-0.4...0.9)
  }
  let bounds = ResultBounds.notNegative

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let shape = algebra.shape(operands[0])
    let rows = try ClassTarget.rows(algebra, operands[1], for: shape)
    let losses = try algebra.apply(.elementwise(.relu), [try margins(algebra, operands[0], rows)])
    let sum = try algebra.apply(.sum, [try algebra.apply(.mul, [try wrong(algebra, rows), losses])])
    return try algebra.apply(.div, [sum, try algebra.constant(Double(ClassTarget.samples(shape)))])
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let (scores, target) = (pull.operands[0], pull.operands[1])
    let shape = algebra.shape(scores)
    if operand == 1 && ClassTarget.isIndices(shape, algebra.shape(target)) { return nil }
    let rows = try ClassTarget.rows(algebra, target, for: shape)
    let margins = try margins(algebra, scores, rows)
    let isWithin = try algebra.apply(.elementwise(.greater), [margins, try algebra.constant(0)])
    let pushed = try algebra.apply(.mul, [try wrong(algebra, rows), isWithin])
    let count = try ClassTarget.sum(algebra, pushed)
    let slopes: A.Value
    if operand == 0 {
      slopes = try algebra.apply(.sub, [pushed, try algebra.apply(.mul, [count, rows])])
    } else {
      let losses = try algebra.apply(.elementwise(.relu), [margins])
      slopes = try algebra.apply(
        .neg, [try algebra.apply(.add, [losses, try algebra.apply(.mul, [count, scores])])])
    }
    let share = try algebra.apply(.div, [pull.upstream, try algebra.constant(Double(ClassTarget.samples(shape)))])
    return try algebra.apply(.mul, [share, slopes])
  }

  /// sⱼ − sₜ + 1.
  private func margins<A: Algebra>(
    _ algebra: A, _ scores: A.Value, _ rows: A.Value
  ) throws(EngineError) -> A.Value {
    let right = try ClassTarget.sum(algebra, try algebra.apply(.mul, [rows, scores]))
    return try algebra.apply(.add, [try algebra.apply(.sub, [scores, right]), try algebra.constant(1)])
  }

  /// How much each class is a wrong one.
  private func wrong<A: Algebra>(_ algebra: A, _ rows: A.Value) throws(EngineError) -> A.Value {
    try algebra.apply(.sub, [try algebra.constant(1), rows])
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int { 8 * shapes[0].reduce(1, *) }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let (module, s, rows) = (dialect.module, call.operands[0], dialect.rows(call))
    let keep = dialect.isTorch ? "dim=-1, keepdim=True" : "axis=-1, keepdims=True"
    let margins = dialect.greater("\(s) - \(module).sum(\(rows) * \(s), \(keep)) + 1", "0")
    return "\(module).sum((1 - \(rows)) * \(margins)) / \(ClassTarget.samples(call.shapes[0]))"
  }
}
