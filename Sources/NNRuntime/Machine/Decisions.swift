import Autodiff
import SourceText

/// A decision whose branches are being run: an `if`, or a loop whose rounds were counted by a node.
struct OpenDecision {
  var conditions: [Node]
  var outcome: Graph.Outcome
  /// The tag of the place that decides.
  var place: UInt32
}

/// What the program decides by a node's numbers is remembered by the nodes that came of it (control dependence), so
/// that nobody computes them again as if the decision did not change.
extension Machine {
  /// A decision is taken by the values on top of the stack.
  ///
  /// - Parameter isTruth: whether one condition holds, else how many rounds there are.
  func open(_ count: Int, isTruth: Bool, _ stack: ContiguousArray<Value>, _ tag: UInt32) throws(Fault) {
    var conditions: [Node] = []
    for value in stack.suffix(count) {
      if case .node(let node) = value, node.depends { conditions.append(node) }
    }
    var outcome = Graph.Outcome.numbers
    if isTruth, let condition = conditions.first { outcome = .truth(condition.scalar.map { $0 != 0 } ?? false) }
    decisions.append(OpenDecision(conditions: conditions, outcome: outcome, place: Labels.withoutInstance(tag)))
  }

  /// The branches are over: what they bind, and the value they give, rest on the decision, the branch that was not taken
  /// included.
  func join(_ form: Chunk.JoinForm, _ stack: inout ContiguousArray<Value>, _ base: Int) throws(Fault) {
    guard let decision = decisions.popLast(), !decision.conditions.isEmpty else { return }
    for name in form.names {
      switch name {
      case .global(let slot): decide(environment.values[Int(slot)], by: decision)
      case .local(let slot, _): decide(stack[base + Int(slot)], by: decision)
      }
    }
    guard form.givesValue, let last = stack.last else { return }
    if case .number(let number) = last {
      let node: Node
      do { node = try graph.storedConstant(Tensor(number)) } catch { throw .engine(error) }
      stack[stack.count - 1] = .node(node)
    }
    decide(stack[stack.count - 1], by: decision)
  }

  private func decide(_ value: Value, by decision: OpenDecision) {
    switch value {
    case .node(let node):
      for condition in decision.conditions { graph.decide(node, by: condition, decision.outcome, at: decision.place) }
    case .tuple(let tuple): for item in tuple.items { decide(item, by: decision) }
    case .model(let model): for node in model.parameters { decide(.node(node), by: decision) }
    case .unbound, .number, .function, .builtin, .history, .text, .artifact, .optimizer: return
    }
  }

  /// A result that was chosen by whole numbers of nodes: an index, a size, an axis.
  func chosen(_ result: Value, by nodes: [Node], at tag: UInt32) throws(Fault) -> Value {
    guard !nodes.isEmpty else { return result }
    var result = result
    if case .number(let number) = result { result = .node(try storedConstant(Tensor(number), from: [], at: tag)) }
    decide(
      result, by: OpenDecision(conditions: nodes, outcome: .numbers, place: Labels.withoutInstance(tag)))
    return result
  }
}
