import Artifacts
import Autodiff

extension Builtins {
  static let flow = Builtin(
    name: "flow", forms: ["flow(L, (w1, w2, w3))", "flow(net, x, y, [loss: …], [labels: …])"],
    summary: "the size of the gradient of L at each of the nodes (root mean square), on a logarithmic axis; or of a "
      + "model's loss at the weights of each layer, where `loss` is `cross_entropy` for targets that are classes of "
      + "several, else `mse`",
    chapter: .display, conduct: .reads(),
    parameters: [.required("L"), .required("nodes"), .optional("y"), .named("loss"), .named("labels")]
  ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.flow(try call.flow())))) }
}

extension Call {
  /// `flow(L, (w1, w2, w3))`: the size of the gradient at each node of the tuple, in its order; `flow(net, x, y)`: of
  /// the gradient of the model's loss at the weights of each of its layers.
  ///
  /// Parameters: L or net, nodes or x, y, loss, labels.
  func flow() throws(Fault) -> FlowChart {
    if case .model(let model) = self[0] { return try flow(through: model) }
    for (parameter, name) in [(2, "y"), (3, "loss")] where has(parameter) {
      throw fault(
        .wrongArguments, "`\(name)` goes with a model, and `\(source(0))` is \(self[0].kind)", parameter)
    }
    let f = try scalar(0)
    let (nodes, _) = try nodes(1)
    let gradients = try gradients(f, nodes)
    return try flow(
      nodes.enumerated().map { machine.labels[$0.element.tag]?.name ?? "\($0.offset)" }, gradients, name(of: 0))
  }

  private func flow(through model: ModelValue) throws(Fault) -> FlowChart {
    guard has(2) else {
      throw fault(.wrongArguments, "the gradient of a model is that of its loss on samples: `y` is missing", 0)
    }
    let (x, y) = try samples(model, x: 1, y: 2)
    let weights = model.weights
    guard !weights.isEmpty else { throw fault(.wrongArguments, "the model has no weights", 0) }
    let loss = has(3) ? try function(3) : try defaultLoss(model, x, y)
    let run = ModelRun(call: self, model: model, x: x, y: y, loss: loss)
    guard let value = try run.firstLoss(rows: run.count) else {
      preconditionFailure("a run with a loss has one")
    }
    let nodes = weights.map { model.parameters[$0] }
    try checkCut(value, nodes, parameter: 0)
    let gradients = try engine { () throws(EngineError) in try graph.gradient(of: value, withRespectTo: nodes) }
    _ = try finite(gradients, of: value, by: nodes)
    try tryRules(behind: value)
    return try flow(weights.map { model.members[$0] }, gradients, source(0))
  }

  /// `cross_entropy` where the model gives a score for each class and the targets are classes, else `mse`.
  private func defaultLoss(_ model: ModelValue, _ x: Tensor, _ y: Tensor) throws(Fault) -> Value {
    let scores = try scoreShape(model, x)
    let tellsClasses = scores.count == y.shape.count + 1 && scores.last ?? 1 > 1
    guard let loss = Builtins.index[tellsClasses ? "cross_entropy" : "mse"] else {
      preconditionFailure("the losses are built in")
    }
    return .builtin(loss)
  }

  private func flow(_ layers: [String], _ gradients: [Node], _ label: String) throws(Fault) -> FlowChart {
    var layers = layers.map(self.label)
    if has(4) {
      layers = try texts(4)
      guard layers.count == gradients.count else {
        throw fault(
          .wrongArguments, "here are \(counted(layers.count, "label")) for \(counted(gradients.count, "layer"))", 4)
      }
    }
    return FlowChart(
      layers: layers,
      series: [FlowChart.Series(label: self.label(label), values: gradients.map { FlowChart.size($0.value.values) })],
      digits: machine.options.figureDigits)
  }
}
