/// A map from nodes to values as a sparse set: two dense arrays and, for each node, its place in them.
///
/// Finding, adding and removing are a few loads; a round of a loop does each several times, where hashing would be most
/// of its work. Briggs and Torczon, "An efficient representation for sparse sets", 1993.
struct NodeMap<Value> {
  private var places: ContiguousArray<UInt32> = []
  private var nodes: ContiguousArray<UInt32> = []
  private(set) var values: ContiguousArray<Value> = []

  var isEmpty: Bool { nodes.isEmpty }

  private func place(_ node: UInt32) -> Int? {
    guard Int(node) < places.count else { return nil }
    let place = Int(places[Int(node)])
    return place < nodes.count && nodes[place] == node ? place : nil
  }

  subscript(node: UInt32) -> Value? {
    get { place(node).map { values[$0] } }
    set {
      guard let newValue else {
        _ = removeValue(forKey: node)
        return
      }
      if let place = place(node) { return values[place] = newValue }
      if Int(node) >= places.count {
        places.append(contentsOf: repeatElement(0, count: max(Int(node) + 1 - places.count, places.count)))
      }
      places[Int(node)] = UInt32(nodes.count)
      nodes.append(node)
      values.append(newValue)
    }
  }

  /// Takes a node's value out; the last one moves into its place.
  mutating func removeValue(forKey node: UInt32) -> Value? {
    guard let place = place(node) else { return nil }
    nodes.swapAt(place, nodes.count - 1)
    values.swapAt(place, values.count - 1)
    places[Int(nodes[place])] = UInt32(place)
    nodes.removeLast()
    return values.removeLast()
  }
}
