/// Runs a compiled plan over the rows of a data set, some at a time: training steps over mini-batches, or a model over
/// more samples than fit at once.
public final class Batches {
  /// A computation on a batch of one size.
  public struct Computation {
    /// Nodes for the batch's rows, and the data they are taken from.
    public var data: [(node: Node, rows: Tensor)]
    /// The loss that a descent lowers; `nil` for a run that changes nothing.
    public var loss: Node?
    /// Recorded for each batch, before its update.
    public var outputs: [Node]

    /// A computation on batches.
    public init(data: [(node: Node, rows: Tensor)], loss: Node? = nil, outputs: [Node]) {
      self.data = data
      self.loss = loss
      self.outputs = outputs
    }
  }

  /// Rows of the data.
  public let count: Int
  /// Rows of a whole batch.
  public let size: Int
  private var whole: Portions?
  /// For the rows that are left over.
  private let rest: CompiledPlan?

  /// Compiles the work on a batch of each size.
  ///
  /// - Parameters:
  ///   - count: rows of the data.
  ///   - size: rows of a batch.
  ///   - whole: for batches of `size` rows; `nil` when there are fewer rows than that.
  ///   - rest: for the last `count % size` rows; `nil` when none are left over.
  ///   - parameters: the memory that batches read.
  ///   - descent: the optimizer at work on them; `nil` for a run that changes nothing.
  public init(
    count: Int, size: Int, whole: Computation?, rest: Computation?, parameters: Parameters, descent: Descent?
  ) throws(EngineError) {
    self.count = count
    self.size = size
    self.whole = try Self.plan(whole, parameters, descent).map { Portions($0) }
    self.rest = try Self.plan(rest, parameters, descent)
  }

  private static func plan(
    _ graph: Computation?, _ parameters: Parameters, _ descent: Descent?
  ) throws(EngineError) -> CompiledPlan? {
    guard let graph else { return nil }
    let data = graph.data.map { CompiledPlan.Input($0.node, rowsOf: $0.rows) }
    if let loss = graph.loss, let descent {
      return try descent.plan(lowering: loss, recording: graph.outputs, data: data)
    }
    return try CompiledPlan(inputs: parameters.inputs + data, outputs: graph.outputs, updates: [])
  }

  /// Batches in one run over the data.
  public var steps: Int { count / size + (count % size == 0 ? 0 : 1) }

  /// Bytes that the plans hold besides data and parameters.
  public var bytes: Int { (whole?.bytes ?? 0) + (rest?.bytes ?? 0) }

  /// Scalar operations of one run over all rows, as far as time is concerned.
  public var work: Int { (whole?.work(count / size) ?? 0) + (rest.map { Portions($0).work(1) } ?? 0) }

  /// The plans for whole batches and for the rows that are left over.
  public var plans: [CompiledPlan] { [whole?.plan, rest].compactMap { $0 } }

  /// Which batch gave the first NaN or infinity.
  public var failedStep: Int? { whole?.failedStep ?? rest?.failedStep.map { _ in steps - 1 } }

  /// Runs once over all rows.
  ///
  /// - Parameters:
  ///   - order: the rows in the order in which they are taken; as they stand when `nil`.
  ///   - pause: called now and then in a long run; what it throws ends the run.
  /// - Returns: what each batch recorded, one behind the other.
  public func run(
    order: [Int32]? = nil, pause: () throws(EngineError) -> Void = { () throws(EngineError) in }
  ) throws(EngineError) -> [Double] {
    let order = order ?? (0..<Int32(count)).map { $0 }
    let cut = count / size * size
    var records: [Double] = []
    try whole?.run(
      steps: count / size, rows: Array(order[..<cut]), take: { records += $0 },
      pause: { (_) throws(EngineError) in try pause() })
    if let rest { records += try rest.run(steps: 1, rows: Array(order[cut...])) }
    return records
  }

  /// Runs once over all rows and gives the mean of each recorded number over the samples, a batch's number counting as
  /// often as it has rows.
  ///
  /// - Precondition: all outputs are single numbers.
  public func means(
    order: [Int32]? = nil, pause: () throws(EngineError) -> Void = { () throws(EngineError) in }
  ) throws(EngineError) -> [Double] {
    let records = try run(order: order, pause: pause)
    let width = (whole?.plan ?? rest)?.recordWidth ?? 0
    var totals = [Double](repeating: 0, count: width)
    for step in 0..<steps {
      let rows = Double(min(size, count - step * size))
      for k in 0..<width { totals[k] += rows * records[step * width + k] }
    }
    return totals.map { $0 / Double(count) }
  }
}
