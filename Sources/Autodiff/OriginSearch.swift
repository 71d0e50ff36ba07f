/// What conditions were computed from and somebody may ask for, by whatever way: comparisons, gradients and further
/// decisions included.
///
/// Conditions of one loop have most of what is behind them in common. What was found behind a node or a cell of
/// decisions is kept for those that come after it, so that a search through all of them takes the time of one.
struct OriginSearch {
  /// A node or a cell, and its serial, which tells it from a later one at its place.
  private struct Place: Hashable {
    var index: UInt32
    var serial: UInt32
    var isCell: Bool
  }

  private var known: [Place: Provenance] = [:]
  /// More are looked through for older nodes of the same place of the program.
  private static let limit = 32

  mutating func origins(behind conditions: [UInt32], cut: UInt32, in arena: inout Arena) -> Provenance {
    let starts = conditions.compactMap { place(ofNode: $0, arena) }
    var stack = starts.map { (place: $0, isOpen: false) }
    while let (place, isOpen) = stack.popLast() {
      guard known[place] == nil else { continue }
      let sources = sources(of: place, arena)
      guard isOpen else {
        stack.append((place, true))
        for source in sources where known[source] == nil { stack.append((source, false)) }
        continue
      }
      var found = union(of: sources)
      if !place.isCell { take(place.index, cut, &found, &arena) }
      if found.origins.count > Self.limit { found.prune(in: arena) }
      known[place] = found
    }
    var result = union(of: starts)
    result.prune(in: arena)
    return result
  }

  /// The node itself, where it has a name or is an input, and what a stored number remembers.
  private func take(_ index: UInt32, _ cut: UInt32, _ found: inout Provenance, _ arena: inout Arena) {
    let record = arena.records[Int(index)]
    if record.code == NodeCode.input || record.tag != 0 { found.insert(arena.origin(index, cut)) }
    if record.flags.contains(.isStored), let stored = arena.provenances[index] { found.formUnion(stored) }
  }

  private func union(of places: [Place]) -> Provenance {
    var result = Provenance()
    for place in places { if let known = known[place], !known.origins.isEmpty { result.formUnion(known) } }
    return result
  }

  private func sources(of place: Place, _ arena: borrowing Arena) -> [Place] {
    var sources: [Place] = []
    func add(_ node: UInt32, _ arena: borrowing Arena) {
      if let place = self.place(ofNode: node, arena) { sources.append(place) }
    }
    func add(cell: UInt32, _ arena: borrowing Arena) {
      guard cell != .max, let list = arena.decisions.cells[Int(cell)] else { return }
      sources.append(Place(index: cell, serial: list.serial, isCell: true))
    }
    if place.isCell {
      guard let list = arena.decisions.cells[Int(place.index)] else { return [] }
      for decision in list.own { add(decision.condition, arena) }
      add(cell: list.earlier, arena)
      return sources
    }
    for position in 0..<arena.operandCount(place.index) { add(arena.operand(place.index, position), arena) }
    let side = arena.records[Int(place.index)].side
    if side >= 0, let origin = arena.sides[Int(side)]?.origin, origin != .max { add(origin, arena) }
    add(cell: arena.decisions.heads[place.index] ?? .max, arena)
    return sources
  }

  /// `nil` where no input stands behind a node.
  private func place(ofNode node: UInt32, _ arena: borrowing Arena) -> Place? {
    let record = arena.records[Int(node)]
    return record.depends ? Place(index: node, serial: record.serial, isCell: false) : nil
  }
}
