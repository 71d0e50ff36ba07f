import Formulas

/// Tensors from nothing. Each refuses what the memory budget does not allow before it allocates.
extension Tensor {
  /// One number everywhere.
  ///
  /// - Parameters:
  ///   - shape: sizes along the axes.
  ///   - value: in each entry.
  ///   - budget: bytes that may be taken.
  /// - Throws: ``EngineError/memoryBudget(limit:)``.
  public static func full(_ shape: [Int], _ value: Double, budget: Int) throws(EngineError) -> Tensor {
    try admit(shape, budget)
    return full(shape, value)
  }

  /// The identity matrix.
  public static func eye(_ size: Int, budget: Int) throws(EngineError) -> Tensor {
    try admit([size, size], budget)
    var values = [Double](repeating: 0, count: size * size)
    for i in 0..<size { values[i * size + i] = 1 }
    return Tensor(shape: [size, size], values: values)
  }

  /// `count` numbers from `start` to `stop`, both included, evenly spaced. `linspace(0, 1, 3)` is [0, 0.5, 1].
  public static func linspace(
    _ start: Double, _ stop: Double, _ count: Int, budget: Int
  ) throws(EngineError) -> Tensor {
    try admit([count], budget)
    guard count > 1 else { return Tensor(shape: [count], values: count == 1 ? [start] : []) }
    // As NumPy: start + i · step, and the end exact.
    let step = (stop - start) / Double(count - 1)
    var values = (0..<count).map { Double($0) * step + start }
    values[count - 1] = stop
    return Tensor(shape: [count], values: values)
  }

  /// From `start` up to, not including, `stop`. `arange(0, 1, 0.25)` is [0, 0.25, 0.5, 0.75].
  public static func arange(
    _ start: Double, _ stop: Double, _ step: Double, budget: Int
  ) throws(EngineError) -> Tensor {
    guard step != 0, step.isFinite, start.isFinite, stop.isFinite else {
      throw .badArgument(operation: "arange", problem: "start, stop and step are finite, and the step is not 0")
    }
    let length = -Elementary.floor(-((stop - start) / step))
    guard length < 1e15 else { throw .memoryBudget(limit: budget) }
    let count = Swift.max(0, Int(length))
    try admit([count], budget)
    return Tensor(shape: [count], values: (0..<count).map { start + Double($0) * step })
  }

  /// A row of `classes` zeros with a 1 for each index. `one_hot([1], 3)` is [[0, 1, 0]].
  public static func oneHot(_ indices: Tensor, _ classes: Int, budget: Int) throws(EngineError) -> Tensor {
    try admit(indices.shape + [classes], budget)
    var values = [Double](repeating: 0, count: indices.count * classes)
    for (row, index) in indices.values.enumerated() {
      guard index == Elementary.floor(index), index.magnitude < 1e15 else { throw .notWhole(index) }
      guard index >= 0, Int(index) < classes else {
        throw .indexOutOfRange(index: Int(index), axis: indices.shape.count, size: classes)
      }
      values[row * classes + Int(index)] = 1
    }
    return Tensor(shape: indices.shape + [classes], values: values)
  }

  private static func admit(_ shape: [Int], _ budget: Int) throws(EngineError) {
    guard shape.allSatisfy({ $0 >= 0 }) else {
      throw .badArgument(operation: "shape", problem: "sizes are not negative: \(shape)")
    }
    guard let count = count(of: shape), count <= budget / 8 else { throw .memoryBudget(limit: budget) }
  }
}
