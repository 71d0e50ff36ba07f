import Artifacts
import Autodiff
import SourceText

/// The gradient of a sample's loss, by what each layer gives and by each weight.
struct NetworkSlopes {
  var loss: Double
  fileprivate var gradients: [Node: Tensor]

  /// Entry by entry; zeros for what the loss was not computed from.
  subscript(node: Node?, count count: Int) -> [Double] {
    guard let node, let gradient = gradients[node] else { return Array(repeating: 0, count: count) }
    return ShapedValues(gradient).values
  }
}

extension Call {
  /// The gradients, compared with central differences like those of every figure.
  ///
  /// - Parameter y: the target's argument.
  func slopes(_ network: NetworkSteps, _ run: NetworkRun, _ y: Int) throws(Fault) -> NetworkSlopes {
    guard let prediction = run.layers[run.layers.count - 1].node else {
      preconditionFailure("a network is computed where there is a sample")
    }
    let target = try self.target(y, like: prediction)
    let function = has(3) ? try self.function(3) : try defaultLoss(target.shape != prediction.shape)
    let loss = try about(has(3) ? placement.arguments[3] : y) { () throws(Fault) in
      try machine.apply(function, to: [prediction, target], at: has(3) ? range(of: 3) : argumentRange(y))
    }
    guard loss.value.count == 1, let value = loss.value.values.first else {
      throw fault(.notScalar, "a loss is a single number, and this has shape \(shapeText(loss.shape))", 3)
    }
    let behind = Set(graph.nodes(leadingTo: loss))
    var seen: Set<Node> = []
    let parameters = network.weights.flatMap { [$0.node] + ($0.bias.map { [$0] } ?? []) }.filter {
      behind.contains($0) && seen.insert($0).inserted
    }
    let nodes = parameters + run.layers.compactMap(\.node).filter { behind.contains($0) && seen.insert($0).inserted }
    guard !parameters.isEmpty else {
      throw fault(
        .noDependence, "the loss does not depend on the weights", has(3) ? 3 : 0,
        hint: "a loss is computed from what the network gives, its first argument")
    }
    try checkCut(loss, nodes, parameter: 0)
    let found = try engine { () throws(EngineError) in try graph.gradient(of: loss, withRespectTo: nodes) }
    _ = try finite(found, of: loss, by: nodes)
    try tryRules(behind: loss)
    try machine.checkFirstStep(of: loss, parameters, sample: 8)
    return NetworkSlopes(
      loss: value, gradients: Dictionary(uniqueKeysWithValues: zip(nodes, found).map { ($0, $1.value) }))
  }

  /// The target as the loss takes it for a batch of one: a class, or a row of the prediction's width.
  private func target(_ y: Int, like prediction: Node) throws(Fault) -> Node {
    let node = try about(y) { () throws(Fault) in try machine.node(values[y]) }
    let width = prediction.shape.dropFirst().reduce(1, *)
    let shape: [Int]
    if node.value.count == width {
      shape = prediction.shape
    } else if node.value.count == 1 {
      shape = [1]
    } else {
      throw fault(
        at: y, .shapeMismatch,
        "the target of one sample is a class or \(counted(width, "number")), and "
          + "`\(argumentRange(y).text)` has shape \(shapeText(node.shape))")
    }
    return node.shape == shape ? node : try machine.gate("reshape", [node], Attributes(shape: shape))
  }

  /// As of ``flow()``: `cross_entropy` where the target is a class of several, else `mse`.
  private func defaultLoss(_ isClass: Bool) throws(Fault) -> Value {
    guard let loss = Builtins.index[isClass ? "cross_entropy" : "mse"] else {
      preconditionFailure("the losses are built in")
    }
    return .builtin(loss)
  }
}
