import Artifacts
import Autodiff
import Formulas
import SourceText

/// `train(net, x, y, loss: mse, …)`.
extension Call {
  func train() throws(Fault) -> Value {
    let model = try model(0)
    let (x, y) = try samples(model, x: 1, y: 2)
    let options = try TrainingOptions(self)
    guard !model.parameters.isEmpty else { throw fault(.wrongArguments, "the model has no parameters", 0) }
    var run = ModelRun(
      call: self, model: model, x: x, y: y, loss: options.loss, metrics: options.metrics.map(\.function),
      isRepeated: true)
    let history = machine.environment.history(.epoch)
    let lowered = try firstLoss(of: run, options, history)
    let parameters = Parameters(model.parameters)
    let descent = try engine { () throws(EngineError) in try Descent(options.optimizer, parameters) }
    var number: Int?
    let batches = try finite(Self.start, history, loss: lowered) { () throws(Fault) in
      try run.batches(size: options.batch, parameters, descent) { (batches) throws(Fault) in
        number = try takeDown(batches, descent, run, options)
      }
    }
    history.run = number
    var validation: Batches?
    if has(9) {
      (run.x, run.y) = try validationData(model)
      run.target = 9
      validation = try finite("on the validation data, before the first step", history) { () throws(Fault) in
        try run.batches(size: ModelRun.batch, parameters)
      }
    }
    let names = ["loss"] + options.metrics.map(\.name)
    let series = names + (validation == nil ? [] : names.map { "val_" + $0 })
    try checkNames(series)
    for name in series { history.begin(name) }
    history.reference = try bestConstant(options.loss, model, x, y)
    if options.isShuffled { history.seed = machine.environment.random.seed.map(Int.init) }
    var epochs = Epochs(
      call: self, options: options, batches: batches, validation: validation, parameters: parameters, series: series,
      history: history)
    try epochs.run()
    try store(parameters, in: model)
    if let number {
      machine.environment.live.shorten(number, to: history["loss"]?.count ?? 0)
      machine.environment.live.leaves(number, model.parameters)
    }
    if !epochs.shown.isEmpty { machine.outputs.append(.table(logTable(epochs.shown, series)), at: range) }
    try machine.account(history)
    return .history(history)
  }

  /// The run for a page, where the block is live.
  private func takeDown(
    _ batches: [(loss: Node, data: [Node])], _ descent: Descent, _ run: ModelRun, _ options: TrainingOptions
  ) throws(Fault) -> Int? {
    guard machine.environment.live.isOn else { return nil }
    let random = machine.environment.random
    guard let seed = random.seed else { preconditionFailure("the language seeds by a number") }
    let order = LiveRun.Order(seed: Int(seed), drawn: random.bits.drawn)
    return try takeDown { () throws(EngineError) in
      var steps: [TrainingTape?] = []
      for batch in batches { steps.append(try descent.portableStep(lowering: batch.loss, data: batch.data)) }
      return steps
    } _: {
      LiveRun(
        steps: $0,
        data: [run.x, run.y ?? run.x].map {
          LiveRun.Data(width: $0.shape.dropFirst().reduce(1, *), values: $0.values)
        }, count: run.count, order: options.isShuffled ? order : nil, length: options.epochs, unit: .epoch,
        rate: descent.rate)
    }
  }

  private static let start = "before the first step"

  /// The loss of the first batch, whose rules and gradients are checked; `nil` where there is none.
  private func firstLoss(
    of run: ModelRun, _ options: TrainingOptions, _ history: History
  ) throws(Fault) -> (node: Node, parameters: [Node])? {
    let model = run.model
    let first = try finite(Self.start, history) { () throws(Fault) in try run.firstLoss(rows: options.batch) }
    guard let first else { return nil }
    let lowered = (node: first, parameters: model.parameters)
    try finite(Self.start, history, loss: lowered) { () throws(Fault) in
      try tryRules(behind: first)
      try machine.checkFirstStep(of: first, model.parameters, sample: 8)
    }
    return lowered
  }

  /// Gives the model the numbers that its parameters have come to.
  private func store(_ parameters: Parameters, in model: ModelValue) throws(Fault) {
    var news: [Node] = []
    for (old, value) in zip(model.parameters, parameters.values) {
      let node = try engine { () throws(EngineError) in try graph.input(value) }
      node.tag = old.tag
      try machine.remember([old] + sources(4), in: node, at: tag)
      news.append(node)
    }
    machine.environment.update(model, news)
  }

  /// Each series of a history has a name of its own, beside that by which its entries are counted.
  private func checkNames(_ series: [String]) throws(Fault) {
    guard Set(["path", "epoch"] + series).count < series.count + 2 else { return }
    let others = (series.contains("val_loss") ? ["`val_loss`"] : []) + ["`loss`", "`path`"]
    throw fault(
      .wrongArguments,
      "each metric has a name of its own in the history, and none is \(others.joined(separator: ", ")) or `epoch`", 8)
  }

  /// The loss of the best answer that is the same for all samples, for a built-in loss.
  private func bestConstant(
    _ loss: Value, _ model: ModelValue, _ x: Tensor, _ y: Tensor
  ) throws(Fault) -> HistoryChart.Reference? {
    let place: Int
    switch loss {
    case .builtin(let builtin): place = builtin
    case .function(let function):
      guard let options = function.options else { return nil }
      place = options.builtin
    case .unbound, .number, .node, .tuple, .history, .text, .artifact, .model, .optimizer, .choice: return nil
    }
    let tellsClasses = try scoreShape(model, x).count == y.shape.count + 1
    return Primitive.named(Builtins.all[place].name)?.bestConstant(y, tellsClasses: tellsClasses).map {
      HistoryChart.Reference(value: $0)
    }
  }

  private func logTable(_ rows: [(epoch: Int, values: [Double])], _ names: [String]) -> TableArtifact {
    func column(_ name: String, _ word: TableArtifact.Column.Word, _ values: [Double]) -> TableArtifact.Column {
      var column = TableArtifact.Column(title: label(name), values: values)
      if column.title == name { column.word = word }
      return column
    }
    let columns =
      [column("epoch", .unit(.epoch), rows.map { Double($0.epoch) })]
      + names.enumerated().map { place, name in column(name, .series, rows.map { $0.values[place] }) }
    return TableArtifact(columns: columns, digits: machine.options.digits)
  }

  private func validationData(_ model: ModelValue) throws(Fault) -> (Tensor, Tensor) {
    let (nodes, _) = try nodes(9)
    guard nodes.count == 2, nodes[0].shape.first == nodes[1].shape.first, (nodes[0].shape.first ?? 0) > 0 else {
      throw fault(.wrongArguments, "`validation` is a tuple of inputs and targets with equally many rows", 9)
    }
    return try about(placement.arguments[9]) { () throws(Fault) in
      (
        try machine.converted(nodes[0].value, to: model.precision),
        try machine.converted(nodes[1].value, to: model.precision)
      )
    }
  }
}
