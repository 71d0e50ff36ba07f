/// The target of a classification loss of scores `[…, classes]`, one sample for each of the leading entries: class
/// indices `[…]`, of one rank less, or a row of probabilities for each sample, of the scores' own shape.
enum ClassTarget {
  /// - Throws: ``EngineError/shapeMismatch(operation:shapes:rule:)``.
  static func check(_ operation: String, _ scores: [Int], _ target: [Int]) throws(EngineError) {
    guard !scores.isEmpty else {
      throw .shapeMismatch(
        operation: operation, shapes: [scores, target], rule: "the scores have an axis of classes, their last")
    }
    guard target == scores || target == Array(scores.dropLast()) else {
      throw .shapeMismatch(
        operation: operation, shapes: [scores, target],
        rule: target.count == scores.count
          ? "a row of probabilities for each sample has the shape of the scores"
          : "class indices have the shape of the scores without the classes, \(Array(scores.dropLast()))")
    }
  }

  static func isIndices(_ scores: [Int], _ target: [Int]) -> Bool { target.count < scores.count }

  static func samples(_ scores: [Int]) -> Int { scores.dropLast().reduce(1, *) }

  /// The target as a row of weights for each sample: class index 1 of 3 is 0, 1, 0.
  static func rows<A: Algebra>(_ algebra: A, _ target: A.Value, for scores: [Int]) throws(EngineError) -> A.Value {
    guard isIndices(scores, algebra.shape(target)), let count = scores.last else { return target }
    let classes = try algebra.constant(Tensor(shape: [count], values: (0..<count).map(Double.init)))
    let indices = try algebra.reshaped(target, to: scores.dropLast() + [1])
    return try algebra.apply(.elementwise(.equal), [indices, classes])
  }

  /// Refuses class indices that name no class.
  static func checkIndices(_ scores: [Int], _ target: Tensor) throws(EngineError) {
    guard isIndices(scores, target.shape), let count = scores.last else { return }
    for index in target.values {
      guard index == index.rounded(.down) else { throw .notWhole(index) }
      guard index >= 0, index < Double(count) else {
        throw .indexOutOfRange(
          index: index.magnitude < 1e15 ? Int(index) : Int.max, axis: scores.count - 1, size: count)
      }
    }
  }

  /// Sums over the classes, with an axis of size 1 in their place.
  static func sum<A: Algebra>(_ algebra: A, _ rows: A.Value) throws(EngineError) -> A.Value {
    let shape = algebra.shape(rows)
    return try algebra.reshaped(
      try algebra.apply(.sum, [rows], Attributes(axis: -1)), to: shape.dropLast() + [1])
  }
}
