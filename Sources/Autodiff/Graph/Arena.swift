import Formulas

/// The store of a graph's nodes: records in one array, freed ones linked for reuse.
///
/// A node is held by handles and by the nodes computed from it. When the last of them goes, it is reclaimed at once,
/// and with it whatever it alone held, by a work list: no recursion, however long the chain.
struct Arena: ~Copyable {
  var records: ContiguousArray<NodeRecord> = []
  var sides: ContiguousArray<NodeExtension?> = []
  private var freeRecord = UInt32.max
  /// Constants that interpreted operations made last, by the place of the program; they may be gone.
  var placeConstants = ContiguousArray<(place: UInt32, index: UInt32)>(repeating: (0, 0), count: 16)
  private var freeSides: ContiguousArray<Int32> = []
  private var work: ContiguousArray<UInt32> = []
  private(set) var isKeeping = false
  private var kept: ContiguousArray<UInt32> = []
  /// Nodes that were made while nodes are kept, in order.
  private(set) var made: ContiguousArray<UInt32> = []
  /// The free list, detached while nodes are kept. Without free records
  /// ``insert(code:value:a:b:flags:references:)`` takes its slow way, which appends a record and lists it in `made`, so the
  /// quick one need not ask whether nodes are kept.
  private var setAside = UInt32.max
  var serial: UInt32 = 0
  private(set) var epoch: UInt32 = 0
  var liveCount = 0
  /// Handles of nodes that exist.
  var handles = 0
  /// Gradients whose graph nobody has asked for.
  var pendingCount = 0
  /// Lengths whose powers a derivative's graph went past; see ``Graph/throughLength(_:_:variable:)``.
  var bypassed: Set<UInt32> = []
  /// Held for checks to come.
  var reserved = NodeReserve()
  /// How often serial numbers began anew.
  private(set) var generation = 0
  /// Flags that each record which is made now has beside its own.
  var standing: NodeRecord.Flags = []
  /// Whether a gradient's node was ever rewritten: its operands may then be younger than its consumers.
  var hasRewritten = false
  /// Bytes of live nodes and their numbers, and what is held beside them.
  var bytes = 0
  /// The provenances of stored numbers, by node.
  var provenances = NodeMap<Provenance>()
  /// The nodes that stand in a provenance, each with a number of its own.
  var stamps = NodeMap<UInt64>()
  var lastStamp: UInt64 = 0
  /// Control dependence: the decisions behind nodes.
  var decisions = DecisionLists()
  var operations = 0
  var operationLimit: Int
  var byteLimit: Int

  /// A record and the gradient that a sweep keeps for it.
  static let recordBytes = 48

  init(limits: Graph.Limits) {
    operationLimit = limits.operations
    byteLimit = limits.bytes
  }

  // MARK: Budgets

  /// Operations that one on tensors counts beside its entries: making a node of them takes as long as hundreds of
  /// operations on scalars, however small they are. Functions that double their calls on vectors of two entries ran for
  /// minutes on a budget that ends a loop of scalars within one.
  static let tensorWork = 500
  /// The same for the derivative of one, which makes no node.
  static let pullWork = 200

  @inline(__always)
  mutating func spend(_ count: Int) throws(EngineError) {
    let (total, overflow) = operations.addingReportingOverflow(count)
    guard !overflow, total <= operationLimit else { throw .operationBudget(limit: operationLimit) }
    operations = total
  }

  /// Refuses numbers that would not fit, before they are allocated.
  mutating func admit(count: Int?) throws(EngineError) {
    guard let count else { throw .memoryBudget(limit: byteLimit) }
    if count <= (byteLimit - bytes) / 8 { return }
    guard count <= .max / 8, fitsWithoutReserve(8 * count) else { throw .memoryBudget(limit: byteLimit) }
  }

  /// Counts bytes that are held beside nodes.
  mutating func hold(_ count: Int) throws(EngineError) {
    let (total, overflow) = bytes.addingReportingOverflow(count)
    guard !overflow, total <= byteLimit || fitsWithoutReserve(count) else { throw .memoryBudget(limit: byteLimit) }
    bytes += count
  }

  // MARK: Making

  @inline(__always)
  mutating func insert(
    code: UInt8, value: Double, a: UInt32, b: UInt32, flags: NodeRecord.Flags, references: UInt32 = 0
  ) throws(EngineError) -> UInt32 {
    guard bytes + Arena.recordBytes <= byteLimit || fitsWithoutReserve(Arena.recordBytes) else {
      throw .memoryBudget(limit: byteLimit)
    }
    if freeRecord == .max, records.count >= Arena.firstGrowth, records.count & (records.count - 1) == 0 {
      try growRecords()
    }
    bytes += Arena.recordBytes
    liveCount += 1
    if serial == .max { renumber() }
    serial += 1
    let record = NodeRecord(
      value: value, serial: serial, a: a, b: b, side: -1, references: references, tag: 0, mark: 0, code: code,
      flags: flags.union(standing))
    if freeRecord != .max {
      let index = freeRecord
      freeRecord = records[Int(index)].a
      records[Int(index)] = record
      return index
    }
    if isKeeping { return insertKept(record) }
    records.append(record)
    return UInt32(truncatingIfNeeded: records.count - 1)
  }

  /// Records from which on growth counts; at this number, and at each that is twice as great, their room is doubled.
  static let firstGrowth = 1 << 16

  /// Doubles the records' room. While they are copied they are held twice, which the budget has to allow: what the
  /// array does by itself would take 2.7 GB where 2 are allowed.
  @inline(never)
  private mutating func growRecords() throws(EngineError) {
    let room = records.count * MemoryLayout<NodeRecord>.stride
    guard bytes + room <= byteLimit || fitsWithoutReserve(room) else {
      throw .memoryBudget(limit: byteLimit)
    }
    records.reserveCapacity(2 * records.count)
  }

  @inline(never)
  private mutating func insertKept(_ record: NodeRecord) -> UInt32 {
    var index = UInt32(truncatingIfNeeded: records.count)
    if setAside != .max {
      index = setAside
      setAside = records[Int(index)].a
      records[Int(index)] = record
    } else {
      records.append(record)
    }
    made.append(index)
    return index
  }

  @inline(__always)
  mutating func insert(
    code: UInt8, value: Double, a: UInt32, b: UInt32, varies: Bool, depends: Bool
  ) throws(EngineError) -> UInt32 {
    var flags: NodeRecord.Flags = []
    if varies { flags.insert(.varies) }
    if depends { flags.insert(.depends) }
    return try insert(code: code, value: value, a: a, b: b, flags: flags)
  }

  /// Numbers the live nodes anew, in their order: 2³² were made since the last time.
  @inline(never)
  private mutating func renumber() {
    var live = records.indices.filter { records[$0].code != NodeCode.free }
    live.sort { records[$0].serial < records[$1].serial }
    for (position, index) in live.enumerated() { records[index].serial = UInt32(position + 1) }
    serial = UInt32(live.count)
    generation += 1
  }

  mutating func attach(_ side: NodeExtension, to index: UInt32) {
    let slot: Int32
    if let free = freeSides.popLast() {
      slot = free
      sides[Int(slot)] = side
    } else {
      slot = Int32(sides.count)
      sides.append(side)
    }
    records[Int(index)].side = slot
    records[Int(index)].isTensor = side.tensor != nil
    bytes += Arena.cost(side)
  }

  private static func cost(_ side: NodeExtension) -> Int {
    NodeExtension.overhead + 8 * ((side.tensor?.count ?? 0) + side.operands.count)
  }

  /// Records a scalar operation on one or two scalars: its number is computed here.
  @inline(__always)
  mutating func record(_ operation: Operation, _ a: UInt32, _ b: UInt32) throws(EngineError) -> UInt32 {
    let x = records[Int(a)].value
    var y = 0.0
    var flags = records[Int(a)].flags.intersection(.inherited)
    let isBinary = b != .max
    if isBinary {
      y = records[Int(b)].value
      flags.formUnion(records[Int(b)].flags.intersection(.inherited))
    }
    if flags.contains(.isSingle) { return try recordSingle(operation, a, b, flags) }
    let value = operation.number(x, y)
    if value - value != 0 { try operation.refuse(isBinary ? [x, y] : [x], value) }
    try spend(1)
    guard flags.contains(.depends) else {
      return try insert(code: NodeCode.constant, value: value, a: .max, b: .max, flags: [])
    }
    if operation == .stop { flags.remove(.varies) }
    let index = try insert(code: operation.rawValue, value: value, a: a, b: b, flags: flags)
    records[Int(a)].references += 1
    if isBinary { records[Int(b)].references += 1 }
    return index
  }

  /// The same where one scalar has 32 bits, as the result has unless the other one has 64.
  ///
  /// - Parameter flags: the operands'.
  @inline(never)
  private mutating func recordSingle(
    _ operation: Operation, _ a: UInt32, _ b: UInt32, _ flags: NodeRecord.Flags
  ) throws(EngineError) -> UInt32 {
    let operands = b == .max ? [a] : [a, b]
    let precision = Precision.joint(operands.map { self.precision($0) })
    let numbers = operands.map { precision.rounded(records[Int($0)].value) }
    let value = operation.number(numbers, at: precision)
    if !value.isFinite { try operation.refuse(numbers, value) }
    try spend(1)
    var flags = flags
    if precision == .double { flags.remove(.isSingle) }
    if operation == .stop { flags.remove(.varies) }
    guard flags.contains(.depends) else {
      return try insert(code: NodeCode.constant, value: value, a: .max, b: .max, flags: flags)
    }
    let index = try insert(code: operation.rawValue, value: value, a: a, b: b, flags: flags)
    for operand in operands { retain(operand) }
    return index
  }

  // MARK: Life

  @inline(__always)
  mutating func retain(_ index: UInt32) { records[Int(index)].references += 1 }

  @inline(__always)
  mutating func release(_ index: UInt32) {
    records[Int(index)].references -= 1
    if records[Int(index)].references == 0 { free(index) }
  }

  /// Reclaims a node that nothing holds, and what only it held.
  mutating func free(_ first: UInt32) {
    if isKeeping {
      kept.append(first)
      return
    }
    work.append(first)
    while let index = work.popLast() {
      let record = records[Int(index)]
      if !record.flags.isDisjoint(with: [.isStored, .isRemembered, .isDecided]) {
        forget(index)
        if let cell = decisions.heads.removeValue(forKey: index) {
          for condition in decisions.release(cell) { drop(condition) }
        }
      }
      if !bypassed.isEmpty { bypassed.remove(index) }
      if record.side >= 0 {
        let slot = Int(record.side)
        if let side = sides[slot] {
          bytes -= Arena.cost(side)
          for operand in side.operands { drop(operand) }
          if side.origin != .max { drop(side.origin) }
        }
        sides[slot] = nil
        freeSides.append(record.side)
      }
      if record.a != .max { drop(record.a) }
      if record.b != .max { drop(record.b) }
      if record.code == NodeCode.pendingGradient { pendingCount -= 1 }
      records[Int(index)].code = NodeCode.free
      records[Int(index)].a = freeRecord
      freeRecord = index
      liveCount -= 1
      bytes -= Arena.recordBytes
    }
    if liveCount == 0 && records.count > 64 { startAnew() }
  }

  /// Nothing lives: records are handed out from the first one on again, in order.
  private mutating func startAnew() {
    records.removeAll(keepingCapacity: true)
    sides.removeAll(keepingCapacity: true)
    freeSides.removeAll(keepingCapacity: true)
    freeRecord = .max
    serial = 0
    generation += 1
    hasRewritten = false
  }

  @inline(__always)
  private mutating func drop(_ operand: UInt32) {
    records[Int(operand)].references -= 1
    if records[Int(operand)].references == 0 { work.append(operand) }
  }

  /// From now on nodes stay when nothing holds them any longer, so that a round of a loop can be looked at as a whole.
  mutating func beginKeeping() {
    isKeeping = true
    swap(&freeRecord, &setAside)
  }

  /// Reclaims what was kept, unless something has taken hold of it again.
  mutating func endKeeping() {
    isKeeping = false
    swap(&freeRecord, &setAside)
    made.removeAll(keepingCapacity: true)
    let nodes = kept
    kept = []
    for index in nodes where records[Int(index)].references == 0 && records[Int(index)].code != NodeCode.free {
      free(index)
    }
  }

  // MARK: Traversal

  /// A number no mark has: a new traversal.
  mutating func beginTraversal() -> UInt32 {
    if epoch == .max {
      for i in records.indices { records[i].mark = 0 }
      epoch = 0
    }
    epoch += 1
    return epoch
  }

  /// Whether the last traversal came by.
  func wasVisited(_ index: UInt32) -> Bool { records[Int(index)].mark == epoch }
}

extension Operation {
  /// The number of an operation on one or two operands, the frequent ones first.
  @inline(__always)
  func number(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    default: self(x, y)
    }
  }

  /// NaN and infinity are an error where they are new.
  @inline(never)
  func refuse(_ operands: [Double], _ result: Double) throws(EngineError) {
    guard operands.allSatisfy({ result.isNaN ? !$0.isNaN : $0.isFinite }) else { return }
    throw .nonFinite(
      operation: Primitive.elementwise(self).name, operands: operands.map { NumberFormat().ascii($0) },
      result: "\(result)")
  }
}
