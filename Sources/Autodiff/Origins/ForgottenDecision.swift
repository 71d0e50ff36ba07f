import Formulas

/// Decisions that are too old to be kept with their conditions.
///
/// The result of a loop's branch rests on a condition, which was computed from the result of the round before, which
/// rests on a condition: kept, the rounds would all be kept. So where they are many the oldest cells' conditions become
/// stored numbers: by weak references these know what the conditions were computed from, but no graph. Whoever moves
/// that is refused, since nobody can tell what would have been decided.
extension Arena {
  /// Takes note of a cell that keeps its conditions.
  mutating func age(_ cell: UInt32) {
    guard let list = decisions.cells[Int(cell)], !list.isAging else { return }
    decisions.cells[Int(cell)]?.isAging = true
    decisions.queue.append((cell, list.serial))
    let count = decisions.queue.count
    guard count > decisions.manyCells || count > decisions.fewCells && bytes > decisions.manyBytes else { return }
    // Numbers are given anew when nothing lives, or all are used up.
    let made = serial >= decisions.lastSerial ? serial - decisions.lastSerial : serial
    decisions.lastSerial = serial
    var visits = Self.visitsPerCell * (count / 2) + Self.visitsPerNode * Int(made)
    for (cell, serial) in decisions.queue.prefix(count / 2) where decisions.cells[Int(cell)]?.serial == serial {
      forgetConditions(of: cell, &visits)
    }
    decisions.queue.removeFirst(count / 2)
  }

  /// The most nodes that walks from the conditions may visit in all: so many for each cell, and for each node that was
  /// made since the last time. A round's own graph is walked over as often as the round has cells, and costs what
  /// making it did; what grows by operations from round to round is kept by its own graph, and each condition in it
  /// would be a walk over all of it. Conditions for which there are no visits left are kept.
  private static let visitsPerCell = 128
  private static let visitsPerNode = 8

  /// Puts a stored number in the place of a cell's conditions and of all that were forgotten before them.
  ///
  /// - Parameter visits: how many are left; a single cell gets half of them.
  private mutating func forgetConditions(of cell: UInt32, _ visits: inout Int) {
    guard let list = decisions.cells[Int(cell)], let newest = list.own.last else { return }
    var conditions = list.own.map(\.condition)
    var earlier = list.earlier
    if earlier != .max, let before = decisions.cells[Int(earlier)], before.isForgotten(in: self) {
      conditions += before.own.map(\.condition)
      earlier = before.earlier
    }
    // Without room for the record the conditions stay.
    guard let origins = origins(behind: conditions, cut: newest.place, &visits),
      let memory = try? insert(
        code: NodeCode.constant, value: 0, a: .max, b: .max, varies: false, depends: true)
    else { return }
    setProvenance(origins, of: memory)
    retain(memory)
    let isChoice = list.own.contains(where: \.isChoice)
    decisions.cells[Int(cell)]?.own = [
      Decision(condition: memory, outcome: .numbers, place: newest.place, isChoice: isChoice)
    ]
    if earlier != list.earlier {
      if earlier != .max { decisions.cells[Int(earlier)]?.references += 1 }
      decisions.cells[Int(cell)]?.earlier = earlier
      for condition in decisions.release(list.earlier) { release(condition) }
    }
    for decision in list.own { release(decision.condition) }
  }

  /// Whatever conditions were computed from and somebody may ask for, by whatever way: comparisons, gradients and
  /// further decisions included; `nil` where that is too much.
  private mutating func origins(
    behind conditions: [UInt32], cut place: UInt32, _ visitsLeft: inout Int
  ) -> Provenance? {
    var found: ContiguousArray<Provenance.Origin> = []
    let longest = visitsLeft / 2
    var visits = 0
    traverseAll(conditions, throughDecisions: true) { arena, index in
      visits += 1
      let record = arena.records[Int(index)]
      if record.code == NodeCode.input || record.tag != 0 { found.append(arena.origin(index, place)) }
      if record.flags.contains(.isStored), let known = arena.provenances[index] {
        found += known.origins
        visits += known.origins.count
      }
      return visits <= longest
    }
    visitsLeft -= visits
    decisions.visits += visits
    guard visits <= longest else { return nil }
    var result = Provenance(found)
    result.prune(in: self)
    return result
  }

  /// Whether a stored number behind a node was computed from one of these.
  fileprivate mutating func isStored(behind node: UInt32, from stamps: [UInt64]) -> Bool {
    var found = false
    traverseAll([node], throughDecisions: false) { arena, index in
      if arena.records[Int(index)].flags.contains(.isStored), let known = arena.provenances[index] {
        found = found || stamps.contains { known.origin($0) != nil }
      }
      return !found
    }
    return found
  }

  /// Visits everything that nodes were computed from, each node once, for as long as `visit` says so.
  private mutating func traverseAll(
    _ starts: [UInt32], throughDecisions: Bool, visit: (inout Arena, UInt32) -> Bool
  ) {
    let epoch = beginTraversal()
    var stack = ContiguousArray(starts)
    for start in starts { records[Int(start)].mark = epoch }
    while let index = stack.popLast() {
      guard visit(&self, index) else { return }
      for position in 0..<operandCount(index) { push(operand(index, position), epoch, &stack) }
      let side = records[Int(index)].side
      if side >= 0, let origin = sides[Int(side)]?.origin, origin != .max { push(origin, epoch, &stack) }
      guard throughDecisions, var cell = decisions.heads[index] else { continue }
      while cell != .max, decisions.visit(cell, epoch), let list = decisions.cells[Int(cell)] {
        for decision in list.own { push(decision.condition, epoch, &stack) }
        cell = list.earlier
      }
    }
  }

  @inline(__always)
  private mutating func push(_ index: UInt32, _ epoch: UInt32, _ stack: inout ContiguousArray<UInt32>) {
    guard records[Int(index)].depends, records[Int(index)].mark != epoch else { return }
    records[Int(index)].mark = epoch
    stack.append(index)
  }
}

extension DecisionList {
  /// Whether a stored number stands for what it held.
  fileprivate func isForgotten(in arena: borrowing Arena) -> Bool {
    own.count == 1 && arena.records[Int(own[0].condition)].code == NodeCode.constant
  }
}

extension Graph {
  /// Refuses to take a decision again for another x where its condition was computed from x through a number that was
  /// stored: nobody knows how it would come out.
  func refuseForgotten(_ decisions: [Decision], movedBy xs: [UInt32]) throws(EngineError) {
    let stamps = xs.compactMap { arena.stamps[$0] }
    guard !stamps.isEmpty else { return }
    for decision in decisions where arena.isStored(behind: decision.condition, from: stamps) {
      throw .cannotRepeat(place: decision.place)
    }
  }
}
