/// Half the squared difference d up to `delta`, beyond it delta (|d| − delta/2): the mean over all entries.
/// `huber([0.5, 3], [0, 0])` is 1.3125. (Huber 1964; PyTorch's `HuberLoss`.)
///
/// The slope itself has no jump; at ±delta it has a kink, where its own derivative is 0. `delta` is a positive number.
/// Shapes as in ``MeanLoss``.
struct Huber: MeanLoss {
  let name = "huber"
  let parameters: [Primitive.Parameter] = [.init("prediction"), .init("target"), .init("delta", default: 1)]
  let summary = "the mean of ½ d² where |d| ≤ delta, else delta (|d| − delta/2), d the difference"
  let derivativeText = "clip(d, −delta, delta)/n, and its negative"
  let rule: Primitive.PullbackRule? = .init(
    "huber(y, t)", "[]", count: 6, .init("y", "[…]", "randn(3, 2)", "df * clip(y - t, -1, 1) / n"),
    .init("t", "[…]", "randn(3, 2)", "df * clip(t - y, -1, 1) / n"))
  let chapter = Primitive.Chapter.networks
  let example: Primitive.Example? = .init("huber([0, 3], [0, 0])", "1.25")
  var samples: [StructuralSample] {
    [.init([2, 3], [2, 3], [], constants: [2: [0.7]]), .init([5], [], [])]
  }
  let positiveOperands: Set = [2]
  let bounds = ResultBounds.notNegative

  func entries<A: Algebra>(_ algebra: A, _ operands: [A.Value]) throws(EngineError) -> A.Value {
    // With r, the part of |d| up to delta, both branches are r (|d| − r/2).
    let size = try self.size(algebra, operands)
    let reached = try algebra.apply(.elementwise(.minimum), [size, operands[2]])
    let half = try algebra.apply(.mul, [try algebra.constant(0.5), reached])
    return try algebra.apply(.mul, [reached, try algebra.apply(.sub, [size, half])])
  }

  func slopes<A: Algebra>(_ algebra: A, _ operands: [A.Value], to operand: Int) throws(EngineError) -> A.Value? {
    if operand == 2 {
      return try algebra.apply(
        .elementwise(.relu), [try algebra.apply(.sub, [try size(algebra, operands), operands[2]])])
    }
    let difference = try algebra.apply(.sub, [operands[operand], operands[1 - operand]])
    let low = try algebra.apply(.neg, [operands[2]])
    return try algebra.apply(.elementwise(.clip), [difference, low, operands[2]])
  }

  private func size<A: Algebra>(_ algebra: A, _ operands: [A.Value]) throws(EngineError) -> A.Value {
    try algebra.apply(.elementwise(.abs), [try algebra.apply(.sub, [operands[0], operands[1]])])
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let (module, delta) = (dialect.module, call.operands[2])
    let size = "\(module).abs(\(call.operands[0]) - \(call.operands[1]))"
    let reached = "\(module).minimum(\(size), \(dialect.isTorch ? "torch.as_tensor(\(delta))" : delta))"
    return "\(module).mean(\(reached) * (\(size) - 0.5 * \(reached)))"
  }
}
