import Autodiff
import SourceText

/// Collects layers and their parameters.
struct ModelMaker {
  let call: Call
  private var layers: [ModelValue.Layer] = []
  private var parameters: [Node] = []
  private var members: [String] = []
  private var denseCount = 0

  init(_ call: Call) { self.call = call }

  /// A new layer of weighted sums. Its weights are drawn now.
  mutating func dense(_ inputs: Int, _ outputs: Int, hasBias: Bool, _ initializer: Initializer) throws(Fault) {
    try call.admit([inputs, outputs])
    let weights =
      initializer == .zeros
      ? Tensor.zeros([inputs, outputs])
      : try call.drawing { (random: inout RandomNumbers) in initializer.weights(from: inputs, to: outputs, &random) }
    add(try input(weights), bias: hasBias ? try input(Tensor.zeros([outputs])) : nil)
  }

  private func input(_ tensor: Tensor) throws(Fault) -> Node {
    try call.engine { () throws(EngineError) in try call.graph.input(tensor) }
  }

  private mutating func add(_ weights: Node, bias: Node?) {
    denseCount += 1
    parameters.append(weights)
    members.append("w\(denseCount)")
    var place: Int?
    if let bias {
      place = parameters.count
      parameters.append(bias)
      members.append("b\(denseCount)")
    }
    layers.append(.dense(weights: parameters.count - (bias == nil ? 1 : 2), bias: place))
  }

  mutating func function(_ value: Value, _ name: String) { layers.append(.function(value, name: name)) }

  /// Takes over another model's layers with their weights.
  mutating func append(_ model: ModelValue, converting convert: (Node) throws(Fault) -> Node) throws(Fault) {
    for layer in model.layers {
      switch layer {
      case .dense(let weights, let bias):
        let w = try convert(model.parameters[weights])
        var b: Node?
        if let bias { b = try convert(model.parameters[bias]) }
        add(w, bias: b)
      case .function(let value, let name): function(value, name)
      }
    }
  }

  /// The model, its parameters named.
  func make() -> ModelValue {
    let model = ModelValue(layers, parameters, members: members)
    call.machine.nameParameters(of: model, prefix: "", tag: call.tag)
    return model
  }
}

extension Machine {
  /// Gives the parameters the names by which tables and messages call them: `net.w1`, or `w1` before the model has a
  /// name.
  func nameParameters(of model: ModelValue, prefix: String, tag: UInt32) {
    for (place, node) in model.parameters.enumerated() {
      node.tag = labels.special(
        at: tag, name: prefix + model.members[place], isUpdate: true, owner: (model, place))
    }
  }
}

extension Call {
  /// A copy of a parameter, so that training one model leaves the other as it is.
  func copy(_ node: Node, _ precision: Precision? = nil) throws(Fault) -> Node {
    let value = try machine.converted(node.value, to: precision ?? node.precision)
    return try engine { () throws(EngineError) in try graph.input(value) }
  }
}
