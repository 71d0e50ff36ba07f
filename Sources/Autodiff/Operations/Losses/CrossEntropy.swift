import Formulas

/// −Σ t ln softmax(logits) over the classes, the mean over the samples: softmax and its loss in one, which stays finite
/// for logits of any size. `cross_entropy([0.3, 2.9, 4], 2)` is 0.3057144648124521.
///
/// Logits are `[…, classes]`; the target is class indices `[…]`, constants, or a row of probabilities for each sample,
/// of the logits' shape. ∂logits is (softmax − t)/n for rows that sum to 1, as class indices do; in general
/// (softmax Σt − t)/n. Smooth: no kink. (Bridle 1990; PyTorch's `cross_entropy`.)
///
/// Of probabilities p instead of logits it is −Σ t ln p, and ∂p is −(t/p)/n; of [0.2, 0.8] and 1 it is
/// 0.2231435513142097. A p of 0 at a class of weight is an infinite loss; at one without weight it costs nothing.
struct CrossEntropy: ClassLoss {
  /// Whether the operand is rows of probabilities.
  var takesProbabilities: Bool

  var name: String { takesProbabilities ? "nll" : "cross_entropy" }
  let glyph = "cross_entropy"
  var parameters: [Primitive.Parameter] { [.init(takesProbabilities ? "probabilities" : "logits"), .init("target")] }
  var summary: String {
    "−ln of the target's \(takesProbabilities ? "" : "softmax ")probability, the mean over the samples"
  }
  var derivativeText: String { takesProbabilities ? "−(target/p)/n" : "(softmax(logits) − target)/n" }
  var rule: Primitive.PullbackRule? {
    // Of probabilities it has no name in the language.
    takesProbabilities
      ? nil
      : .init(
        "cross_entropy(z, t)", is: "-sum(t * log_softmax(z)) / n", "[]", count: 4,
        .init("z", "[n, k]", "randn(4, 3)", "df * (softmax(z) - t) / n"),
        .init("t", "[n, k]", "one_hot([0, 2, 1, 1], 3)", nil))
  }
  let chapter = Primitive.Chapter.networks
  var example: Primitive.Example? {
    takesProbabilities
      ? .init("cross_entropy([0.2, 0.8], 1, probabilities: true)", "0.223144")
      : .init("cross_entropy([0.3, 2.9, 4], 2)", "0.305714")
  }
  var samples: [StructuralSample] {
    takesProbabilities
      ? StructuralSample.classes(0.1...0.9)
      : StructuralSample.classes() + [.init([2, 2, 3], [2, 2], constants: [1: [2, 0, 1, 1]])]
  }
  let bounds = ResultBounds.notNegative
  // One function has both, by `probabilities`.
  let spelling = Spelling.sharedCall
  var reading: OperandReading? { takesProbabilities ? nil : .scoresOfLoss }
  var spoken: String { "`cross_entropy`" }
  var finiteHint: String? {
    takesProbabilities
      ? "a probability of 0 for the right class costs infinitely much; of the scores the loss is finite"
      : Softmax(isLogarithmic: true).finiteHint
  }

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let scores = algebra.shape(operands[0])
    let rows = try ClassTarget.rows(algebra, operands[1], for: scores)
    // A class of no weight costs nothing, also where its logarithm is −∞: a masked one.
    var costs: A.Value
    if takesProbabilities {
      costs = try algebra.apply(.elementwise(.log), [try weighed(algebra, operands[0], by: rows)])
    } else {
      let logarithms = try algebra.apply(.logSoftmax, [operands[0]], Attributes(axis: -1))
      costs = try algebra.apply(.elementwise(.select), [rows, logarithms, try algebra.constant(0)])
    }
    if !ClassTarget.isIndices(scores, algebra.shape(operands[1])) { costs = try algebra.apply(.mul, [rows, costs]) }
    let picked = try algebra.apply(.sum, [costs])
    return try algebra.apply(.div, [picked, try algebra.constant(-Double(ClassTarget.samples(scores)))])
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let (logits, target) = (pull.operands[0], pull.operands[1])
    let shape = algebra.shape(logits)
    let isIndices = ClassTarget.isIndices(shape, algebra.shape(target))
    let count = Double(ClassTarget.samples(shape))
    if operand == 1 {
      guard !isIndices else { return nil }
      let share = try algebra.apply(.div, [pull.upstream, try algebra.constant(-count)])
      let logarithms =
        takesProbabilities
        ? try algebra.apply(.elementwise(.log), [logits])
        : try algebra.apply(.logSoftmax, [logits], Attributes(axis: -1))
      return try algebra.apply(.mul, [share, logarithms])
    }
    if takesProbabilities {
      let rows = try ClassTarget.rows(algebra, target, for: shape)
      let share = try algebra.apply(.div, [pull.upstream, try algebra.constant(-count)])
      return try algebra.apply(
        .mul, [share, try algebra.apply(.div, [rows, try weighed(algebra, logits, by: rows)])])
    }
    var softmax = try algebra.apply(.softmax, [logits], Attributes(axis: -1))
    let rows = try ClassTarget.rows(algebra, target, for: shape)
    if !isIndices { softmax = try algebra.apply(.mul, [softmax, try ClassTarget.sum(algebra, rows)]) }
    let share = try algebra.apply(.div, [pull.upstream, try algebra.constant(count)])
    return try algebra.apply(.mul, [share, try algebra.apply(.sub, [softmax, rows])])
  }

  /// The probabilities of classes that have a weight, and 1 for all others.
  private func weighed<A: Algebra>(_ algebra: A, _ p: A.Value, by rows: A.Value) throws(EngineError) -> A.Value {
    try algebra.apply(.elementwise(.select), [rows, p, try algebra.constant(1)])
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int { 8 * shapes[0].reduce(1, *) }

  func bestConstant(_ target: Tensor, tellsClasses: Bool) -> Double? {
    guard !takesProbabilities else { return nil }
    guard tellsClasses else { return BestConstant.entropy(BestConstant.columns(target).map(BestConstant.mean)) }
    var counts: [Double: Int] = [:]
    for value in target.values { counts[value, default: 0] += 1 }
    return BestConstant.entropy(counts.keys.sorted().map { Double(counts[$0] ?? 0) / Double(target.count) })
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let module = dialect.module
    let costs =
      takesProbabilities ? "\(module).log(\(call.operands[0]))" : dialect.logSoftmax(call.operands[0], axis: -1)
    return "-\(module).sum(\(dialect.rows(call)) * (\(costs))) / \(ClassTarget.samples(call.shapes[0]))"
  }
}
