/// Values side by side, not stacked. Freeing a tuple frees what it holds, so its nesting has a limit.
final class TupleValue {
  let items: [Value]
  let depth: Int
  /// The number of values that it holds in all, inner tuples taken apart: one that holds another twice shares it, what
  /// walks it does not.
  let leaves: Int
  /// Whether one of them, at any depth, was chosen by a node's numbers.
  let hasChoices: Bool
  private static let depthLimit = 100
  private static let leafLimit = 100_000

  private init(_ items: [Value], depth: Int, leaves: Int) {
    self.items = items
    hasChoices = items.contains { item in
      switch item {
      case .choice: true
      case .tuple(let inner): inner.hasChoices
      case .unbound, .number, .node, .function, .builtin, .history, .text, .artifact, .model, .optimizer: false
      }
    }
    self.depth = depth
    self.leaves = leaves
  }

  /// The same structure of other items.
  func replacing(_ items: [Value]) -> TupleValue { TupleValue(items, depth: depth, leaves: leaves) }

  static func make(_ items: [Value]) throws(Fault) -> TupleValue {
    var depth = 1
    var leaves = 0
    for item in items {
      switch item {
      case .unbound: throw .told(.noValue, "an item of the tuple has no value")
      case .tuple(let inner):
        depth = max(depth, inner.depth + 1)
        leaves += inner.leaves
      case .number, .node, .function, .builtin, .history, .text, .artifact, .model, .optimizer, .choice: leaves += 1
      }
    }
    guard depth <= depthLimit else {
      throw .told(.depthBudget, "tuples are nested deeper than \(depthLimit)")
    }
    guard leaves <= leafLimit else {
      throw .told(
        .memoryBudget, "a tuple holds more than \(leafLimit) values", hint: "`[a, b]` stacks numbers into a tensor")
    }
    return TupleValue(items, depth: depth, leaves: leaves)
  }
}
