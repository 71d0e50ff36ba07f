import Artifacts
import Autodiff
import SourceText

extension Builtins {
  private static let bias = Builtin.Parameter.named("bias")
  private static let initial = Builtin.Parameter.named("init")

  /// Networks and what is asked of them.
  static let models: [Builtin] = [
    Builtin(
      name: "dense", forms: ["dense(in, out, [activation], bias: true, init: \"glorot\")"],
      summary: "a layer x w + b, with an activation behind it when one is given; `init` can be \"glorot\", \"he\", "
        + "\"normal\" or \"zeros\"", chapter: .models, conduct: .interpreted,
      parameters: [.required("in"), .required("out"), .optional("activation"), bias, initial]
    ) { call throws(Fault) in
      var maker = ModelMaker(call)
      try maker.dense(
        try call.size(0), try call.size(1), hasBias: try call.flag(3, else: true), try call.initializer(4))
      if call.has(2) { maker.function(try call.function(2), call.source(2)) }
      return .model(maker.make())
    },
    Builtin(
      name: "sequential", forms: ["sequential(layer, layer, …)"],
      summary: "layers, models and functions one behind the other: `sequential(dense(784, 128), relu, dense(128, 10))`",
      chapter: .models, conduct: .interpreted, parameters: [], rest: "layers"
    ) { call throws(Fault) in
      var maker = ModelMaker(call)
      for (place, item) in call.rest.enumerated() {
        switch item {
        case .model(let model): try maker.append(model) { (node) throws(Fault) in try call.copy(node) }
        case .builtin, .function: maker.function(item, call.sourceOfRest(place))
        case .unbound, .number, .node, .tuple, .history, .text, .artifact, .optimizer, .choice:
          throw .told(
            .wrongKind, "a layer is a model or a function, and this is \(item.kind)",
            argument: call.placement.rest[place])
        }
      }
      guard !call.rest.isEmpty else { throw .told(.wrongArguments, "`sequential` needs layers") }
      return .model(maker.make())
    },
    Builtin(
      name: "mlp",
      forms: ["mlp(in, hidden, …, out, activation: relu, [output: …], bias: true, init: \"glorot\")"],
      summary:
        "dense layers one behind the other: `mlp(2, 3, 1, activation: sigmoid)`; `activation` follows each layer "
        + "but the last, `output` the last", chapter: .models, conduct: .interpreted,
      parameters: [.named("activation"), .named("output"), bias, initial], rest: "sizes"
    ) { call throws(Fault) in
      let sizes = try call.shape()
      guard sizes.count > 1, sizes.allSatisfy({ $0 > 0 }) else {
        throw .told(
          .wrongArguments, "`mlp` needs at least two sizes, none of them 0", hint: "it is \(call.builtin.signature)")
      }
      var maker = ModelMaker(call)
      for layer in 1..<sizes.count {
        try maker.dense(
          sizes[layer - 1], sizes[layer], hasBias: try call.flag(2, else: true), try call.initializer(3))
        let isLast = layer == sizes.count - 1
        if isLast, call.has(1) { maker.function(try call.function(1), call.source(1)) }
        if !isLast {
          if call.has(0) {
            maker.function(try call.function(0), call.source(0))
          } else if let relu = Builtins.index["relu"] {
            maker.function(.builtin(relu), "relu")
          }
        }
      }
      return .model(maker.make())
    },
    Builtin(
      name: "summary", forms: ["summary(net)"],
      summary: "a table of the layers, what they give and how many parameters they have; `.total` is a value",
      chapter: .models, conduct: .interpreted, parameters: [.required("net")]
    ) { call throws(Fault) in
      .artifact(
        ArtifactValue(
          .summary(try call.machine.summary(try call.model(0), name: call.name(of: 0), at: call.range(of: 0)))))
    },
    Builtin(
      name: "predict", forms: ["predict(net, x)"], summary: "what the model gives for each row of x, as numbers",
      chapter: .models, conduct: .reads(), parameters: [.required("net"), .required("x")]
    ) { call throws(Fault) in try call.constant(try call.predicted(x: 1)) },
    Builtin(
      name: "evaluate", forms: ["evaluate(net, x, y, [loss: …], [metrics: …])"],
      summary: "the mean loss over the samples, or a tuple of the loss and the metrics", chapter: .models,
      conduct: .reads(),
      parameters: [
        .required("net"), .required("x"), .required("y"), .named("loss"), .named("metrics"),
      ]
    ) { call throws(Fault) in try call.evaluate() },
    Builtin(
      name: "accuracy", forms: ["accuracy(scores, target)"],
      summary: "the share of samples whose greatest score is at the target's class; of one score a sample, whether it "
        + "lies on the target's side of ½", chapter: .models, conduct: .traceable,
      parameters: [.required("scores"), .required("target")]
    ) { call throws(Fault) in
      .node(try call.machine.accuracy(try call.node(0), try call.node(1)))
    },
  ]
}

extension Call {
  fileprivate func size(_ parameter: Int) throws(Fault) -> Int {
    let size = try whole(parameter)
    guard size > 0 else {
      throw fault(.wrongArguments, "`\(builtin.parameters[parameter].name)` is at least 1", parameter)
    }
    return size
  }

  func flag(_ parameter: Int, else value: Bool) throws(Fault) -> Bool {
    has(parameter) ? try number(parameter) != 0 : value
  }

  fileprivate func initializer(_ parameter: Int) throws(Fault) -> Initializer {
    guard has(parameter) else { return .glorot }
    guard let initializer = Initializer(rawValue: try text(parameter)) else {
      throw fault(.wrongArguments, "`init` can be \"glorot\", \"he\", \"normal\" or \"zeros\"", parameter)
    }
    return initializer
  }

  fileprivate func predicted(x parameter: Int) throws(Fault) -> Tensor {
    let model = try model(0)
    return try ModelRun(call: self, model: model, x: try rows(parameter, for: model)).predictions()
  }

  fileprivate func evaluate() throws(Fault) -> Value {
    let model = try model(0)
    let (x, y) = try samples(model, x: 1, y: 2)
    let metrics = try functions(4)
    guard has(3) || !metrics.isEmpty else {
      throw .told(.wrongArguments, "`evaluate` needs `loss` or `metrics`", hint: "it is \(builtin.signature)")
    }
    let run = ModelRun(
      call: self, model: model, x: x, y: y, loss: has(3) ? try function(3) : nil,
      metrics: metrics.map(\.function))
    let batches = try run.batches(size: ModelRun.batch, Parameters(model.parameters))
    let means = try engine { () throws(EngineError) in try batches.means() }
    guard means.count > 1 else { return .number(means[0]) }
    return .tuple(try TupleValue.make(means.map { Value.number($0) }))
  }
}

extension Machine {
  func summary(_ model: ModelValue, name: String, at range: SourceRange) throws(Fault) -> ModelSummary {
    var rows: [ModelSummary.Row] = []
    var shape = [Int]()
    var value: Node?
    if let width = model.width {
      shape = [1, width]
      do { value = try graph.input(Tensor.zeros(shape).converted(to: model.precision)) } catch { throw .engine(error) }
    }
    for layer in model.layers {
      let name: String
      var count = 0
      switch layer {
      case .dense(let weights, let bias):
        name = "dense"
        count = model.parameters[weights].value.count + (bias.map { model.parameters[$0].value.count } ?? 0)
      case .function(_, let text): name = text
      }
      if let input = value {
        value = try apply(ModelValue([layer], model.parameters, members: model.members), to: input, at: range)
        shape = value?.shape ?? shape
      }
      rows.append(ModelSummary.Row(layer: name, shape: Array(shape.dropFirst()), count: count))
    }
    return ModelSummary(name: name, rows: rows, total: model.count)
  }
}
