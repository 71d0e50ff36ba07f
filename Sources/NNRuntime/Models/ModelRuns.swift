import Autodiff

/// A computation on a model and data, some rows at a time.
struct ModelRun {
  /// A call whose first argument is the model.
  let call: Call
  let model: ModelValue
  var x: Tensor
  /// `nil` for a prediction.
  var y: Tensor?
  /// The parameter that gave it.
  var target = 2
  var loss: Value?
  var metrics: [Value] = []
  /// Its batches come again with other parameters.
  var isRepeated = false

  /// Rows of a batch where nothing is learnt: enough to keep the kernels busy, few enough to stay small.
  static let batch = 256

  var count: Int { x.shape[0] }

  /// - Parameters:
  ///   - size: rows of a batch.
  ///   - portable: given the loss of a batch and the nodes of its rows, for each size that there is.
  func batches(
    size: Int, _ parameters: Parameters, _ descent: Descent? = nil,
    portable: ([(loss: Node, data: [Node])]) throws(Fault) -> Void = { (_) throws(Fault) in }
  ) throws(Fault) -> Batches {
    try traced(size: size, parameters, descent, portable).batches
  }

  /// The model's answers for all rows, as numbers.
  func predictions() throws(Fault) -> Tensor {
    let (batches, prediction) = try traced(size: Self.batch, Parameters(model.parameters), nil) {
      (_) throws(Fault) in
    }
    let values = try call.engine { () throws(EngineError) in try batches.run() }
    return Tensor(shape: [count] + prediction.shape.dropFirst(), values: values).converted(to: model.precision)
  }

  private func traced(
    size: Int, _ parameters: Parameters, _ descent: Descent?,
    _ portable: ([(loss: Node, data: [Node])]) throws(Fault) -> Void
  ) throws(Fault) -> (batches: Batches, prediction: Node) {
    let size = min(size, count)
    let left = count % size
    let whole = try trace(rows: size, isLearning: descent != nil)
    let rest = left == 0 ? nil : try trace(rows: left, isLearning: descent != nil)
    if let rest { try checkRows(rest.prediction, left, like: whole.prediction.shape) }
    try checkClasses(size: size, whole, rest, parameters)
    // The gradient runs rules written by hand.
    let batches = try watching(whole.computation.data.map(\.node) + (rest?.computation.data.map(\.node) ?? [])) {
      () throws(Fault) in
      try call.engine { () throws(EngineError) in
        try Batches(
          count: count, size: size, whole: whole.computation, rest: rest?.computation, parameters: parameters,
          descent: descent)
      }
    }
    try portable(
      [whole, rest].compactMap { trace in
        trace.flatMap { trace in
          trace.computation.loss.map { (loss: $0, data: trace.computation.data.map(\.node)) }
        }
      })
    return (batches, whole.prediction)
  }

  /// The loss of the first rows: what the first step's check looks at.
  func firstLoss(rows: Int) throws(Fault) -> Node? {
    try trace(rows: min(rows, count), isLearning: true).computation.loss
  }

  struct Trace {
    var computation: Batches.Computation
    var prediction: Node
  }

  private func trace(rows: Int, isLearning: Bool) throws(Fault) -> Trace {
    let xNode = try input(x, rows)
    let yNode = if let y { try input(y, rows) } else { Node?.none }
    return try watching([xNode] + (yNode.map { [$0] } ?? [])) { () throws(Fault) in
      try trace(xNode, yNode, rows, isLearning: isLearning)
    }
  }

  /// Inputs that do not stand for themselves alone are watched.
  private func watching<Result>(_ data: [Node], _ body: () throws(Fault) -> Result) throws(Fault) -> Result {
    guard isRepeated || count > data[0].shape[0] else { return try body() }
    return try machine.watching(isRepeated ? data + model.parameters : data, body)
  }

  private func trace(_ xNode: Node, _ yNode: Node?, _ rows: Int, isLearning: Bool) throws(Fault) -> Trace {
    let prediction = try machine.apply(model, to: xNode, at: call.range(of: 0))
    try checkRows(prediction, rows, like: prediction.shape)
    guard let y, let yNode else {
      return Trace(
        computation: Batches.Computation(data: [(xNode, x)], outputs: [prediction]), prediction: prediction)
    }
    let target = try fitted(yNode, to: prediction)
    var outputs: [Node] = []
    var lossNode: Node?
    if let loss {
      let value = try applied(loss, to: [prediction, target], at: call.range(named: "loss"))
      guard value.shape.reduce(1, *) == 1 else {
        throw .told(.notScalar, "a loss is a single number, and this has shape \(shapeText(value.shape))")
      }
      if isLearning {
        try checkDependence(of: value)
        try call.checkCut(value, model.parameters, parameter: 3)
      }
      lossNode = value
      outputs.append(value)
    }
    for metric in metrics {
      let value = try applied(metric, to: [prediction, target], at: call.range(named: "metrics"))
      guard value.shape.reduce(1, *) == 1 else {
        throw .told(.notScalar, "a metric is a single number, and this has shape \(shapeText(value.shape))")
      }
      outputs.append(value)
    }
    return Trace(
      computation: Batches.Computation(
        data: [(xNode, x), (yNode, y)], loss: isLearning ? lossNode : nil, outputs: outputs),
      prediction: prediction)
  }

  /// Batches are put together and torn apart by rows.
  ///
  /// - Parameter shape: what the model gives for another number of samples.
  private func checkRows(_ prediction: Node, _ rows: Int, like shape: [Int]) throws(Fault) {
    guard prediction.shape.first == rows, prediction.shape.dropFirst() == shape.dropFirst() else {
      throw call.fault(
        .shapeMismatch,
        "the model does not give a row for each sample: for \(counted(rows, "sample")) it gives "
          + (prediction.shape.isEmpty ? "a single number" : "shape \(shapeText(prediction.shape))"), 0,
        hint: "each of its layers keeps the first axis, that of the samples")
    }
  }

  /// Something of the model has to be behind a loss that is to be lowered.
  private func checkDependence(of loss: Node) throws(Fault) {
    guard !machine.graph.nodes(leadingTo: loss).contains(where: model.parameters.contains) else { return }
    throw call.fault(
      .noDependence, "`\(call.source(3))` does not depend on the parameters of `\(call.source(0))`", 3,
      hint: "a loss is computed from what the model gives, its first argument")
  }

  private var machine: Machine { call.machine }

  private func input(_ data: Tensor, _ rows: Int) throws(Fault) -> Node {
    do { return try machine.graph.input(data.firstRows(rows)) } catch { throw .engine(error) }
  }

  /// A target without the axis of one output gets it: [n] beside [n, 1].
  private func fitted(_ target: Node, to prediction: Node) throws(Fault) -> Node {
    guard prediction.shape.last == 1, prediction.shape == target.shape + [1] else { return target }
    return try machine.gate("reshape", [target], Attributes(shape: prediction.shape))
  }
}

extension Call {
  /// The model of a parameter.
  func model(_ parameter: Int) throws(Fault) -> ModelValue {
    guard case .model(let model) = self[parameter] else {
      throw fault(
        .wrongKind,
        "`\(builtin.name)` needs a model for `\(builtin.parameters[parameter].name)`, and this is "
          + self[parameter].kind, parameter, hint: "a model is made by `dense`, `sequential` or `mlp`")
    }
    return model
  }

  /// The shape of what the model gives for one sample, as one row.
  func scoreShape(_ model: ModelValue, _ x: Tensor) throws(Fault) -> [Int] {
    let row = try engine { () throws(EngineError) in try graph.input(x.firstRows(1)) }
    return try machine.apply(model, to: row, at: range(of: 0)).shape
  }

  /// Data of one row a sample, at the model's precision.
  func rows(_ parameter: Int, for model: ModelValue) throws(Fault) -> Tensor {
    let data = try node(parameter)
    let tensor = data.value
    guard !tensor.shape.isEmpty, tensor.shape[0] > 0 else {
      throw fault(.shapeMismatch, "`\(builtin.parameters[parameter].name)` has a row for each sample", parameter)
    }
    return try about(placement.arguments[parameter]) { () throws(Fault) in
      try machine.converted(tensor, to: model.precision)
    }
  }

  /// Inputs and targets with equally many rows.
  func samples(_ model: ModelValue, x: Int, y: Int) throws(Fault) -> (x: Tensor, y: Tensor) {
    let (xs, ys) = (try rows(x, for: model), try rows(y, for: model))
    guard xs.shape[0] == ys.shape[0] else {
      throw fault(
        .shapeMismatch, "there are \(xs.shape[0]) inputs and \(ys.shape[0]) targets: a row for each sample", y)
    }
    return (xs, ys)
  }

  /// One function or a tuple of them, with their names.
  func functions(_ parameter: Int) throws(Fault) -> [(name: String, function: Value)] {
    guard has(parameter) else { return [] }
    let items: [Value] = if case .tuple(let tuple) = self[parameter] { tuple.items } else { [self[parameter]] }
    var result: [(name: String, function: Value)] = []
    for item in items {
      switch item {
      case .builtin(let place): result.append((Builtins.all[place].name, item))
      case .function(let function): result.append((function.name, item))
      case .unbound, .number, .node, .tuple, .history, .text, .artifact, .model, .optimizer, .choice:
        throw fault(
          .wrongKind,
          "`\(builtin.parameters[parameter].name)` are functions such as `(mae, accuracy)`, and here is "
            + item.kind, parameter)
      }
    }
    return result
  }
}

extension ModelValue {
  /// 32 bits when all parameters are.
  var precision: Precision {
    !parameters.isEmpty && parameters.allSatisfy { $0.precision == .single } ? .single : .double
  }
}
