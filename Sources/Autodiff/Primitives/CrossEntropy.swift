/// −Σ t ln softmax(logits) over the classes, the mean over the samples: softmax and its loss in one, which stays finite
/// for logits of any size. `cross_entropy([0.3, 2.9, 4], 2)` is 0.3057144648124521.
///
/// Logits are `[…, classes]`; the target is class indices `[…]`, constants, or a row of probabilities for each sample,
/// of the logits' shape. ∂logits is (softmax − t)/n for rows that sum to 1, as class indices do; in general
/// (softmax Σt − t)/n. Smooth: no kink. (Bridle 1990; PyTorch's `cross_entropy`.)
struct CrossEntropy: ClassLoss {
  let name = "cross_entropy"
  let parameters: [Primitive.Parameter] = [.init("logits"), .init("target")]
  let summary =
    "−ln of the target's softmax probability, the mean over the samples; a target is class indices or a row of probabilities for each sample"
  let derivativeText = "(softmax(logits) − target)/n"

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let scores = algebra.shape(operands[0])
    let logarithms = try algebra.apply(.logSoftmax, [operands[0]], Attributes(axis: -1))
    let rows = try ClassTarget.rows(algebra, operands[1], for: scores)
    // A class of no weight costs nothing, also where its logarithm is −∞: a masked one.
    let nothing = try algebra.constant(0)
    var costs = try algebra.apply(.elementwise(.select), [rows, logarithms, nothing])
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
      return try algebra.apply(.mul, [share, try algebra.apply(.logSoftmax, [logits], Attributes(axis: -1))])
    }
    var softmax = try algebra.apply(.softmax, [logits], Attributes(axis: -1))
    let rows = try ClassTarget.rows(algebra, target, for: shape)
    if !isIndices { softmax = try algebra.apply(.mul, [softmax, try ClassTarget.sum(algebra, rows)]) }
    let share = try algebra.apply(.div, [pull.upstream, try algebra.constant(count)])
    return try algebra.apply(.mul, [share, try algebra.apply(.sub, [softmax, rows])])
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int { 8 * shapes[0].reduce(1, *) }
}
