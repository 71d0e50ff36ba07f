import Autodiff

/// Rows without a value, by the vectors that columns with masked fields were taken out as, for `missing`.
///
/// They are held, since a number of a node that is free may be another one's; the oldest are let go.
struct Absences {
  private var known: [NodeID: (node: Node, rows: [Int])] = [:]
  private var order: [NodeID] = []
  private static let most = 256

  func of(_ node: Node) -> [Int]? { known.isEmpty ? nil : known[node.id]?.rows }

  mutating func add(_ rows: [Int], of node: Node) {
    if known.updateValue((node, rows), forKey: node.id) == nil { order.append(node.id) }
    if order.count > Self.most { known[order.removeFirst()] = nil }
  }
}
