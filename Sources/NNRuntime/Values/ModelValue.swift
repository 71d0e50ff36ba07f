import Autodiff

/// A network: its layers, and its parameters, which training replaces by new inputs.
///
/// Only ``Environment/update(_:_:)`` changes the parameters, so that a block that fails can be taken back.
final class ModelValue {
  enum Layer {
    /// Weighted sums: the places of weights and bias among the parameters.
    case dense(weights: Int, bias: Int?)
    /// A built-in function or one of the author's.
    case function(Value, name: String)
  }

  let layers: [Layer]
  fileprivate(set) var parameters: [Node]
  /// `w1`, `b1`: by parameter.
  let members: [String]
  /// The name it was bound to first.
  var name: String?

  init(_ layers: [Layer], _ parameters: [Node], members: [String]) {
    self.layers = layers
    self.parameters = parameters
    self.members = members
  }

  func member(_ name: String) -> Node? { members.firstIndex(of: name).map { parameters[$0] } }

  /// Numbers that are learnt.
  var count: Int { parameters.reduce(0) { $0 + $1.shape.reduce(1, *) } }

  /// The places of the dense layers' weights among the parameters, from input to output.
  var weights: [Int] {
    layers.compactMap { layer in
      if case .dense(let weights, _) = layer { weights } else { nil }
    }
  }

  /// How wide the samples are that it takes: the inputs of its first dense layer.
  var width: Int? {
    for case .dense(let weights, _) in layers { return parameters[weights].shape[0] }
    return nil
  }
}

extension Environment {
  /// Gives a model new parameters, and takes note of those that it had before the block.
  func update(_ model: ModelValue, _ parameters: [Node]) {
    let id = ObjectIdentifier(model)
    // Held once a block: a loop of a million updates keeps no old ones.
    if undo[id] == nil { undo[id] = (model, model.parameters) }
    let before = model.parameters
    model.parameters = parameters
    guard !links.isEmpty else { return }
    for (index, (old, new)) in zip(before, parameters).enumerated() where old != new {
      let parameter = ModelParameter(model: model, index: index)
      for place in links.all(Place(root: .parameter(parameter))) {
        guard case .name(.global(let slot)) = place.root, case .node(old)? = values[Int(slot)][place.path] else {
          continue
        }
        set(slot, to: values[Int(slot)].replacing([place.path: .node(new)]))
      }
    }
  }

  func update(_ parameter: ModelParameter, to new: Node) {
    var parameters = parameter.model.parameters
    parameters[parameter.index] = new
    update(parameter.model, parameters)
  }

  /// Puts back what models held before the block.
  func restoreModels() {
    for (model, parameters) in undo.values { model.parameters = parameters }
    undo = [:]
  }
}
