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
  /// Of each epoch an entry for each series and, for few parameters, where they stood before it.
  private var rows: [[Double]] = []

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
    let remembered = remembered()
    if let known = remembered?.known, fits(known), known.restore(parameters.buffers) { return try retell(known) }
    var best = Double.infinity
    var waited = 0
    for epoch in 0..<options.epochs {
      try call.engine(pause(epoch))
      let order = try order()
      let point = path()
      let values = try run(epoch, order)
      record(values + point, epoch)
      let watched = values[validation == nil ? 0 : values.count / 2]
      waited = watched < best ? 0 : waited + 1
      best = min(best, watched)
      if waited >= options.patience { break }
    }
    try call.engine(pause(options.epochs))
    end(path())
    remembered?.keep(rows: rows + [path()], state: parameters.values)
  }

  // MARK: - Known runs

  private func remembered() -> RememberedRun? {
    let (work, overflow) = (batches.work + (validation?.work ?? 0)).multipliedReportingOverflow(by: options.epochs)
    let random = options.isShuffled ? call.machine.environment.random : nil
    let numbers = (options.epochs + 1).multipliedReportingOverflow(by: series.count + path().count)
    return RememberedRun(
      "training", in: call.machine.graph, work: overflow ? .max : work,
      numbers: numbers.overflow ? .max : numbers.partialValue, of: batches.plans + (validation?.plans ?? [])
    ) { key in
      key.add([batches.plans.count, batches.count, batches.size, options.epochs, options.patience])
      key.add([validation?.count ?? 0, validation?.size ?? 0, series.count])
      if let random {
        key.add(random.bits.state.map(Int.init))
        key.add(random.bits.position)
      }
    }
  }

  /// Whether a known run has the rows that this one would.
  private func fits(_ known: KnownRun) -> Bool {
    let point = path().count
    return known.rows.count <= options.epochs + 1 && known.rows.last?.count == point
      && known.rows.dropLast().allSatisfy { $0.count == series.count + point }
  }

  /// Records what a known run recorded, and draws what it drew.
  private mutating func retell(_ known: KnownRun) throws(Fault) {
    try call.engine { () throws(EngineError) in try call.machine.graph.spend(known.operations) }
    for (epoch, row) in known.rows.dropLast().enumerated() {
      _ = try order()
      record(row, epoch)
    }
    end(known.rows.last ?? [])
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

  /// Where the parameters stand, for few of them.
  private func path() -> [Double] {
    parameters.count <= Builtins.pathLimit ? parameters.values.flatMap(\.values) : []
  }

  /// - Returns: an entry for each series.
  private func run(_ epoch: Int, _ order: [Int32]?) throws(Fault) -> [Double] {
    let pause = pause(epoch)
    let values: [Double]
    do throws(EngineError) { values = try batches.means(order: order, pause: pause) } catch {
      throw call.stopped(
        error, batches.failedStep.map { "in epoch \(epoch + 1), batch \($0 + 1) of \(batches.steps)" }, after: history)
    }
    guard let validation else { return values }
    do throws(EngineError) { return values + (try validation.means(pause: pause)) } catch {
      // The epoch's own series go as far as the fault.
      for (name, value) in zip(series, values) { _ = history.record(name, value) }
      throw call.stopped(error, "on the validation data, epoch \(epoch + 1)", after: history)
    }
  }

  /// An epoch is over.
  private mutating func record(_ row: [Double], _ epoch: Int) {
    rows.append(row)
    for (name, value) in zip(series, row) { _ = history.record(name, value) }
    let isLast = epoch + 1 == options.epochs
    guard options.log > 0, (epoch + 1) % options.log == 0 || isLast else { return }
    shown.append((epoch + 1, Array(row.prefix(series.count))))
  }

  /// The path stands behind the series.
  private func end(_ point: [Double]) {
    guard !point.isEmpty else { return }
    for point in rows.map({ Array($0.dropFirst(series.count)) }) + [point] {
      _ = history.record("path", shape: [parameters.count], values: point)
    }
  }
}
