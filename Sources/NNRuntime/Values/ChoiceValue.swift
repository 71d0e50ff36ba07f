import Autodiff

/// A value without numbers of its own that a node's numbers chose: a function, a text, a table, an optimizer.
///
/// Its results rest on them (control dependence), as a node does that a decision made: `f = if x > 1 { exp } else
/// { relu }` is `relu` for as long as x stays below 1.
final class ChoiceValue {
  /// No choice itself, and nothing that a node can stand for.
  let value: Value
  let conditions: [Node]

  init(_ value: Value, by conditions: [Node]) {
    self.value = value
    self.conditions = conditions
  }
}

extension Machine {
  /// The value that is meant, and by whose numbers it was chosen.
  func meant(_ value: Value, _ conditions: inout [Node]) throws(Fault) -> Value {
    switch value {
    case .choice(let choice):
      conditions += choice.conditions
      return choice.value
    case .tuple(let tuple) where tuple.hasChoices:
      var items: [Value] = []
      for item in tuple.items { items.append(try meant(item, &conditions)) }
      return .tuple(try TupleValue.make(items))
    case .unbound, .number, .node, .tuple, .function, .builtin, .history, .text, .artifact, .model, .optimizer:
      return value
    }
  }

  /// A value that was there before, and that nodes' numbers chose among others.
  func resting(_ value: Value, on conditions: [Node], at tag: UInt32) throws(Fault) -> Value {
    guard !conditions.isEmpty else { return value }
    let place = Labels.withoutInstance(tag)
    switch value {
    case .node(let node):
      var node = node
      let isShared = node.kind == .constant && !node.depends
      // A constant belongs to all that use it.
      if isShared { node = try storedConstant(node.value, from: [], at: tag) }
      for condition in conditions { graph.decide(node, by: condition, .numbers, at: place, isChoice: !isShared) }
      return .node(node)
    case .number(let number):
      let node = try storedConstant(Tensor(number), from: [], at: tag)
      for condition in conditions { graph.decide(node, by: condition, .numbers, at: place) }
      return .node(node)
    case .tuple(let tuple):
      var items: [Value] = []
      for item in tuple.items { items.append(try resting(item, on: conditions, at: tag)) }
      return .tuple(try TupleValue.make(items))
    case .model(let model):
      for node in model.parameters {
        for condition in conditions { graph.decide(node, by: condition, .numbers, at: place, isChoice: true) }
      }
      return value
    case .artifact(let artifact): return artifact.isTensor || artifact.table != nil ? chosen(value, conditions) : value
    case .optimizer(let optimizer):
      let resting = OptimizerValue(optimizer.method, text: optimizer.text)
      resting.sources = optimizer.sources + conditions
      return .optimizer(resting)
    case .function, .builtin, .history, .text: return chosen(value, conditions)
    case .choice(let choice): return chosen(choice.value, choice.conditions + conditions)
    case .unbound: return value
    }
  }

  private func chosen(_ value: Value, _ conditions: [Node]) -> Value {
    var seen: Set<NodeID> = []
    return .choice(ChoiceValue(value, by: conditions.filter { seen.insert($0.id).inserted }))
  }
}
