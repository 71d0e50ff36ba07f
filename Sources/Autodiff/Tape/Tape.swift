import Formulas

/// Scalar operations recorded one after the other, for programs that make millions of them: no handle for a node, no
/// search for an order, one pass backwards.
///
/// Expressions are written with operators and recorded as a whole; `record` is where errors come from (budgets, a first
/// NaN or infinity). Everything on the tape lives until the tape ends or is taken back with ``rewind(to:)``.
///
/// ```swift
/// var tape = Tape()
/// let w = try tape.input(3)
/// let x = try tape.input(2)
/// let loss = try tape.record(Operation.square(w * x - 1))   // 25
/// try tape.gradient(of: loss, withRespectTo: w)             // 20
/// ```
///
/// A training loop records a step, asks for its gradient and goes back, in constant memory:
///
/// ```swift
/// let start = tape.position
/// for _ in 0..<1000 {
///   let loss = try tape.record(Operation.square(w * x - 1))
///   let slope = try tape.gradient(of: loss, withRespectTo: w)
///   tape.rewind(to: start)
///   tape[w] -= 0.1 * slope
/// }
/// ```
///
/// For what a tape does not do (tensors, derivatives of derivatives, figures), ``graph(keeping:)`` makes a ``Graph`` of
/// it.
public struct Tape: ~Copyable {
  var records: ContiguousArray<TapeRecord> = []
  private var gradients: ContiguousArray<Double> = []
  private var row = SlopeTable.shared.row
  /// The sweep that last visited a record, as records remember it.
  private var epoch: UInt32 = 0
  /// Constants recorded last, so that a loop's `2` is one node.
  private var constants: (NodeID, NodeID, NodeID, NodeID) = (.none, .none, .none, .none)
  /// Scalar operations so far, as ``Graph/Limits/operations`` counts them.
  public private(set) var operations = 0
  private let limits: Graph.Limits
  private let countLimit: Int

  /// - Parameter capacity: the number of nodes to make room for at once; a tape that grows moves its nodes.
  public init(capacity: Int = 0, limits: Graph.Limits = Graph.Limits()) {
    self.limits = limits
    countLimit = min(Int(UInt32.max), limits.bytes / Tape.nodeBytes)
    records.reserveCapacity(capacity)
  }

  /// Nodes on the tape.
  public var count: Int { records.count }
  /// What a node and its gradient occupy.
  public static let nodeBytes = MemoryLayout<TapeRecord>.stride + MemoryLayout<Double>.stride

  // MARK: Recording

  /// A number that can be differentiated with respect to.
  public mutating func input(_ value: Double) throws(EngineError) -> NodeID {
    try append(TapeRecord(value: value, code: NodeCode.input, varies: true))
  }

  /// A number that is none of the variables.
  public mutating func constant(_ value: Double) throws(EngineError) -> NodeID {
    let bits = value.bitPattern
    if isConstant(constants.0, bits) { return constants.0 }
    if isConstant(constants.1, bits) { return constants.1 }
    if isConstant(constants.2, bits) { return constants.2 }
    if isConstant(constants.3, bits) { return constants.3 }
    let id = try append(TapeRecord(value: value, code: NodeCode.constant, varies: false))
    constants = (id, constants.0, constants.1, constants.2)
    return id
  }

  private func isConstant(_ id: NodeID, _ bits: UInt64) -> Bool {
    id != .none && records[Int(id.index)].value.bitPattern == bits
  }

  /// Records an expression, each of its operations a node, and gives the last one.
  @inlinable @inline(__always)
  public mutating func record<E: TapeExpression>(_ expression: E) throws(EngineError) -> NodeID {
    try expression.record(on: &self)
  }

  /// Records one operation on one or two nodes of the tape.
  ///
  /// - Precondition: as many operands as the operation has.
  public mutating func record(_ operation: Operation, _ a: NodeID) throws(EngineError) -> NodeID {
    precondition(operation.arity == 1, "an operation gets as many operands as it has")
    let x = records[Int(a.index)]
    let value = operation(x.value)
    if value - value != 0 { try operation.refuse([x.value], value) }
    try spend(1)
    return try append(
      TapeRecord(
        value: value, a: a.index, b: .max, code: operation.rawValue, varies: x.varies && operation != .stop))
  }

  public mutating func record(_ operation: Operation, _ a: NodeID, _ b: NodeID) throws(EngineError) -> NodeID {
    precondition(operation.arity == 2, "an operation gets as many operands as it has")
    let x = records[Int(a.index)]
    let y = records[Int(b.index)]
    let value = operation.number(x.value, y.value)
    if value - value != 0 { try operation.refuse([x.value, y.value], value) }
    try spend(1)
    return try append(
      TapeRecord(value: value, a: a.index, b: b.index, code: operation.rawValue, varies: x.varies || y.varies))
  }

  @inline(__always)
  private mutating func append(_ record: TapeRecord) throws(EngineError) -> NodeID {
    let index = records.count
    guard index < countLimit else { throw .memoryBudget(limit: limits.bytes) }
    records.append(record)
    return NodeID(UInt32(truncatingIfNeeded: index))
  }

  private mutating func spend(_ count: Int) throws(EngineError) {
    operations += count
    guard operations <= limits.operations else { throw .operationBudget(limit: limits.operations) }
  }

  /// The number of a node. Setting an input's does not change what was computed from it.
  public subscript(id: NodeID) -> Double {
    get { records[Int(id.index)].value }
    set {
      precondition(records[Int(id.index)].code == NodeCode.input, "only an input's number can be set")
      records[Int(id.index)].value = newValue
    }
  }

  // MARK: Differentiating

  /// ∂f/∂x; 0 where no gradient reaches x.
  public mutating func gradient(of f: NodeID, withRespectTo x: NodeID) throws(EngineError) -> Double {
    guard try sweep(from: f, downTo: x.index) else { return 0 }
    return gradient(x, from: x.index)
  }

  /// ∂f/∂x for each x, from one pass.
  public mutating func gradient(of f: NodeID, withRespectTo xs: [NodeID]) throws(EngineError) -> [Double] {
    var lowest = f.index
    for x in xs where x.index < lowest { lowest = x.index }
    guard try sweep(from: f, downTo: lowest) else { return [Double](repeating: 0, count: xs.count) }
    return xs.map { gradient($0, from: lowest) }
  }

  private mutating func sweep(from f: NodeID, downTo lowest: UInt32) throws(EngineError) -> Bool {
    guard f.index >= lowest, records[Int(f.index)].varies else { return false }
    let count = Int(f.index - lowest) + 1
    if gradients.count < count {
      gradients = ContiguousArray(repeating: 0, count: count)
    } else {
      var numbers = gradients.mutableSpan
      for i in 0..<count { numbers[i] = 0 }
    }
    if epoch == .max {
      for i in records.indices { records[i].mark = 0 }
      epoch = 0
    }
    epoch += 1
    try spend(2 * sweepTape(&records, epoch, from: Int(f.index), downTo: Int(lowest), &gradients, &row))
    return true
  }

  private func gradient(_ x: NodeID, from lowest: UInt32) -> Double {
    let record = records[Int(x.index)]
    return record.mark == epoch && record.varies ? gradients[Int(x.index - lowest)] : 0
  }

  // MARK: Going back

  /// A place on the tape.
  public struct Position: Sendable, Hashable {
    let count: Int
  }

  public var position: Position { Position(count: records.count) }

  /// Takes back what was recorded since; its nodes must not be used any more.
  public mutating func rewind(to position: Position) {
    records.removeLast(records.count - position.count)
    // One of them may be gone.
    constants = (.none, .none, .none, .none)
  }

  /// The graph of some nodes and of what they were computed from, with a handle for each of them.
  ///
  /// - Throws: budgets, those of a graph.
  public consuming func graph(keeping ids: [NodeID]) throws(EngineError) -> (graph: Graph, nodes: [Node]) {
    let graph = Graph(limits: limits)
    try graph.arena.take(records)
    let nodes = ids.map { Node(graph: graph, id: $0) }
    for index in records.indices.reversed() { graph.arena.release(UInt32(index)) }
    return (graph, nodes)
  }
}

/// One node of a tape, 24 bytes.
struct TapeRecord {
  var value: Double
  var a = UInt32.max
  var b = UInt32.max
  /// The sweep that last visited it.
  var mark: UInt32 = 0
  var code: UInt8
  var varies: Bool
}

/// One pass over a tape, downwards: every node is met after its consumers.
///
/// - Returns: the number of nodes visited.
private func sweepTape(
  _ records: inout ContiguousArray<TapeRecord>, _ epoch: UInt32, from f: Int, downTo lowest: Int,
  _ gradients: inout ContiguousArray<Double>, _ row: inout ContiguousArray<Double>
) -> Int {
  let slopes = SlopeTable.shared
  var records = records.mutableSpan
  var gradients = gradients.mutableSpan
  records[f].mark = epoch
  gradients[f - lowest] = 1
  var visited = 0
  var i = f
  while i >= lowest {
    let record = records[i]
    let upstream = gradients[i - lowest]
    i -= 1
    guard record.mark == epoch, record.varies else { continue }
    visited += 1
    guard record.a != .max else { continue }
    let a = Int(record.a)
    let isBinary = record.b != .max
    let b = isBinary ? Int(record.b) : a
    let parts = slopes.parts(record.code, upstream, records[a].value, records[b].value, record.value, &row)
    if a >= lowest {
      gradients[a - lowest] += parts.a
      records[a].mark = epoch
    }
    if isBinary && b >= lowest {
      gradients[b - lowest] += parts.b
      records[b].mark = epoch
    }
  }
  return visited
}

extension Arena {
  /// Takes over the nodes of a tape into an empty arena, each held once.
  fileprivate mutating func take(_ tape: ContiguousArray<TapeRecord>) throws(EngineError) {
    records.reserveCapacity(tape.count)
    for record in tape {
      let isConstant = record.code == NodeCode.constant
      var flags: NodeRecord.Flags = isConstant ? [] : .depends
      if record.varies { flags.insert(.varies) }
      _ = try insert(
        code: record.code, value: record.value, a: record.a, b: record.b, flags: flags, references: 1)
      if record.a != .max { retain(record.a) }
      if record.b != .max { retain(record.b) }
    }
  }
}
