import Autodiff

/// How a tuple groups its leaves, as JAX's pytrees: what maps over tuples goes from leaf to leaf. Recursion follows the
/// nesting, which has a limit.
extension TupleValue {
  /// The same grouping of other leaves.
  ///
  /// - Parameter change: gets a leaf and its indices, `[1, 0]` for `p[1][0]`.
  func mapped(_ change: (Value, [Int]) throws(Fault) -> Value) throws(Fault) -> TupleValue {
    try mapped(at: [], change)
  }

  private func mapped(
    at path: [Int], _ change: (Value, [Int]) throws(Fault) -> Value
  ) throws(Fault) -> TupleValue {
    var items: [Value] = []
    items.reserveCapacity(self.items.count)
    for (place, item) in self.items.enumerated() {
      if case .tuple(let inner) = item {
        items.append(.tuple(try inner.mapped(at: path + [place], change)))
      } else {
        items.append(try change(item, path + [place]))
      }
    }
    return try TupleValue.make(items)
  }

  /// The same grouping of as many other leaves.
  func filled(with leaves: [Value]) throws(Fault) -> TupleValue {
    var next = 0
    return try mapped { (_, _) throws(Fault) in
      next += 1
      return leaves[next - 1]
    }
  }

  /// Its leaves from left to right.
  var flattened: [Value] {
    items.flatMap { if case .tuple(let inner) = $0 { inner.flattened } else { [$0] } }
  }
}

extension Value {
  /// The entry behind indices, none of them negative; `nil` where there are no such entries.
  subscript(path: some Collection<Int>) -> Value? {
    guard let first = path.first else { return self }
    guard case .tuple(let tuple) = self, tuple.items.indices.contains(first) else { return nil }
    return tuple.items[first][path.dropFirst()]
  }

  /// The same with other leaves in some places.
  func replacing(_ leaves: [[Int]: Value]) -> Value { replacing { leaf, path in leaves[path] ?? leaf } }

  func replacing(at path: [Int] = [], _ change: (Value, [Int]) -> Value) -> Value {
    guard case .tuple(let tuple) = self else { return change(self, path) }
    return .tuple(
      tuple.replacing(tuple.items.enumerated().map { $0.element.replacing(at: path + [$0.offset], change) }))
  }

  /// Whether both group their leaves alike, whatever the leaves are.
  func isGrouped(like other: Value) -> Bool {
    switch (self, other) {
    case (.tuple(let a), .tuple(let b)):
      a.items.count == b.items.count && zip(a.items, b.items).allSatisfy { $0.isGrouped(like: $1) }
    case (.tuple, _), (_, .tuple): false
    default: true
    }
  }

  /// `([2, 3], (number, text))`: how a value is grouped, as messages write it.
  var structure: String {
    switch self {
    case .tuple(let tuple):
      var items = tuple.items.prefix(6).map(\.structure)
      if tuple.items.count > items.count { items.append("… \(tuple.items.count) in all") }
      return "(" + items.joined(separator: ", ") + (items.count == 1 ? ",)" : ")")
    case .node(let node) where !node.shape.isEmpty: return shapeText(node.shape)
    case .number, .node: return "number"
    case .unbound, .function, .builtin, .history, .text, .artifact, .model, .optimizer, .choice:
      return kind.split(separator: " ").last.map(String.init) ?? kind
    }
  }
}
