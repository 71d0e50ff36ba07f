import Artifacts
import Autodiff

/// The arguments of `train` beside model and data.
struct TrainingOptions {
  let loss: Value
  let optimizer: any Optimizer
  let epochs: Int
  /// Rows of a batch.
  let batch: Int
  let isShuffled: Bool
  let metrics: [(name: String, function: Value)]
  /// Epochs from one row of the table to the next, 0 without a table.
  let log: Int
  /// Epochs without a better loss after which training ends.
  let patience: Int

  init(_ call: Call) throws(Fault) {
    loss = try call.function(3)
    switch try call.method(4)?.method ?? .firstOrder(Adam()) {
    case .firstOrder(let rule): optimizer = rule
    case .secondOrder:
      throw call.fault(
        .wrongArguments, "this method wants all of the data at once, and `train` takes a part at a time", 4,
        hint: "`minimize` takes it")
    }
    epochs = call.has(5) ? try call.whole(5) : 1
    batch = call.has(6) ? try call.whole(6) : 32
    guard epochs >= 0 else { throw call.fault(.wrongArguments, "`epochs` is not negative", 5) }
    guard batch > 0 else { throw call.fault(.wrongArguments, "`batch` is at least 1", 6) }
    isShuffled = try call.flag(7, else: true)
    metrics = try call.functions(8)
    log = call.has(10) ? try call.whole(10) : 0
    patience = call.has(11) ? try call.whole(11) : Int.max
    guard patience > 0 else { throw call.fault(.wrongArguments, "`patience` is at least 1", 11) }
  }
}

/// Training, epoch by epoch, until all are done or the loss has not become better for long enough.
struct Epochs {
  let call: Call
  let options: TrainingOptions
  let batches: Batches
  let validation: Batches?
  let parameters: Parameters
  /// The recorded series, those of the validation data last.
  let series: [String]
  let history: History
  /// The rows of the table.
  private(set) var shown: [(epoch: Int, values: [Double])] = []

  init(
    call: Call, options: TrainingOptions, batches: Batches, validation: Batches?, parameters: Parameters,
    series: [String], history: History
  ) {
    self.call = call
    self.options = options
    self.batches = batches
    self.validation = validation
    self.parameters = parameters
    self.series = series
    self.history = history
  }

  mutating func run() throws(Fault) {
    var best = Double.infinity
    var waited = 0
    let keepsPath = parameters.count <= Builtins.pathLimit
    var path: [[Double]] = []
    for epoch in 0..<options.epochs {
      try call.engine(pause(epoch))
      let order = try order()
      if keepsPath { path.append(parameters.values.flatMap(\.values)) }
      let watched = try run(epoch, order)
      waited = watched < best ? 0 : waited + 1
      best = min(best, watched)
      if waited >= options.patience { break }
    }
    try call.engine(pause(options.epochs))
    if keepsPath { path.append(parameters.values.flatMap(\.values)) }
    for point in path { _ = history.record("path", shape: [parameters.count], values: point) }
  }

  /// Called now and then; what it throws ends the run.
  private func pause(_ epoch: Int) -> () throws(EngineError) -> Void {
    let (machine, progress) = (call.machine, RunProgress(.epoch, done: epoch, total: options.epochs))
    return { () throws(EngineError) in try machine.pause(progress) }
  }

  /// The rows in the order in which an epoch takes them; `nil` as they stand.
  private func order() throws(Fault) -> [Int32]? {
    guard options.isShuffled else { return nil }
    let count = batches.count
    return try call.drawing { (random: inout RandomNumbers) in random.permutation(count) }.map { Int32($0) }
  }

  /// - Returns: the loss that decides whether training goes on.
  private mutating func run(_ epoch: Int, _ order: [Int32]?) throws(Fault) -> Double {
    let pause = pause(epoch)
    var values: [Double]
    do throws(EngineError) { values = try batches.means(order: order, pause: pause) } catch {
      throw call.stopped(
        error, batches.failedStep.map { "in epoch \(epoch + 1), batch \($0 + 1) of \(batches.steps)" }, after: history)
    }
    var watched = values[0]
    let own = values.count
    for (name, value) in zip(series, values) { _ = history.record(name, value) }
    if let validation {
      let found: [Double]
      do throws(EngineError) { found = try validation.means(pause: pause) } catch {
        throw call.stopped(error, "on the validation data, epoch \(epoch + 1)", after: history)
      }
      for (name, value) in zip(series[own...], found) { _ = history.record(name, value) }
      watched = found[0]
      values += found
    }
    let isLast = epoch + 1 == options.epochs
    if options.log > 0, (epoch + 1) % options.log == 0 || isLast { shown.append((epoch + 1, values)) }
    return watched
  }
}
