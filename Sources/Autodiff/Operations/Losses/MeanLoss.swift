/// A loss that compares predictions with targets entry by entry and takes the mean over all entries: what `mse`, `mae`,
/// `huber` and `binary_cross_entropy` have in common.
///
/// Prediction and target have one shape `[batch, out]`, whatever its rank, or one of them is a single number; the
/// result is a number. A target of shape `[n]` for predictions of shape `[n, 1]` is an error and not n² comparisons.
protocol MeanLoss: CompositePrimitive {
  /// The loss of each entry.
  func entries<A: Algebra>(_ algebra: A, _ operands: [A.Value]) throws(EngineError) -> A.Value
  /// ∂entry/∂operand for each entry; `nil` where it is 0.
  func slopes<A: Algebra>(_ algebra: A, _ operands: [A.Value], to operand: Int) throws(EngineError) -> A.Value?
}

extension MeanLoss {
  var parameters: [Primitive.Parameter] { [.init("prediction"), .init("target")] }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    guard shapes[0] == shapes[1] || shapes[0].isEmpty || shapes[1].isEmpty else {
      throw .shapeMismatch(
        operation: name, shapes: Array(shapes.prefix(2)),
        rule: "prediction and target have one shape, or one of them is a single number")
    }
    guard shapes.dropFirst(2).allSatisfy(\.isEmpty) else {
      throw .shapeMismatch(
        operation: name, shapes: Array(shapes.dropFirst(2)), rule: "`\(parameters[2].name)` is a single number")
    }
    return []
  }

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    try algebra.apply(.mean, [try entries(algebra, operands)])
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    guard let slopes = try slopes(algebra, pull.operands, to: operand) else { return nil }
    let shapes = pull.operands.prefix(2).map { algebra.shape($0) }
    let shape = shapes[0].isEmpty ? shapes[1] : shapes[0]
    let count = try algebra.constant(Double(shape.reduce(1, *)))
    let share = try algebra.apply(.div, [pull.upstream, count])
    let flow = try algebra.apply(.mul, [try algebra.broadcast(share, to: shape), slopes])
    return try algebra.reduced(flow, to: algebra.shape(pull.operands[operand]))
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int {
    4 * shapes.reduce(1) { max($0, $1.reduce(1, *)) }
  }
}
