import Formulas

/// The provenance of a stored number: which nodes it was computed from, though the graph no longer says so.
///
/// An update computes its right side to a number, and the input that holds it has no operands: a derivative through it
/// would be that of a constant. So the arena keeps beside such an input *which* nodes it was computed from, by weak
/// references, never what was computed: a loop of a million updates keeps nothing of its rounds.
struct Provenance {
  /// A node that a stored number was computed from.
  struct Origin {
    var node: UInt32
    /// Tells the node from a later one at its place of the arena.
    var stamp: UInt64
    /// The tag of the update (or record) that cut the graph.
    var cut: UInt32
  }

  /// By stamp, each once.
  private(set) var origins: ContiguousArray<Origin> = []

  /// More are looked through for older nodes of the same place of the program.
  private static let limit = 32

  init() {}

  /// The union of many, in any order and with repetitions; of two cuts of one node that of the smaller tag, so that the
  /// order does not show. Whoever finds them one after the other gathers them first: a union at each would take as long
  /// as all that were found before it.
  init(_ many: ContiguousArray<Origin>) {
    // Most are in order as they are found.
    if zip(many, many.dropFirst()).allSatisfy({ $0.stamp < $1.stamp }) {
      origins = many
      return
    }
    origins.reserveCapacity(many.count)
    for origin in many.sorted(by: { ($0.stamp, $0.cut) < ($1.stamp, $1.cut) }) where origins.last?.stamp != origin.stamp
    {
      origins.append(origin)
    }
  }

  /// Forgets nodes that are gone; where many are left, also those whose place of the program has made another since,
  /// which then bears the name.
  mutating func prune(in arena: borrowing Arena) {
    origins.removeAll { arena.stamps[$0.node] != $0.stamp }
    guard origins.count > Self.limit else { return }
    // By age: a way from the newest node back comes by the older ones later.
    var newest: [UInt32: UInt32] = [:]
    for origin in origins {
      let record = arena.records[Int(origin.node)]
      newest[record.tag >> Graph.instanceBits] = max(newest[record.tag >> Graph.instanceBits] ?? 0, record.serial)
    }
    origins.removeAll { origin in
      let record = arena.records[Int(origin.node)]
      let place = record.tag >> Graph.instanceBits
      return place != 0 && newest[place] != record.serial
    }
  }

  func origin(_ stamp: UInt64) -> Origin? {
    var (low, high) = (0, origins.count)
    while low < high {
      let middle = (low + high) / 2
      if origins[middle].stamp < stamp { low = middle + 1 } else { high = middle }
    }
    return low < origins.count && origins[low].stamp == stamp ? origins[low] : nil
  }
}

extension Graph {
  /// Takes note of what a stored number was computed from: of each node that has a name and each input behind the
  /// sources, also behind stored numbers among them. Ways through gradients, `stop` and what has no derivative do not
  /// count.
  ///
  /// - Parameters:
  ///   - sources: the nodes that the number was computed from.
  ///   - stored: the input that holds the number.
  ///   - cut: the tag of the place that stored it.
  ///   - excluded: nodes at which ways end.
  ///   - isNamed: by a node's tag, whether it has a name that it may be asked for by.
  public func remember(
    _ sources: [Node], in stored: Node, cut: UInt32, excluding excluded: [Node] = [], isNamed: (UInt32) -> Bool
  ) throws(EngineError) {
    let target = stored.id.index
    var found: ContiguousArray<Provenance.Origin> = []
    let visited = arena.traverse(sources.map(\.id.index), excluding: excluded.map(\.id.index)) { arena, index in
      let record = arena.records[Int(index)]
      if record.code == NodeCode.input || record.tag != 0 && isNamed(record.tag) {
        found.append(arena.origin(index, cut))
      }
      if record.flags.contains(.isStored), let known = arena.provenances[index] { found += known.origins }
      return true
    }
    var provenance = Provenance(found)
    // A long way is work; short ones are part of the step that stores.
    if visited > Self.freeVisits { try spend(visited) }
    provenance.prune(in: arena)
    arena.setProvenance(provenance, of: target)
  }

  /// Nodes that are visited at no cost.
  private static let freeVisits = 256

  /// Makes a node one that derivatives can be taken by, though none flows through it: what `stop` gave, by its name.
  public func expose(_ node: Node) { expose(node.id) }
  package func expose(_ id: NodeID) { arena.records[Int(id.index)].varies = true }

  /// Hands on what a node's numbers were computed from to another that holds them anew.
  public func handOn(from old: Node, to new: Node) {
    guard hasStoredNumbers, let provenance = arena.provenances[old.id.index] else { return }
    arena.setProvenance(provenance, of: new.id.index)
  }

  /// Lets the provenances of a round's state settle: what one stored number takes in from another in each round has
  /// gone all the way after so many rounds as there are numbers.
  ///
  /// - Parameters:
  ///   - end: what updates left, one for each of the state.
  ///   - start: what the round began with.
  public func settleProvenances(of end: [Node], from start: [Node]) {
    var settled = end.map { arena.provenances[$0.id.index] ?? Provenance() }
    let taken = settled.map { provenance in
      start.indices.filter { k in
        arena.stamps[start[k].id.index].map { provenance.origin($0) != nil } ?? false
      }
    }
    for _ in end {
      for (i, sources) in taken.enumerated() where !sources.isEmpty {
        settled[i] = Provenance(sources.reduce(into: settled[i].origins) { $0 += settled[$1].origins })
      }
    }
    for (node, provenance) in zip(end, settled) { arena.setProvenance(provenance, of: node.id.index) }
  }

  /// Whether any live node is a stored number with a provenance: without one there is nothing to look for.
  public var hasStoredNumbers: Bool { !arena.provenances.isEmpty }

  /// The place that cut f off from x: f was computed from a stored number that was computed from x, so that its
  /// derivative by x, taken through the graph alone, would be wrong. `nil` where nothing is cut.
  ///
  /// `w = 2; s = 0; s += w^2; f = s + w` was cut off from w at `s += w^2`.
  public func cut(of f: Node, by x: Node) -> UInt32? {
    guard let stamp = arena.stamps[x.id.index] else { return nil }
    var found: UInt32?
    arena.traverse([f.id.index], throughGradients: true) { arena, index in
      if arena.records[Int(index)].flags.contains(.isStored),
        let origin = arena.provenances[index]?.origin(stamp), origin.cut <= found ?? .max
      {
        found = origin.cut
      }
      return true
    }
    return found
  }

  /// All nodes that f was cut off from, with the places.
  public func cuts(behind f: Node) -> [Node: UInt32] {
    guard hasStoredNumbers else { return [:] }
    var found: ContiguousArray<Provenance.Origin> = []
    arena.traverse([f.id.index], throughGradients: true) { arena, index in
      if arena.records[Int(index)].flags.contains(.isStored), let known = arena.provenances[index] {
        found += known.origins
      }
      return true
    }
    var result: [Node: UInt32] = [:]
    for origin in Provenance(found).origins where arena.stamps[origin.node] == origin.stamp {
      result[Node(graph: self, id: NodeID(origin.node))] = origin.cut
    }
    return result
  }

  /// Builds the derivatives behind f where rules by hand take part: only then it shows what these keep of their graph.
  public func settleRules(behind f: Node) throws(EngineError) {
    if hasRules { try settleAll(f.id.index) }
  }

  /// Whether a node forgets what it was computed from on some way back to others: by `stop`, or in a stored number.
  public func forgets(_ node: Node, since others: [Node]) -> Bool {
    var forgets = false
    arena.traverse([node.id.index], excluding: others.map(\.id.index)) { arena, index in
      let record = arena.records[Int(index)]
      if record.code == Operation.stop.rawValue, record.depends { forgets = true }
      if record.flags.contains(.isStored), let known = arena.provenances[index] {
        forgets =
          forgets
          || others.contains { other in
            arena.stamps[other.id.index].map { known.origin($0) != nil } ?? false
          }
      }
      return !forgets
    }
    return forgets
  }

  /// Whether x stands behind f in any way.
  public func isBehind(_ x: Node, _ f: Node) -> Bool { (try? depends(f.id.index, on: x.id.index)) ?? true }

  /// Whether a stored number that was computed from this node was computed from its operands too: not where the node is
  /// a derivative, `stop`, or has no derivative.
  public func isSeenThrough(_ node: Node) -> Bool { !arena.isOpaque(node.id.index, false) }

  /// A constant that operations do not fold away, since it was stored: an entry of a history, a prediction.
  public func storedConstant(_ value: Tensor) throws(EngineError) -> Node {
    let node = try constant(value)
    arena.records[Int(node.id.index)].flags.insert(.depends)
    return node
  }
}

extension Arena {
  /// A node as an origin, which gets a stamp.
  mutating func origin(_ index: UInt32, _ cut: UInt32) -> Provenance.Origin {
    let stamp: UInt64
    if let known = stamps[index] {
      stamp = known
    } else {
      lastStamp += 1
      stamp = lastStamp
      stamps[index] = stamp
      records[Int(index)].flags.insert(.isRemembered)
    }
    return Provenance.Origin(node: index, stamp: stamp, cut: cut)
  }

  /// Bytes that the budget counts for an origin.
  private static let originBytes = 16

  mutating func setProvenance(_ provenance: Provenance, of index: UInt32) {
    forgetProvenance(index)
    guard !provenance.origins.isEmpty else { return }
    records[Int(index)].flags.insert(.isStored)
    provenances[index] = provenance
    bytes += Arena.originBytes * provenance.origins.count
  }

  /// Called when a node goes that has or is an origin.
  mutating func forget(_ index: UInt32) {
    if records[Int(index)].flags.contains(.isRemembered) { stamps[index] = nil }
    forgetProvenance(index)
  }

  private mutating func forgetProvenance(_ index: UInt32) {
    guard let known = provenances.removeValue(forKey: index) else { return }
    bytes -= Arena.originBytes * known.origins.count
  }

  /// Visits what numbers were computed from, each node once, as far as a derivative could be asked for along it.
  ///
  /// - Returns: how many were visited.
  @discardableResult
  fileprivate mutating func traverse(
    _ starts: [UInt32], excluding excluded: [UInt32] = [], throughGradients: Bool = false,
    visit: (inout Arena, UInt32) -> Bool
  ) -> Int {
    let epoch = beginTraversal()
    var stack: ContiguousArray<UInt32> = []
    var count = 0
    for index in excluded { records[Int(index)].mark = epoch }
    for start in starts where records[Int(start)].mark != epoch {
      records[Int(start)].mark = epoch
      stack.append(start)
    }
    while let index = stack.popLast() {
      count += 1
      guard visit(&self, index), !isOpaque(index, throughGradients) else { continue }
      for position in 0..<visibleOperandCount(index) {
        let operand = operand(index, position)
        guard records[Int(operand)].mark != epoch,
          records[Int(operand)].code != NodeCode.constant
            || records[Int(operand)].depends
        else { continue }
        records[Int(operand)].mark = epoch
        stack.append(operand)
      }
    }
    return count
  }

  /// Whether a way ends here: at `stop`, at what has no derivative by its nature, and at a derivative unless it is
  /// looked behind.
  fileprivate func isOpaque(_ index: UInt32, _ throughGradients: Bool) -> Bool {
    let record = records[Int(index)]
    if !throughGradients {
      if record.code == NodeCode.pendingGradient { return true }
      if record.side >= 0, let side = sides[Int(record.side)], side.origin != .max { return true }
    }
    guard record.code < NodeCode.custom else { return false }
    return record.code == Operation.stop.rawValue || !Catalogue.isDifferentiable[Int(record.code)]
  }
}
