/// A cell of a linked list that its tails share: decisions, and those taken before them.
///
/// An update hands the decisions of the old number on to the new one in each round of a loop; sharing makes that one
/// reference.
struct DecisionList {
  /// Newest last.
  var own: [Decision] = []
  /// The next cell, `.max` for none.
  var earlier = UInt32.max
  /// Nodes and cells that hold this one.
  var references: UInt32 = 1
  /// Tells a cell from a later one at its place.
  var serial: UInt32
  /// The traversal that last visited it.
  var mark: UInt32 = 0
  /// Whether it stands in the queue of those that are forgotten when they are old; see ``Arena/age(_:)``.
  var isAging = false

  /// A cell takes no more of its own.
  static let capacity = 4
}

/// The cells, freed ones reused, and which node has which.
struct DecisionLists {
  var cells: ContiguousArray<DecisionList?> = []
  var heads = NodeMap<UInt32>()
  /// Cells that keep their conditions, oldest first, with their serials; they may be gone.
  var queue: ContiguousArray<(cell: UInt32, serial: UInt32)> = []
  /// So many cells may always keep their conditions,
  var fewCells = 512
  /// and so many, as long as there are no more bytes than this in the arena.
  var manyCells = 8192
  var manyBytes = 16 << 20
  /// The arena's newest node when cells were last forgotten.
  var lastSerial: UInt32 = 0
  /// Nodes that walks from conditions came by, in all.
  var visits = 0
  private var free: ContiguousArray<UInt32> = []
  private var serial: UInt32 = 0

  mutating func make(own: [Decision], earlier: UInt32) -> UInt32 {
    serial &+= 1
    let cell = DecisionList(own: own, earlier: earlier, serial: serial)
    guard let index = free.popLast() else {
      cells.append(cell)
      return UInt32(cells.count - 1)
    }
    cells[Int(index)] = cell
    return index
  }

  /// Whether a traversal comes by a cell for the first time.
  mutating func visit(_ cell: UInt32, _ epoch: UInt32) -> Bool {
    guard cells[Int(cell)]?.mark != epoch else { return false }
    cells[Int(cell)]?.mark = epoch
    return true
  }

  /// Lets go of a cell, and of what only it held.
  ///
  /// - Returns: conditions that it held.
  mutating func release(_ first: UInt32) -> [UInt32] {
    var conditions: [UInt32] = []
    var index = first
    while index != .max, let cell = cells[Int(index)] {
      guard cell.references == 1 else {
        cells[Int(index)]?.references -= 1
        break
      }
      for decision in cell.own { conditions.append(decision.condition) }
      cells[Int(index)] = nil
      free.append(index)
      index = cell.earlier
    }
    return conditions
  }
}

extension Arena {
  /// Takes down a decision that a node rests on. The arena holds the condition.
  mutating func add(_ decision: Decision, to node: UInt32) {
    let head = decisions.heads[node] ?? .max
    if head != .max, let cell = decisions.cells[Int(head)] {
      guard !cell.own.contains(where: { $0.condition == decision.condition && $0.place == decision.place }) else {
        return
      }
      retain(decision.condition)
      if cell.references == 1, cell.own.count < DecisionList.capacity {
        decisions.cells[Int(head)]?.own.append(decision)
        return
      }
    } else {
      retain(decision.condition)
    }
    // The new cell takes over the hold of the node on the old one.
    attach(decisions.make(own: [decision], earlier: head), to: node)
  }

  /// Lets a node rest on what another one rests on.
  mutating func handOnDecisions(from old: UInt32, to new: UInt32) {
    guard let head = decisions.heads[old], head != decisions.heads[new] else { return }
    guard decisions.heads[new] == nil else {
      for decision in decisions(of: old) { add(decision, to: new) }
      return
    }
    decisions.cells[Int(head)]?.references += 1
    attach(head, to: new)
  }

  private mutating func attach(_ cell: UInt32, to node: UInt32) {
    decisions.heads[node] = cell
    records[Int(node)].flags.formUnion([.isDecided, .depends])
    age(cell)
  }

  /// All decisions that a node rests on, oldest first.
  func decisions(of node: UInt32) -> [Decision] {
    var seen: Set<UInt32> = []
    return newDecisions(of: node, &seen)
  }

  /// Those of cells that were not seen yet.
  func newDecisions(of node: UInt32, _ seen: inout Set<UInt32>) -> [Decision] {
    guard records[Int(node)].flags.contains(.isDecided), var index = decisions.heads[node] else { return [] }
    var result: [Decision] = []
    while index != .max, seen.insert(index).inserted, let cell = decisions.cells[Int(index)] {
      result += cell.own.reversed()
      index = cell.earlier
    }
    return result.reversed()
  }
}
