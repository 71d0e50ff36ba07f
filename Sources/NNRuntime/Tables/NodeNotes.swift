import Autodiff

/// Notes on nodes: what is known of them beside their numbers, such as the rows in which a masked column has no value,
/// or that a vector is a mask.
///
/// Nodes are held, since a number of one that is free may be another one's; the oldest are let go.
struct NodeNotes<Note> {
  private var known: [NodeID: (node: Node, note: Note)] = [:]
  private var order: [NodeID] = []
  private let most: Int

  /// - Parameter most: as many nodes are held.
  init(most: Int) { self.most = most }

  func of(_ node: Node) -> Note? { known.isEmpty ? nil : known[node.id]?.note }

  mutating func add(_ note: Note, of node: Node) {
    if known.updateValue((node, note), forKey: node.id) == nil { order.append(node.id) }
    if order.count > most { known[order.removeFirst()] = nil }
  }
}
