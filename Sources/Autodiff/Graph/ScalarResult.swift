import Formulas

/// Operations on scalars as an interpreter makes them: numbers and nodes mixed, at once.
extension Graph {
  /// Bits of a tag that tell one run of a place of the program from the next.
  public static let instanceBits: UInt32 = 10

  /// The result of an operation on scalars.
  public enum ScalarResult {
    /// Nothing varies: no node was made.
    case number(Double)
    /// A node of shape `[]`.
    case node(Node)
    /// An operand is no scalar, or one of 32 bits: ``apply(_:_:_:)`` is for it.
    case tensors
  }

  /// An operand of an operation on scalars, by number, so that no handle is counted up and down on the way.
  package enum ScalarOperand {
    /// No operand: the second one of an operation that takes one.
    case none
    /// A node that the caller holds until the operation is done.
    case node(NodeID)
    case number(Double)
  }

  /// Applies an elementwise operation on two operands; a number becomes a constant where it meets a node that depends
  /// on an input.
  ///
  /// - Parameters:
  ///   - operation: one on two operands.
  ///   - a: the left operand.
  ///   - b: the right operand.
  ///   - tag: the new node's ``Node/tag``. Tags that agree but for their lowest ``instanceBits`` bits stand for one
  /// place
  ///     of a program, which in a large graph makes a constant once.
  /// - Precondition: the operation takes two operands.
  public func scalar(_ operation: Operation, _ a: Node, _ b: Node, tag: UInt32) throws(EngineError) -> ScalarResult {
    try scalar(operation, .node(a.id), .node(b.id), tag: tag)
  }

  /// The same with a number on the right.
  public func scalar(_ operation: Operation, _ a: Node, _ b: Double, tag: UInt32) throws(EngineError) -> ScalarResult {
    try scalar(operation, .node(a.id), .number(b), tag: tag)
  }

  /// The same with a number on the left.
  public func scalar(_ operation: Operation, _ a: Double, _ b: Node, tag: UInt32) throws(EngineError) -> ScalarResult {
    try scalar(operation, .number(a), .node(b.id), tag: tag)
  }

  /// An operation on one operand.
  ///
  /// - Precondition: the operation takes one operand.
  public func scalar(_ operation: Operation, _ a: Node, tag: UInt32) throws(EngineError) -> ScalarResult {
    try scalar(operation, .node(a.id), tag: tag)
  }

  package func scalar(
    _ operation: Operation, _ a: ScalarOperand, _ b: ScalarOperand = .none, tag: UInt32
  ) throws(EngineError) -> ScalarResult {
    switch try arena.scalar(operation, a, b, tag) {
    case .number(let number): .number(number)
    case .node(let index): .node(Node(graph: self, held: index))
    case .tensors: .tensors
    }
  }

  /// ``Node/kind``, ``Node/varies`` and ``Node/tag`` of a node that the caller holds.
  package func look(at id: NodeID) -> (kind: Node.Kind, varies: Bool, tag: UInt32) {
    let record = arena.records[Int(id.index)]
    return (Node.Kind(code: record.code), record.varies, record.tag)
  }

  package func setTag(_ tag: UInt32, of id: NodeID) { arena.records[Int(id.index)].tag = tag }

  /// An input with its tag.
  public func input(_ value: Double, tag: UInt32) throws(EngineError) -> Node {
    Node(graph: self, held: try arena.input(value, tag))
  }
}

extension Arena {
  enum MadeScalar {
    case number(Double)
    /// Held once.
    case node(UInt32)
    case tensors
  }

  /// All of an interpreted operation under one access to the arena.
  mutating func scalar(
    _ operation: Operation, _ a: Graph.ScalarOperand, _ b: Graph.ScalarOperand, _ tag: UInt32
  ) throws(EngineError) -> MadeScalar {
    var flags: NodeRecord.Flags = []
    var constants = 0
    let x: Double
    switch a {
    case .node(let id):
      flags = records[Int(id.index)].flags.intersection(.inherited)
      x = records[Int(id.index)].value
    case .number(let number):
      x = number
      constants += 1
    case .none: x = 0
    }
    let y: Double
    var isBinary = true
    switch b {
    case .node(let id):
      flags.formUnion(records[Int(id.index)].flags.intersection(.inherited))
      y = records[Int(id.index)].value
    case .number(let number):
      y = number
      constants += 1
    case .none:
      y = 0
      isBinary = false
    }
    if !flags.isDisjoint(with: [.isTensor, .isSingle]) { return .tensors }
    precondition(operation.arity == (isBinary ? 2 : 1), "an operation gets as many operands as it has")
    let value = operation.number(x, y)
    if value - value != 0 { try operation.refuse(isBinary ? [x, y] : [x], value) }
    try spend(1)
    guard flags.contains(.depends) else { return .number(value) }
    // All or nothing, so that an error leaves no constant behind.
    let room = (1 + constants) * Arena.recordBytes
    guard bytes + room <= byteLimit || fitsWithoutReserve(room) else { throw .memoryBudget(limit: byteLimit) }
    let first = try index(a, tag)
    let second = try index(b, tag)
    if operation == .stop { flags.remove(.varies) }
    let index = try insert(
      code: operation.rawValue, value: value, a: first, b: second, flags: flags, references: 1)
    records[Int(index)].tag = tag
    records[Int(first)].references += 1
    if second != .max { records[Int(second)].references += 1 }
    return .node(index)
  }

  @inline(__always)
  private mutating func index(_ operand: Graph.ScalarOperand, _ tag: UInt32) throws(EngineError) -> UInt32 {
    switch operand {
    case .none: .max
    case .node(let id): id.index
    case .number(let number): try constant(number, tag)
    }
  }

  /// A constant for a number. In a large graph the one that the same place of the program made last serves again: a
  /// literal in a loop's body is one node there. Small graphs, which are drawn, keep one for each use.
  private mutating func constant(_ number: Double, _ tag: UInt32) throws(EngineError) -> UInt32 {
    guard liveCount > Self.smallGraph, tag != 0 else {
      return try insert(code: NodeCode.constant, value: number, a: .max, b: .max, flags: [])
    }
    let place = tag >> Graph.instanceBits
    let slot = Int(place) % placeConstants.count
    let known = placeConstants[slot]
    if known.place == place, Int(known.index) < records.count {
      let record = records[Int(known.index)]
      // It may be gone, and another node stand there.
      if record.code == NodeCode.constant, record.references > 0, !record.isTensor,
        record.value.bitPattern == number.bitPattern
      {
        return known.index
      }
    }
    let index = try insert(code: NodeCode.constant, value: number, a: .max, b: .max, flags: [])
    placeConstants[slot] = (place, index)
    return index
  }

  private static let smallGraph = 4096

  mutating func input(_ value: Double, _ tag: UInt32) throws(EngineError) -> UInt32 {
    let index = try insert(
      code: NodeCode.input, value: value, a: .max, b: .max, flags: [.varies, .depends], references: 1)
    records[Int(index)].tag = tag
    return index
  }
}
