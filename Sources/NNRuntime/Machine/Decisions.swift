import Autodiff
import SourceText

/// A decision whose branches are being run: an `if`, or a loop whose rounds were counted by a node.
struct OpenDecision {
  var conditions: [Node]
  var outcome: Graph.Outcome
  /// The tag of the place that decides.
  var place: UInt32
  /// The values of the names that the branches may bind.
  var before: [Value] = []
  /// A node that is younger was made in a branch.
  var age: Graph.Age?
}

/// Decisions by a node's numbers are remembered by the nodes that came of it (control dependence), so
/// that nobody computes them again as if the decision did not change.
extension Machine {
  /// A decision is taken by the values on top of the stack.
  ///
  /// - Parameters:
  ///   - form: what will rest on it.
  ///   - isTruth: whether one condition holds, else how many rounds there are.
  ///   - base: where the locals begin on the stack.
  func open(
    _ form: Chunk.JoinForm, _ count: Int, isTruth: Bool, _ stack: borrowing ContiguousArray<Value>, _ base: Int,
    _ tag: UInt32
  ) {
    var conditions: [Node] = []
    for place in stack.count - count..<stack.count {
      if case .node(let node) = stack[place], node.depends { conditions.append(node) }
    }
    var decision = OpenDecision(
      conditions: conditions, outcome: .numbers, place: Labels.withoutInstance(tag))
    if let first = conditions.first {
      if isTruth { decision.outcome = .truth(first.scalar.map { $0 != 0 } ?? false) }
      decision.age = graph.age
      for name in form.names {
        switch name {
        case .global(let slot): decision.before.append(environment.values[Int(slot)])
        case .local(let slot, _): decision.before.append(stack[base + Int(slot)])
        }
      }
    }
    decisions.append(decision)
  }

  /// The branches are over: what they bind, and the value they give, rest on the decision; also what a branch that was
  /// not taken would have bound.
  func join(_ form: Chunk.JoinForm, _ stack: inout ContiguousArray<Value>, _ base: Int) throws(Fault) {
    guard let decision = decisions.popLast(), !decision.conditions.isEmpty else { return }
    for (name, before) in zip(form.names, decision.before) {
      switch name {
      case .global(let slot):
        environment.set(
          slot,
          to: try rested(
            environment.values[Int(slot)], on: decision, name: environment.symbols.name(slot), before))
      case .local(let slot, let global):
        stack[base + Int(slot)] = try rested(
          stack[base + Int(slot)], on: decision, name: environment.symbols.name(global), before)
      }
    }
    guard form.givesValue, let last = stack.last else { return }
    stack[stack.count - 1] = try rested(last, on: decision, name: nil)
  }

  /// A value that rests on a decision. A node that is older than it was chosen among others, and is what it is all the
  /// same; its other names go on to mean it.
  ///
  /// - Parameters:
  ///   - name: what holds it; `nil` for a value on its way.
  ///   - before: what the name held before.
  private func rested(
    _ value: Value, on decision: OpenDecision, name: String?, _ before: Value = .unbound
  ) throws(Fault) -> Value {
    switch value {
    case .node(let node):
      var isChoice = false
      if let age = decision.age, !graph.isMade(node, after: age) {
        // What no branch touched is the name's own node.
        isChoice = true
        if case .node(let old) = before, old == node { isChoice = !isName(labels[node.tag]?.name, of: name) }
      }
      decide(node, by: decision, isChoice: isChoice)
    case .number(let number):
      // A loop's variable is no node.
      guard name == nil else { return value }
      let node = try storedConstant(Tensor(number), from: [], at: 0)
      decide(node, by: decision)
      return .node(node)
    case .tuple(let tuple):
      var earlier = Array(repeating: Value.unbound, count: tuple.items.count)
      if case .tuple(let old) = before, old.items.count == tuple.items.count { earlier = old.items }
      var items: [Value] = []
      for (item, old) in zip(tuple.items, earlier) {
        items.append(try rested(item, on: decision, name: name, old))
      }
      return .tuple(try TupleValue.make(items))
    case .model(let model): for node in model.parameters { decide(node, by: decision) }
    case .function, .builtin, .history, .text, .artifact, .optimizer, .choice:
      return try resting(value, on: decision.conditions, at: decision.place)
    case .unbound: break
    }
    return value
  }

  /// Whether a node goes by a name itself, or is an entry of the tuple of that name: `p[0]` by `p`.
  private func isName(_ own: String?, of name: String?) -> Bool {
    guard let own, let name else { return false }
    return own == name || own.hasPrefix(name + "[")
  }

  private func decide(_ node: Node, by decision: OpenDecision, isChoice: Bool = false) {
    for condition in decision.conditions {
      graph.decide(node, by: condition, decision.outcome, at: decision.place, isChoice: isChoice)
    }
  }

  /// A result that was chosen by whole numbers of nodes: an index, a size, an axis.
  func chosen(_ result: Value, by nodes: [Node], at tag: UInt32) throws(Fault) -> Value {
    guard !nodes.isEmpty else { return result }
    let decision = OpenDecision(conditions: nodes, outcome: .numbers, place: Labels.withoutInstance(tag))
    switch result {
    case .node(let node): decide(node, by: decision)
    case .number(let number):
      let node = try storedConstant(Tensor(number), from: [], at: tag)
      decide(node, by: decision)
      return .node(node)
    case .unbound, .tuple, .function, .builtin, .history, .text, .artifact, .model, .optimizer, .choice:
      return try resting(result, on: nodes, at: tag)
    }
    return result
  }
}
