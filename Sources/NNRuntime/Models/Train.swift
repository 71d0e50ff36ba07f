import Artifacts
import Autodiff
import Formulas
import SourceText

/// `train(net, x, y, loss: mse, …)`.
extension Call {
  func train() throws(Fault) -> Value {
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
        try tryRules(behind: first)
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
      try machine.remember([old] + sources(4), in: node, at: tag)
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
    let place: Int
    switch loss {
    case .builtin(let builtin): place = builtin
    case .function(let function):
      guard let options = function.options else { return nil }
      place = options.builtin
    case .unbound, .number, .node, .tuple, .history, .text, .artifact, .model, .optimizer: return nil
    }
    let tellsClasses = try scoreShape(model, x).count == y.shape.count + 1
    return BestConstant.loss(Builtins.all[place].name, y, tellsClasses: tellsClasses).map {
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
