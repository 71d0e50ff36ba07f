/// A node that somebody may want to see again, without being held: it is gone when nothing holds it.
struct NodeTicket {
  let index: UInt32
  let serial: UInt32
  /// Serial numbers are given out anew where nothing lives.
  let generation: Int
}

/// Nodes that are held for a check to come and may be let go at any time: they are the first that go where memory is
/// short, so that no program meets its budget because of them.
struct NodeReserve {
  private(set) var held: [Int: [UInt32]] = [:]

  var isEmpty: Bool { held.isEmpty }

  mutating func replace(_ key: Int, with nodes: [UInt32]) -> [UInt32] { held.updateValue(nodes, forKey: key) ?? [] }

  mutating func removeAll() -> [UInt32] {
    // The order in which nodes go is the order in which their places are taken again.
    let nodes = held.sorted { $0.key < $1.key }.flatMap(\.value)
    held = [:]
    return nodes
  }
}

extension Arena {
  func ticket(_ index: UInt32) -> NodeTicket {
    NodeTicket(index: index, serial: records[Int(index)].serial, generation: generation)
  }

  func isAlive(_ ticket: NodeTicket) -> Bool {
    guard ticket.generation == generation, Int(ticket.index) < records.count else { return false }
    let record = records[Int(ticket.index)]
    return record.serial == ticket.serial && record.code != NodeCode.free
  }

  /// Holds nodes in the place of those that were held under a key.
  mutating func reserve(_ nodes: [UInt32], under key: Int) {
    for node in nodes { retain(node) }
    for node in reserved.replace(key, with: nodes) { release(node) }
  }

  /// Lets go of all that is held for checks to come.
  @inline(never)
  mutating func dropReserve() {
    for node in reserved.removeAll() { release(node) }
  }

  /// Whether so many bytes fit, once nothing is held for checks to come.
  @inline(never)
  mutating func fitsWithoutReserve(_ count: Int) -> Bool {
    guard !reserved.isEmpty else { return false }
    dropReserve()
    return count <= byteLimit - bytes
  }
}
