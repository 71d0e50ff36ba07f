import Autodiff
import Formulas

extension Machine {
  /// Puts the counter and the number of rounds in place.
  func startLoop(_ stack: inout ContiguousArray<Value>, _ slot: Int) throws(Fault) {
    let rounds = try whole(stack.removeLast(), "the number of rounds")
    guard rounds >= 0 else {
      throw .told(.notWhole, "the number of rounds is \(rounds.shortest), and must not be negative")
    }
    stack[slot + LoopSlots.counter] = .number(0)
    stack[slot + LoopSlots.rounds] = .number(rounds)
  }

  /// - Parameter hint: what to do about a number that is not whole.
  func whole(_ value: Value, _ what: String, hint: String? = nil) throws(Fault) -> Double {
    let tensor = try tensor(value)
    if case .node(let node) = value, node.depends { chosenBy.append(node) }
    guard tensor.shape.isEmpty, let number = tensor.scalar else {
      throw .told(.notScalar, "\(what) must be a single number, and this has shape \(shapeText(tensor.shape))")
    }
    guard number == number.rounded(), number.magnitude < 9e15 else {
      throw .told(
        .notWhole, "\(what) must be whole, and this is \(number.shortest)", hint: number.isFinite ? hint : nil)
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
    case .unbound, .tuple, .function, .builtin, .history, .text, .model, .optimizer, .choice:
      throw .told(.wrongKind, "`record` keeps numbers, and `\(name)` is \(value.kind)")
    }
    guard fits else {
      throw .told(.shapeMismatch, "`\(name)` had another shape in an earlier round")
    }
    do { try history.count(count) } catch { throw .engine(error) }
  }

  /// Counts what a history holds.
  func account(_ history: History) throws(Fault) {
    do { try history.countAll() } catch { throw .engine(error) }
  }
}
