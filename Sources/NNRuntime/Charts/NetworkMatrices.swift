import Autodiff
import SourceText

/// Networks that are written by hand: matrices in the order in which a sample meets them.
extension Call {
  /// `network(w1, w2)`, `network((w1, b1), (w2, b2))`, or one tuple of all.
  ///
  /// - Parameter width: of the sample, where there is one: it may tell how the matrices are read.
  func networkOfMatrices(width: Int?) throws(Fault) -> NetworkSteps {
    var layers = try weightLayers()
    let isTransposed = try areTransposed(layers, width: width)
    for k in layers.indices {
      layers[k].isTransposed = isTransposed
      if let bias = layers[k].bias, bias.value.count != layers[k].outputs {
        throw fault(
          at: layers[k].argument, .shapeMismatch,
          "`\(layers[k].biasName)` has \(counted(bias.value.count, "number")), and the layer has "
            + counted(layers[k].outputs, "unit"))
      }
    }
    let between = has(4) ? NetworkSteps.Step.function(try function(4), name: source(4)) : nil
    let end = has(5) ? NetworkSteps.Step.function(try function(5), name: source(5)) : nil
    var steps: [NetworkSteps.Step] = []
    for (k, layer) in layers.enumerated() {
      steps.append(.weights(layer))
      if let function = k == layers.count - 1 ? end : between { steps.append(function) }
    }
    return NetworkSteps(name: layers.map(\.name).joined(separator: ", "), steps: steps)
  }

  private func weightLayers() throws(Fault) -> [NetworkSteps.Weights] {
    var items = ([placement.arguments[0]] + placement.rest).map { (value: values[$0], argument: $0) }
    if items.count == 1, case .tuple(let tuple) = items[0].value, !isLayerWithBias(tuple) {
      items = tuple.items.map { ($0, items[0].argument) }
    }
    guard !items.isEmpty else { throw fault(at: placement.arguments[0], .wrongArguments, "the tuple has no weights") }
    var layers: [NetworkSteps.Weights] = []
    for (k, item) in items.enumerated() {
      var parts = [item.value]
      if case .tuple(let tuple) = item.value {
        guard isLayerWithBias(tuple) else {
          throw fault(
            at: item.argument, .wrongKind,
            "a layer is a matrix of weights, or a tuple of it and its biases, and this is \(item.value.kind)",
            hint: "`network((w1, b1), (w2, b2))`")
        }
        parts = tuple.items
      }
      var nodes: [Node] = []
      for part in parts { nodes.append(try weightNode(part, item.argument)) }
      layers.append(
        NetworkSteps.Weights(
          node: nodes[0], bias: nodes.count > 1 ? nodes[1] : nil, name: label(nodes[0]) ?? "w\(k + 1)",
          biasName: nodes.count > 1 ? label(nodes[1]) ?? "b\(k + 1)" : "", argument: item.argument))
    }
    return layers
  }

  private func label(_ node: Node) -> String? { machine.labels[node.tag]?.name }

  /// Weights, and for each unit a bias: one axis fewer.
  private func isLayerWithBias(_ tuple: TupleValue) -> Bool {
    guard tuple.items.count == 2, let weights = rank(tuple.items[0]), let bias = rank(tuple.items[1]) else {
      return false
    }
    return bias == weights - 1 || weights == 0 && bias == 0
  }

  private func rank(_ value: Value) -> Int? {
    switch value {
    case .number: 0
    case .node(let node): node.shape.count
    case .unbound, .tuple, .function, .builtin, .history, .text, .artifact, .model, .optimizer, .choice: nil
    }
  }

  private func weightNode(_ value: Value, _ argument: Int) throws(Fault) -> Node {
    guard rank(value) != nil else {
      throw fault(
        at: argument, .wrongKind, "`network` draws a model or matrices of weights, and this is \(value.kind)",
        hint: "`network(net)`, `network(net, x)` or `network(w1, w2)`")
    }
    let node = try about(argument) { () throws(Fault) in try machine.node(value) }
    guard node.shape.count <= 2, !node.shape.contains(0) else {
      throw fault(
        at: argument, .shapeMismatch, "weights are a matrix, and these have shape \(shapeText(node.shape))")
    }
    // A constant has no gradient, and here it is a parameter.
    guard node.kind == .constant else { return node }
    let input = try engine { () throws(EngineError) in try graph.input(node.value) }
    input.tag = node.tag
    return input
  }

  /// Whether the matrices have a row for each unit, `w @ x`, or for each input, `x @ w`: as `layout` says, else as their
  /// shapes tell.
  private func areTransposed(_ layers: [NetworkSteps.Weights], width: Int?) throws(Fault) -> Bool {
    if has(6) {
      switch try text(6).filter({ $0 != " " }).lowercased() {
      case "x@w": return false
      case "w@x": return true
      default:
        throw fault(
          .wrongArguments, "`layout` is \"x @ w\" (a row for each input) or \"w @ x\" (a row for each unit)", 6)
      }
    }
    let plain = misfit(layers, false, width)
    let transposed = misfit(layers, true, width)
    switch (plain, transposed) {
    case (nil, nil):
      // Vectors and numbers are read alike.
      guard layers.contains(where: { $0.node.shape.count == 2 && $0.node.shape != [1, 1] }) else { return false }
      throw fault(
        at: layers[0].argument, .wrongArguments,
        "the shapes do not tell whether the matrices have a row for each input or for each unit",
        hint: "say how they are used: `layout: \"x @ w\"` or `layout: \"w @ x\"`")
    case (nil, .some): return false
    case (.some, nil): return true
    case (.some(let misfit), .some):
      throw fault(
        at: misfit.argument, .shapeMismatch, misfit.message,
        hint: "in `w @ x` the shapes do not follow each other either")
    }
  }

  /// The first place where a layer does not take what comes before it.
  private func misfit(
    _ layers: [NetworkSteps.Weights], _ isTransposed: Bool, _ width: Int?
  ) -> (argument: Int, message: String)? {
    var before = width
    for (k, layer) in layers.enumerated() {
      var layer = layer
      layer.isTransposed = isTransposed
      if let before, before != layer.inputs {
        let giver = k == 0 ? "the sample" : "`\(layers[k - 1].name)`"
        return (
          layer.argument,
          "`\(layer.name)` has shape \(shapeText(layer.node.shape)) and takes \(counted(layer.inputs, "number")), and "
            + "\(giver) \(k == 0 ? "has" : "gives") \(before)"
        )
      }
      if let bias = layer.bias, bias.value.count != layer.outputs {
        return (
          layer.argument,
          "`\(layer.biasName)` has \(counted(bias.value.count, "number")), and the layer has "
            + counted(layer.outputs, "unit")
        )
      }
      before = layer.outputs
    }
    return nil
  }
}
