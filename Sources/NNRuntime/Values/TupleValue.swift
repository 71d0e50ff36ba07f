/// Values side by side, not stacked. Freeing a tuple frees what it holds, so its nesting has a limit.
final class TupleValue {
  let items: [Value]
  let depth: Int
  private static let depthLimit = 100

  private init(_ items: [Value], depth: Int) {
    self.items = items
    self.depth = depth
  }

  static func make(_ items: [Value]) throws(Fault) -> TupleValue {
    var depth = 1
    for item in items {
      switch item {
      case .unbound: throw .told(.noValue, "an item of the tuple has no value")
      case .tuple(let inner): depth = max(depth, inner.depth + 1)
      case .number, .node, .function, .builtin, .history, .text, .artifact: break
      }
    }
    guard depth <= depthLimit else {
      throw .told(.depthBudget, "tuples are nested deeper than \(depthLimit)")
    }
    return TupleValue(items, depth: depth)
  }
}
