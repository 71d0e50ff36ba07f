import Artifacts
import Autodiff
import SourceText

extension Builtins {
  static let network = Builtin(
    name: "network",
    forms: [
      "network(net, [x], [y], [loss: …], [inputs: …], [outputs: …])",
      "network(w1, w2, …, [x: …], [y: …], [activation: …], [output: …], [layout: …])",
    ],
    summary:
      "a network as nodes and links, a column for each layer: the width of a link tells the size of its weight, "
      + "colour and dashes its sign; with a sample x the activations, with a target y the gradients of the loss as "
      + "well (`loss` as in `flow`). Layers are a model's, or matrices in their order, each alone or in a tuple with "
      + "its biases, `(w1, b1)`: `layout` is \"x @ w\" or \"w @ x\" where the shapes leave it open, `activation` "
      + "follows each matrix but the last, `output` the last. `inputs` and `outputs` name units. Of a layer of more "
      + "than 12 units the first four and the last three are drawn, of more than 8 layers the first four and the last "
      + "three",
    chapter: .display, conduct: .reads(),
    parameters: [
      .required("net"), .named("x"), .named("y"), .named("loss"), .named("activation"), .named("output"),
      .named("layout"), .named("inputs"), .named("outputs"),
    ], rest: "layers"
  ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.network(try call.network())))) }
}

extension Call {
  /// `network(net)`, `network(net, x)` with the activations of one sample, `network(net, x, y, loss: …)` with the
  /// gradients of its loss as well; or the same of matrices, `network(w1, w2, x: …, activation: …)`.
  ///
  /// Parameters: net, x, y, loss, activation, output, layout, inputs, outputs.
  func network() throws(Fault) -> NetworkChart {
    let (x, y) = try sampleArguments()
    guard y == nil || x != nil else {
      throw fault(at: y ?? 0, .wrongArguments, "a target goes with a sample: `x` is missing")
    }
    guard y != nil || !has(3) else {
      throw fault(.wrongArguments, "a loss compares what the network gives with a target: `y` is missing", 3)
    }
    let given = try x.map { (argument) throws(Fault) in try number(ofSample: argument) }
    let network: NetworkSteps
    if case .model(let model) = self[0] {
      for (parameter, name) in [(4, "activation"), (5, "output"), (6, "layout")] where has(parameter) {
        throw fault(.wrongArguments, "`\(name)` goes with matrices, and `\(source(0))` is a model", parameter)
      }
      network = NetworkSteps(model, name: name(of: 0))
    } else {
      network = try networkOfMatrices(width: given?.count)
    }
    guard let width = network.width else {
      throw fault(.wrongArguments, "`\(source(0))` has no weights, and there is nothing to draw", 0)
    }
    let run = try self.run(network, x, given, width: width)
    var slopes: NetworkSlopes?
    if let y { slopes = try self.slopes(network, run, y) }
    return try chart(network, run, slopes, hasValues: x != nil)
  }

  /// The arguments of sample and target. Behind a model they may stand without a name.
  private func sampleArguments() throws(Fault) -> (x: Int?, y: Int?) {
    var found = (1...2).map { placement.arguments[$0] < 0 ? nil : placement.arguments[$0] }
    guard case .model = self[0] else { return (found[0], found[1]) }
    for (place, argument) in placement.rest.enumerated() {
      guard place < 2 else {
        throw fault(
          at: argument, .wrongArguments, "behind a model stand a sample and its target, and this is one more")
      }
      guard found[place] == nil else {
        throw fault(at: argument, .wrongArguments, "`\(place == 0 ? "x" : "y")` is given twice")
      }
      found[place] = argument
    }
    return (found[0], found[1])
  }

  private func number(ofSample argument: Int) throws(Fault) -> Tensor {
    let node = try about(argument) { () throws(Fault) in try machine.node(values[argument]) }
    return node.value
  }

  /// The network computed for the sample, or for zeros where only a function of the author's can tell a width.
  private func run(
    _ network: NetworkSteps, _ x: Int?, _ given: Tensor?, width: Int
  ) throws(Fault) -> NetworkRun {
    let isSingle = network.weights.allSatisfy { $0.node.precision == .single }
    guard let x, let given else {
      guard !network.steps.allSatisfy(\.keepsWidth) else {
        return try NetworkRun(network.steps, sample: nil, width: width, self)
      }
      let zeros = Tensor.zeros([1, width]).converted(to: isSingle ? .single : .double)
      let zero = try engine { () throws(EngineError) in try graph.input(zeros) }
      return try NetworkRun(network.steps, sample: zero, width: width, self)
    }
    let shape = try sampleShape(network, given.shape, x, width: width)
    let tensor = try about(x) { () throws(Fault) in
      try machine.converted(given, to: isSingle ? .single : given.precision)
    }
    var sample = try engine { () throws(EngineError) in try graph.input(tensor) }
    if tensor.shape != shape { sample = try machine.gate("reshape", [sample], Attributes(shape: shape)) }
    return try NetworkRun(network.steps, sample: sample, width: shape.dropFirst().reduce(1, *), self)
  }

  /// A batch of one.
  private func sampleShape(_ network: NetworkSteps, _ shape: [Int], _ x: Int, width: Int) throws(Fault) -> [Int] {
    let count = shape.reduce(1, *)
    let what = "`\(argumentRange(x).text)` has shape \(shapeText(shape))"
    if case .weights? = network.steps.first {
      if count == width, shape.count(where: { $0 != 1 }) <= 1 { return [1, width] }
      if shape.count == 2, shape[1] == width {
        throw fault(
          at: x, .shapeMismatch, "the picture is that of one sample, and `\(argumentRange(x).text)` has \(shape[0])",
          hint: "take one of them: `\(argumentRange(x).text)[0]`")
      }
      throw fault(
        at: x, .shapeMismatch, "the network takes \(counted(width, "number")), and \(what)",
        hint: count == width ? "one row of them: `reshape(\(argumentRange(x).text), \(width))`" : nil)
    }
    guard count > 0 else { throw fault(at: x, .shapeMismatch, "\(what), and there is nothing in it") }
    return shape.first == 1 && shape.count > 1 ? shape : [1] + (shape.isEmpty ? [1] : shape)
  }

  private func chart(
    _ network: NetworkSteps, _ run: NetworkRun, _ slopes: NetworkSlopes?, hasValues: Bool
  ) throws(Fault) -> NetworkChart {
    let last = run.layers.count - 1
    var layers: [NetworkChart.Layer] = []
    for (place, layer) in run.layers.enumerated() {
      var names: [String] = []
      if place == 0 || place == last { names = try unitNames(place == 0 ? 7 : 8, layer.count) }
      layers.append(
        NetworkChart.Layer(
          index: place, count: layer.count, functions: layer.functions, names: names,
          values: hasValues ? layer.node.map { ShapedValues($0.value).values } ?? [] : [],
          gradients: slopes.map { $0[layer.node, count: layer.count] } ?? []))
    }
    var greatest = 0.0
    var parameters = 0
    let connections = run.links.enumerated().map { place, link -> NetworkChart.Connection in
      switch link {
      case .each: return .each
      case .all: return .all
      case .weights(let weights):
        let (sources, targets) = (layers[place].units, layers[place + 1].units)
        let places = sources.flatMap { source in targets.map { weights.place(from: source, to: $0) } }
        func numbers(_ node: Node, _ name: String, _ places: [Int]) -> NetworkChart.Weights {
          let values = ShapedValues(node.value).values
          greatest = values.reduce(greatest) { $1.isFinite ? max($0, $1.magnitude) : $0 }
          parameters += values.count
          let gradients = slopes?[node, count: values.count] ?? []
          return NetworkChart.Weights(
            name: name, shape: node.shape, isTransposed: weights.isTransposed, values: places.map { values[$0] },
            gradients: gradients.isEmpty ? [] : places.map { gradients[$0] })
        }
        let matrix = numbers(weights.node, weights.name, places)
        return .weights(matrix, bias: weights.bias.map { numbers($0, weights.biasName, targets) })
      }
    }
    return NetworkChart(
      name: label(network.name), layers: layers, connections: connections, parameters: parameters, greatest: greatest,
      loss: slopes?.loss, digits: machine.options.figureDigits)
  }

  /// `inputs: ("study", "sleep")`
  private func unitNames(_ parameter: Int, _ count: Int) throws(Fault) -> [String] {
    guard has(parameter) else { return [] }
    let names = try texts(parameter)
    guard names.count == count else {
      throw fault(
        .wrongArguments, "here are \(counted(names.count, "name")) for \(counted(count, "unit"))", parameter)
    }
    return names
  }

  func fault(at argument: Int, _ id: DiagnosticID, _ message: String, hint: String? = nil) -> Fault {
    .reported(Diagnostic(id, message, at: argumentRange(argument), hint: hint ?? "it is \(builtin.signature)"))
  }
}
