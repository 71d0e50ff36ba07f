import Autodiff
import Formulas
import Reporting
import SourceText

extension Builtins {
  static let training: [Builtin] = [
    Builtin(
      name: "minimize", forms: ["minimize(L, (w, b), optimizer: sgd(), steps: 1000)"],
      summary:
        "updates inputs, or one input, to lower L; gives a history whose `loss[i]` is the loss before step i, and "
        + "with at most 4 numbers `path`, where they stood", chapter: .models,
      parameters: [.required("L"), .required("inputs"), .named("optimizer"), .named("steps")]
    ) { call throws(Fault) in try call.minimize() },
    Builtin(
      name: "train",
      forms: [
        "train(net, x, y, loss: mse, optimizer: adam(), epochs: 1, batch: 32, shuffle: true, metrics: (mae, accuracy), "
          + "validation: (xt, yt), log: 5, patience: 3)"
      ],
      summary:
        "updates a model's parameters over mini-batches; gives a history with an entry an epoch: `loss`, the mean "
        + "over the batches, each before its update, the metrics, `val_…` of the validation data, and with at most 4 "
        + "numbers `path`, where they stood; `patience` ends it after so many epochs without a lower loss (of the "
        + "validation data where there are some), `log` shows each so many epochs", chapter: .models,
      parameters: [
        .required("net"), .required("x"), .required("y"), Builtin.Parameter(name: "loss", isNamed: true),
        .named("optimizer"), .named("epochs"), .named("batch"), .named("shuffle"), .named("metrics"),
        .named("validation"), .named("log"), .named("patience"),
      ]
    ) { call throws(Fault) in try call.train() },
  ]

  /// A history tells the way of so many numbers.
  fileprivate static let pathLimit = 4
  /// Entries of each parameter whose gradient the first step checks.
  fileprivate static let checked = 64
}

extension Call {
  // MARK: - minimize

  fileprivate func minimize() throws(Fault) -> Value {
    let written = try scalar(0)
    try machine.fix(written, "minimizes")
    let (parameters, _) = try nodes(1)
    let rule = try method(2)?.method ?? .firstOrder(SGD())
    let steps = has(3) ? try whole(3) : 1000
    guard steps >= 0 else { throw fault(.wrongArguments, "`steps` is not negative", 3) }
    guard !parameters.isEmpty else { throw fault(.wrongArguments, "there is nothing to move", 1) }
    guard Set(parameters).count == parameters.count else {
      throw fault(.wrongArguments, "an input stands here twice", 1)
    }
    let loss = try present(written)
    try checkDependence(loss, parameters, parameter: 1)
    for node in parameters where node.kind != .input {
      throw fault(
        .notAnInput, "`\(machine.labels[node.tag]?.name ?? source(1))` is computed from other nodes and is no input", 1)
    }
    try finite("in step 0", machine.environment.history(.step), loss: (loss, parameters)) { () throws(Fault) in
      try machine.checkFirstStep(of: loss, parameters, sample: Builtins.checked)
    }
    let count = parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
    let run = Minimization(loss, by: parameters, rule, keepsPath: (1...Builtins.pathLimit).contains(count))
    do throws(EngineError) {
      try machine.pause(RunProgress(.step, done: 0, total: steps))
      _ = try run.run(steps: steps, room: machine.options.memory - machine.recordedBytes) {
        (done) throws(EngineError) in
        try machine.pause(RunProgress(.step, done: done, total: steps))
      }
      try machine.pause(RunProgress(.step, done: steps, total: steps))
    } catch {
      throw stopped(
        error, run.failedStep.map { "in step \($0)" }, in: run.failedPart, isFirst: run.failedStep == 0,
        after: history(of: run))
    }
    for (old, value) in zip(parameters, run.parameters.values) {
      machine.rebind(old, to: try machine.successor(of: old, value))
    }
    let history = history(of: run)
    try machine.account(history)
    return .history(history)
  }

  private func history(of run: Minimization) -> History {
    let history = machine.environment.history(.step)
    let width = run.parameters.count
    let course = run.course
    history.record("loss", entries: course.losses, count: course.losses.count)
    if !course.path.isEmpty {
      history.record("path", shape: [width], entries: course.path, count: course.path.count / width)
    }
    return history
  }

  // MARK: - train

  fileprivate func train() throws(Fault) -> Value {
    let model = try model(0)
    let (x, y) = try samples(model, x: 1, y: 2)
    let loss = try function(3)
    let optimizer: any Optimizer
    switch try method(4)?.method ?? .firstOrder(Adam()) {
    case .firstOrder(let rule): optimizer = rule
    case .secondOrder:
      throw fault(
        .wrongArguments, "this method wants all of the data at once, and `train` takes a part at a time", 4,
        hint: "`minimize` takes it")
    }
    let epochs = has(5) ? try whole(5) : 1
    let batch = has(6) ? try whole(6) : 32
    guard epochs >= 0 else { throw fault(.wrongArguments, "`epochs` is not negative", 5) }
    guard batch > 0 else { throw fault(.wrongArguments, "`batch` is at least 1", 6) }
    let isShuffled = try flag(7, else: true)
    let metrics = try functions(8)
    let log = has(10) ? try whole(10) : 0
    let patience = has(11) ? try whole(11) : Int.max
    guard patience > 0 else { throw fault(.wrongArguments, "`patience` is at least 1", 11) }
    guard !model.parameters.isEmpty else { throw fault(.wrongArguments, "the model has no parameters", 0) }
    var run = ModelRun(
      call: self, model: model, x: x, y: y, loss: loss, metrics: metrics.map(\.function),
      isRepeated: true)
    let history = machine.environment.history(.epoch)
    let start = "before the first step"
    let first = try finite(start, history) { () throws(Fault) in try run.firstLoss(rows: batch) }
    let lowered = first.map { (node: $0, parameters: model.parameters) }
    if let first {
      try finite(start, history, loss: lowered) { () throws(Fault) in
        try machine.checkFirstStep(of: first, model.parameters, sample: 8)
      }
    }
    let parameters = Parameters(model.parameters)
    let descent = try engine { () throws(EngineError) in try Descent(optimizer, parameters) }
    let batches = try finite(start, history, loss: lowered) { () throws(Fault) in
      try run.batches(size: batch, parameters, descent)
    }
    var validation: Batches?
    if has(9) {
      (run.x, run.y) = try validationData(model)
      run.target = 9
      validation = try finite("on the validation data, before the first step", history) { () throws(Fault) in
        try run.batches(size: ModelRun.batch, parameters)
      }
    }
    let count = batches.count
    let names = ["loss"] + metrics.map(\.name)
    let series = names + (validation == nil ? [] : names.map { "val_" + $0 })
    try checkNames(series)
    for name in series { history.begin(name) }
    history.reference = try bestConstant(loss, model, x, y)
    if isShuffled { history.seed = machine.environment.random.seed.map(Int.init) }
    var shown: [(epoch: Int, values: [Double])] = []
    var best = Double.infinity
    var waited = 0
    let keepsPath = parameters.count <= Builtins.pathLimit
    var path: [[Double]] = []
    for epoch in 0..<epochs {
      let progress = RunProgress(.epoch, done: epoch, total: epochs)
      let pause = { () throws(EngineError) in try machine.pause(progress) }
      try engine(pause)
      let order =
        isShuffled
        ? try drawing { (random: inout RandomNumbers) in random.permutation(count) }.map { Int32($0) } : nil
      if keepsPath { path.append(parameters.values.flatMap(\.values)) }
      var values: [Double]
      do throws(EngineError) { values = try batches.means(order: order, pause: pause) } catch {
        throw stopped(
          error, batches.failedStep.map { "in epoch \(epoch + 1), batch \($0 + 1) of \(batches.steps)" },
          after: history)
      }
      for (name, value) in zip(series, values) { _ = history.record(name, value) }
      var watched = values[0]
      if let validation {
        let found: [Double]
        do throws(EngineError) { found = try validation.means(pause: pause) } catch {
          throw stopped(error, "on the validation data, epoch \(epoch + 1)", after: history)
        }
        for (name, value) in zip(series[names.count...], found) { _ = history.record(name, value) }
        watched = found[0]
        values += found
      }
      if log > 0, (epoch + 1) % log == 0 || epoch + 1 == epochs { shown.append((epoch + 1, values)) }
      waited = watched < best ? 0 : waited + 1
      best = min(best, watched)
      if waited >= patience { break }
    }
    try engine { () throws(EngineError) in
      try machine.pause(RunProgress(.epoch, done: epochs, total: epochs))
    }
    if keepsPath { path.append(parameters.values.flatMap(\.values)) }
    for point in path { _ = history.record("path", shape: [parameters.count], values: point) }
    var news: [Node] = []
    for (old, value) in zip(model.parameters, parameters.values) {
      let node = try engine { () throws(EngineError) in try graph.input(value) }
      node.tag = old.tag
      news.append(node)
    }
    machine.environment.update(model, news)
    if !shown.isEmpty { machine.outputs.append(.table(logTable(shown, series))) }
    try machine.account(history)
    return .history(history)
  }

  /// Each series of a history has a name of its own, beside that by which its entries are counted.
  private func checkNames(_ series: [String]) throws(Fault) {
    guard Set(["path", "epoch"] + series).count < series.count + 2 else { return }
    let others = (series.contains("val_loss") ? ["`val_loss`"] : []) + ["`loss`", "`path`"]
    throw fault(
      .wrongArguments,
      "each metric has a name of its own in the history, and none is \(others.joined(separator: ", ")) or `epoch`", 8)
  }

  /// What a built-in loss comes to for the best answer that is the same for all samples.
  private func bestConstant(
    _ loss: Value, _ model: ModelValue, _ x: Tensor, _ y: Tensor
  ) throws(Fault) -> HistoryChart.Reference? {
    guard case .builtin(let place) = loss else { return nil }
    let tellsClasses = try scoreShape(model, x).count == y.shape.count + 1
    return BestConstant.loss(Builtins.all[place].name, y, tellsClasses: tellsClasses).map {
      HistoryChart.Reference(value: $0)
    }
  }

  private func logTable(_ rows: [(epoch: Int, values: [Double])], _ names: [String]) -> TableArtifact {
    var columns = [TableArtifact.Column(title: "epoch", values: rows.map { Double($0.epoch) })]
    for (place, name) in names.enumerated() {
      columns.append(TableArtifact.Column(title: name, values: rows.map { $0.values[place] }))
    }
    return TableArtifact(columns: columns, digits: machine.options.digits)
  }

  private func validationData(_ model: ModelValue) throws(Fault) -> (Tensor, Tensor) {
    let (nodes, _) = try nodes(9)
    guard nodes.count == 2, nodes[0].shape.first == nodes[1].shape.first, (nodes[0].shape.first ?? 0) > 0 else {
      throw fault(.wrongArguments, "`validation` is a tuple of inputs and targets with equally many rows", 9)
    }
    for node in nodes { try machine.fix(node) }
    return try about(placement.arguments[9]) { () throws(Fault) in
      (
        try machine.converted(nodes[0].value, to: model.precision),
        try machine.converted(nodes[1].value, to: model.precision)
      )
    }
  }

  /// What a run computes before its first step.
  ///
  /// - Parameter loss: what it lowers; its own failure and that of its gradient come before others.
  private func finite<Result>(
    _ place: String, _ history: History, loss: (node: Node, parameters: [Node])? = nil,
    _ body: () throws(Fault) -> Result
  ) throws(Fault) -> Result {
    do { return try body() } catch {
      switch error {
      case .engine(.nonFinite(let operation, let operands, let result)):
        let cause = loss.flatMap { StepFailure(of: $0.node, at: Parameters($0.parameters)) }
        throw stopped(
          cause?.error ?? .nonFinite(operation: operation, operands: operands, result: result), place,
          in: cause?.part ?? .loss, isFirst: true, after: history)
      case .reported(var diagnostic) where diagnostic.id == .nonFinite:
        diagnostic.message = Self.stop(place) + diagnostic.message
        throw .reported(diagnostic)
      default: throw error
      }
    }
  }

  private static func stop(_ place: String) -> String { "the numbers stop being finite \(place): " }

  /// A run that came to no good end says where, and leaves its trace up to there.
  ///
  /// - Parameter isFirst: whether the run had not moved anything yet.
  private func stopped(
    _ error: EngineError, _ place: String?, in part: StepFailure.Part = .loss, isFirst: Bool = false,
    after history: History
  ) -> Fault {
    guard let place else { return .engine(error) }
    let cause = machine.diagnostic(.engine(error), at: range)
    let words: (message: String, hint: String?)
    switch error {
    case .singularMatrix(_, let column):
      words = (
        "the Hessian has no inverse \(place): \(Machine.dependence(ofColumn: column))",
        "`bfgs` goes on without its inverse; another start may help, too"
      )
    case .nonFinite:
      let smaller = "a smaller learning rate may help"
      let start = Self.stop(place)
      switch part {
      case .loss: words = (start + cause.message, cause.hint ?? (isFirst ? nil : smaller))
      case .derivative:
        words = (
          start + "in the derivative, \(cause.message)",
          isFirst ? "the loss has no finite derivative there: another start may help" : smaller
        )
      case .update: words = (start + "in the update, \(cause.message)", smaller)
      }
    default: return .engine(error)
    }
    if let losses = history["loss"], losses.count > 0 {
      _ = history.record("loss", .nan)
      machine.trace = .chart(.history(history.chart(digits: machine.options.figureDigits)))
    }
    return .told(.nonFinite, words.message, hint: words.hint)
  }
}

extension Machine {
  /// Counts what a history holds.
  func account(_ history: History) throws(Fault) {
    recordedBytes += 8 * history.names.reduce(0) { $0 + (history[$1]?.values.count ?? 0) }
    guard recordedBytes <= options.memory else { throw .engine(.memoryBudget(limit: options.memory)) }
  }
}
