import Autodiff
import Formulas

extension Machine {
  /// Puts the counter and the last round in place: `repeat n` counts 0…n, `for` from − 1 … through.
  func startLoop(_ stack: inout ContiguousArray<Value>, _ slot: Int, _ isRange: Bool) throws(Fault) {
    let last = try whole(stack.removeLast(), isRange ? "the end of a range" : "the number of rounds")
    var first = 0.0
    if isRange { first = try whole(stack.removeLast(), "the start of a range") - 1 }
    chosenBy = []
    guard isRange || last >= 0 else {
      throw .told(.notWhole, "the number of rounds is \(last.shortest), and must not be negative")
    }
    stack[slot] = .number(first)
    stack[slot + 1] = .number(last)
  }

  func whole(_ value: Value, _ what: String) throws(Fault) -> Double {
    let tensor = try tensor(value)
    if case .node(let node) = value, node.depends { chosenBy.append(node) }
    guard tensor.shape.isEmpty, let number = tensor.scalar else {
      throw .told(.notScalar, "\(what) must be a single number, and this has shape \(shapeText(tensor.shape))")
    }
    guard number == number.rounded(), number.magnitude < 9e15 else {
      throw .told(.notWhole, "\(what) must be whole, and this is \(number.shortest)")
    }
    return number
  }

  func record(_ value: Value, _ target: Value, _ name: String, _ tag: UInt32) throws(Fault) {
    guard case .history(let history) = target else { return }
    let fits: Bool
    let count: Int
    switch value {
    case .number(let number):
      fits = history.record(name, number)
      count = 1
      if let recording { recording.record(try node(value), name, history) }
    case .node, .artifact:
      let node = try node(value)
      try fix(node, "records")
      if node.depends { try remember([node], in: history, name, at: tag) }
      recording?.record(node, name, history)
      if node.shape.isEmpty, let number = node.scalar {
        fits = history.record(name, number)
        count = 1
      } else {
        let tensor = node.value
        fits = history.record(name, shape: tensor.shape, values: tensor.values)
        count = tensor.count
      }
    case .unbound, .tuple, .function, .builtin, .history, .text, .model, .optimizer:
      throw .told(.wrongKind, "`record` keeps numbers, and `\(name)` is \(value.kind)")
    }
    guard fits else {
      throw .told(.shapeMismatch, "`\(name)` had another shape in an earlier round")
    }
    recordedBytes += 8 * count
    guard recordedBytes <= options.memory else { throw .engine(.memoryBudget(limit: options.memory)) }
  }

  /// Counts what a history holds.
  func account(_ history: History) throws(Fault) {
    recordedBytes += 8 * history.names.reduce(0) { $0 + (history[$1]?.values.count ?? 0) }
    guard recordedBytes <= options.memory else { throw .engine(.memoryBudget(limit: options.memory)) }
  }
}
