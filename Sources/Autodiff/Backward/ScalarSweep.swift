import Formulas

/// The fast path of reverse accumulation: nodes that are elementwise operations on one or two 64-bit scalars.
///
/// Nothing is allocated, retained or thrown on it. It goes along a list of nodes, as part of ``Graph/reverse(_:_:)``,
/// or down the arena's records without a list.
protocol ScalarWalk {
  /// The node at which gradients begin.
  var base: Int { get }
  /// The next node that such an operation made and whose gradient is complete, since all its consumers have been met;
  /// `nil` at the end, or at one that is none.
  mutating func next(_ records: inout MutableSpan<NodeRecord>) -> Int?
  /// Whether an operand's gradient is wanted.
  func takes(_ operand: Int) -> Bool
}

extension Arena {
  mutating func sweepScalars<Walk: ScalarWalk>(
    _ walk: inout Walk, _ gradients: inout ContiguousArray<Double>, _ row: inout ContiguousArray<Double>
  ) {
    let slopes = SlopeTable.shared
    var records = records.mutableSpan
    var gradients = gradients.mutableSpan
    while let i = walk.next(&records) {
      let record = records[i]
      let a = Int(record.a)
      let isBinary = record.b != .max
      let b = isBinary ? Int(record.b) : a
      let parts = slopes.parts(
        record.code, gradients[i - walk.base], records[a].value, records[b].value, record.value, &row)
      if walk.takes(a) { gradients[a - walk.base] += parts.a }
      if isBinary && walk.takes(b) { gradients[b - walk.base] += parts.b }
    }
  }
}

/// Along an order of nodes from a position downwards, until a node needs more than the fast path has.
struct ListedWalk: ScalarWalk {
  let order: ContiguousArray<UInt32>
  let leads: Leads
  /// Of the node that comes next; at the end −1, or that of the one which needs more.
  private(set) var position: Int
  var base: Int { 0 }

  init(_ order: ContiguousArray<UInt32>, leads: Leads, from position: Int) {
    self.order = order
    self.leads = leads
    self.position = position
  }

  @inline(__always)
  mutating func next(_ records: inout MutableSpan<NodeRecord>) -> Int? {
    while position >= 0 {
      let index = Int(order[position])
      let record = records[index]
      if record.a == .max && record.side < 0 || !leads[UInt32(index)] {
        position -= 1
        continue
      }
      guard record.side < 0, record.code < Primitive.firstStructural else { return nil }
      let flags = records[Int(record.a)].flags.union(record.b == .max ? [] : records[Int(record.b)].flags)
      guard flags.isDisjoint(with: [.isTensor, .isSingle]) else { return nil }
      position -= 1
      return index
    }
    return nil
  }

  @inline(__always)
  func takes(_ operand: Int) -> Bool { leads[UInt32(operand)] }
}

/// From f down the records, without looking for an order first: right where everything on the way is a scalar operation
/// and the records stand in order of construction, as in a graph that was made in one go. Consumers are met latest
/// first here as well, so that sums have the same bits.
struct RecordWalk: ScalarWalk {
  /// The walk ends at this record; what stands below was made before it.
  let base: Int
  private let oldest: UInt32
  private let epoch: UInt32
  private var youngest = UInt32.max
  private var i: Int
  private(set) var visited = 0
  /// Whether it met something that it is not right for.
  private(set) var isRefused = false

  init(_ arena: inout Arena, from f: Int, downTo lowest: Int) {
    base = lowest
    oldest = arena.records[lowest].serial
    epoch = arena.beginTraversal()
    i = f
    arena.records[f].mark = epoch
  }

  @inline(__always)
  mutating func next(_ records: inout MutableSpan<NodeRecord>) -> Int? {
    while i >= base {
      let index = i
      i -= 1
      let record = records[index]
      guard record.mark == epoch, record.varies else { continue }
      guard record.serial < youngest, !record.isSingle else { return refuse() }
      youngest = record.serial
      visited += 1
      if record.code == NodeCode.input { continue }
      guard record.code < Primitive.firstStructural, record.side < 0, record.a != .max else { return refuse() }
      // Each operand stands below, or before everything that was asked for.
      let a = Int(record.a)
      let b = record.b == .max ? a : Int(record.b)
      guard a < index, b < index else { return refuse() }
      guard a >= base || records[a].serial < oldest, b >= base || records[b].serial < oldest else { return refuse() }
      records[a].mark = epoch
      records[b].mark = epoch
      return index
    }
    return nil
  }

  @inline(__always)
  func takes(_ operand: Int) -> Bool { operand >= base }

  private mutating func refuse() -> Int? {
    isRefused = true
    return nil
  }
}

extension Graph {
  /// The gradients of a large graph of scalars by one walk down its records; `nil` where it is not the way.
  func walkedNumbers(of f: UInt32, withRespectTo wanted: [UInt32]) throws(EngineError) -> [Tensor?]? {
    guard !arena.hasRewritten, let first = wanted.min(), arena.records[Int(f)].varies else { return nil }
    let range = Int(f) - Int(first)
    // What only needs a few of the records in between is faster found by going from node to node.
    guard range > 4096, !arena.reaches(fewerThan: range / 16, from: f) else { return nil }
    var scratch = takeScratch()
    defer { self.scratch = scratch }
    scratch.clearScalars(range + 1)
    scratch.scalars[range] = 1
    var walk = RecordWalk(&arena, from: Int(f), downTo: Int(first))
    arena.sweepScalars(&walk, &scratch.scalars, &scratch.row)
    guard !walk.isRefused else { return nil }
    try arena.spend(2 * walk.visited)
    var result: [Tensor?] = []
    for x in wanted {
      guard arena.wasVisited(x), arena.records[Int(x)].varies else { return nil }
      result.append(Tensor(scratch.scalars[Int(x - first)]))
    }
    return result
  }
}
