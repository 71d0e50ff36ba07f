import Formulas

/// A node by its place in the arena; valid while something holds the node.
public struct NodeID: Hashable, Sendable {
  @usableFromInline let index: UInt32
  @inline(__always) @usableFromInline init(_ index: UInt32) { self.index = index }
  static let none = NodeID(.max)
}

/// What a record's code says beyond the primitives' own codes.
enum NodeCode {
  static let custom: UInt8 = 250
  static let pendingGradient: UInt8 = 251
  static let input: UInt8 = 252
  static let constant: UInt8 = 253
  static let free: UInt8 = 255
}

/// One node, 48 bytes: a scalar lives in it entirely.
struct NodeRecord {
  /// The scalar; meaningless for a node with a tensor.
  var value: Double
  /// Order of construction.
  var serial: UInt64
  /// First two operands; a free record's `a` is the next free one.
  var a: UInt32
  var b: UInt32
  /// Index of its ``NodeExtension``, −1 for none.
  var side: Int32
  /// Handles and consumers.
  var references: UInt32
  var tag: UInt32
  /// The traversal that last visited it.
  var mark: UInt32
  var code: UInt8
  /// Whether a gradient can flow into it: an input stands behind it, not only behind `stop`.
  var varies: Bool
  /// Whether an input stands behind it at all; without one, a result is a constant.
  var depends: Bool
  var isTensor: Bool
}

/// What few nodes have: numbers beyond one, operands beyond two, attributes.
struct NodeExtension {
  var tensor: Tensor?
  /// All operands when there are more than two.
  var operands: [UInt32] = []
  var attributes = Attributes.none
  var rule: (any CustomRule)?
  /// For a gradient whose graph was built: what was differentiated. It keeps the fact that the gradient was computed
  /// from everything behind it, also where its graph turned out not to mention it.
  var origin = UInt32.max

  /// Bytes that the budget counts for it.
  static let overhead = 256
}

/// The store of a graph's nodes: records in one array, freed ones linked for reuse.
///
/// A node is held by handles and by the nodes computed from it. When the last of them goes, it is reclaimed at once,
/// and with it whatever it alone held, by a work list: no recursion, however long the chain.
struct Arena {
  var records: ContiguousArray<NodeRecord> = []
  var sides: ContiguousArray<NodeExtension?> = []
  private var freeRecord = UInt32.max
  private var freeSides: ContiguousArray<Int32> = []
  private var work: ContiguousArray<UInt32> = []
  private var serial: UInt64 = 0
  private var epoch: UInt32 = 0
  var liveCount = 0
  /// Gradients whose graph nobody has asked for.
  var pendingCount = 0
  /// Whether a gradient's node was ever rewritten: its operands may then be younger than its consumers.
  var hasRewritten = false
  /// Bytes of live nodes and their numbers.
  var bytes = 0
  var operations = 0
  var operationLimit: Int
  var byteLimit: Int

  static let recordBytes = 48

  init(limits: Graph.Limits) {
    operationLimit = limits.operations
    byteLimit = limits.bytes
  }

  // MARK: Budgets

  @inline(__always)
  mutating func spend(_ count: Int) throws(EngineError) {
    let (total, overflow) = operations.addingReportingOverflow(count)
    guard !overflow, total <= operationLimit else { throw .operationBudget(limit: operationLimit) }
    operations = total
  }

  /// Refuses numbers that would not fit, before they are allocated.
  func admit(count: Int?) throws(EngineError) {
    guard let count, count <= (byteLimit - bytes) / 8 else { throw .memoryBudget(limit: byteLimit) }
  }

  // MARK: Making

  @inline(__always)
  mutating func insert(
    code: UInt8, value: Double, a: UInt32, b: UInt32, varies: Bool, depends: Bool
  ) throws(EngineError) -> UInt32 {
    guard bytes + Arena.recordBytes <= byteLimit else { throw .memoryBudget(limit: byteLimit) }
    bytes += Arena.recordBytes
    liveCount += 1
    serial += 1
    let record = NodeRecord(
      value: value, serial: serial, a: a, b: b, side: -1, references: 0, tag: 0, mark: 0, code: code, varies: varies,
      depends: depends, isTensor: false)
    if freeRecord != .max {
      let index = freeRecord
      freeRecord = records[Int(index)].a
      records[Int(index)] = record
      return index
    }
    records.append(record)
    return UInt32(records.count - 1)
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
    var varies = records[Int(a)].varies
    var depends = records[Int(a)].depends
    let isBinary = b != .max
    if isBinary {
      y = records[Int(b)].value
      varies = varies || records[Int(b)].varies
      depends = depends || records[Int(b)].depends
    }
    let value: Double
    switch operation {
    case .add: value = x + y
    case .subtract: value = x - y
    case .multiply: value = x * y
    case .divide: value = x / y
    default: value = operation(x, y)
    }
    if value - value != 0 { try refuseNew(operation, isBinary ? [x, y] : [x], value) }
    try spend(1)
    guard depends else {
      return try insert(code: NodeCode.constant, value: value, a: .max, b: .max, varies: false, depends: false)
    }
    let index = try insert(
      code: operation.rawValue, value: value, a: a, b: b, varies: varies && operation != .stop, depends: true)
    records[Int(a)].references += 1
    if isBinary { records[Int(b)].references += 1 }
    return index
  }

  /// NaN and infinity are an error where they are new.
  func refuseNew(_ operation: Operation, _ operands: [Double], _ result: Double) throws(EngineError) {
    guard operands.allSatisfy({ result.isNaN ? !$0.isNaN : $0.isFinite }) else { return }
    throw .nonFinite(
      operation: Primitive.elementwise(operation).name, operands: operands.map { NumberFormat().ascii($0) },
      result: "\(result)")
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
    work.append(first)
    while let index = work.popLast() {
      let record = records[Int(index)]
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
  }

  @inline(__always)
  private mutating func drop(_ operand: UInt32) {
    records[Int(operand)].references -= 1
    if records[Int(operand)].references == 0 { work.append(operand) }
  }

  // MARK: Reading

  func value(_ index: UInt32) -> Tensor {
    let record = records[Int(index)]
    if record.isTensor, let tensor = sides[Int(record.side)]?.tensor { return tensor }
    return Tensor(record.value)
  }

  func shape(_ index: UInt32) -> [Int] {
    let record = records[Int(index)]
    guard record.isTensor, let tensor = sides[Int(record.side)]?.tensor else { return [] }
    return tensor.shape
  }

  func attributes(_ index: UInt32) -> Attributes {
    let side = records[Int(index)].side
    return side < 0 ? .none : sides[Int(side)]?.attributes ?? .none
  }

  func operandCount(_ index: UInt32) -> Int {
    let record = records[Int(index)]
    if record.side >= 0, let more = sides[Int(record.side)]?.operands, !more.isEmpty { return more.count }
    return record.a == .max ? 0 : record.b == .max ? 1 : 2
  }

  func operand(_ index: UInt32, _ position: Int) -> UInt32 {
    let record = records[Int(index)]
    if record.side >= 0, let more = sides[Int(record.side)]?.operands, !more.isEmpty { return more[position] }
    return position == 0 ? record.a : record.b
  }

  func rule(_ index: UInt32) -> (any CustomRule)? {
    let side = records[Int(index)].side
    return side < 0 ? nil : sides[Int(side)]?.rule
  }

  /// The operands as the author sees them: a custom rule's node also holds the result it stands for, last.
  func visibleOperands(_ index: UInt32) -> [UInt32] {
    let all = operands(index)
    return records[Int(index)].code == NodeCode.custom ? all.dropLast() : all
  }

  func operands(_ index: UInt32) -> [UInt32] {
    (0..<operandCount(index)).map { operand(index, $0) }
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
