import Formulas

/// The arena of nodes of one computation. Values are computed when a node is made.
///
/// Making: `constant(_:)`, `input(_:)`, ``apply(_:_:_:)``, ``custom(_:_:result:)``. Differentiating:
/// ``gradient(of:withRespectTo:)`` (numbers; nodes when asked further), ``backwardPass(from:)`` (every wire),
/// ``checkGradient(of:at:given:sample:work:)``. Computing again: ``replay(_:replacing:)``, ``CompiledPlan``.
///
/// Not `Sendable`: one graph belongs to one task.
public final class Graph {
  /// Budgets of one graph: passing one of them is an error and never a crash.
  public struct Limits: Sendable {
    /// Scalar operations; passing it throws ``EngineError/operationBudget(limit:)``.
    public var operations: Int
    /// Bytes held by live nodes and their values.
    public var bytes: Int
    /// Threads that long instructions of compiled steps may be split over. Results do not depend on it.
    public var threads: Int

    /// 10¹¹ operations, 2 GiB and one thread unless given.
    public init(operations: Int = 100_000_000_000, bytes: Int = 2 << 30, threads: Int = 1) {
      self.operations = operations
      self.bytes = bytes
      self.threads = threads
    }
  }

  // Every node that is made or freed would pay for the check of overlapping accesses: debug builds make it.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  var arena: Arena
  /// Itself, as long as there is a handle of a node.
  private var heldSelf: Graph?
  /// Whether a derivative written by hand was ever recorded.
  public private(set) var hasRules = false
  /// Whether a check is made that leaves no graph of a derivative behind.
  var leavesDerivativesUnbuilt = false
  /// Nodes that are about to be moved while graphs of derivatives are built for it: they do not go past these.
  var moving: [UInt32] = []
  /// Working memory of reverse accumulation in numbers.
  var scratch = SweepScratch()
  private(set) var threads: Int
  private var startedThreads: WorkerThreads?
  /// Where long runs of plans are kept from one program to the next; `nil` where each is run.
  public var memory: (any RunMemory)?

  /// A graph without nodes.
  public init(limits: Limits = Limits()) {
    arena = Arena(limits: limits)
    threads = limits.threads
  }

  /// The budgets in force; new ones hold from the next operation on.
  public var limits: Limits {
    get { Limits(operations: arena.operationLimit, bytes: arena.byteLimit, threads: threads) }
    set {
      arena.operationLimit = newValue.operations
      arena.byteLimit = newValue.bytes
      threads = newValue.threads
    }
  }

  @inline(__always)
  func beginHandle() {
    arena.handles += 1
    if arena.handles == 1 { heldSelf = self }
  }

  /// After the last one the graph may be gone.
  @inline(__always)
  func endHandle() {
    arena.handles -= 1
    if arena.handles == 0 { heldSelf = nil }
  }

  /// Scalar operations so far.
  public var operations: Int { arena.operations }
  /// Nodes that something holds.
  public var liveNodeCount: Int { arena.liveCount }
  /// Bytes of these nodes and their numbers, as ``Limits/bytes`` counts them.
  public var liveBytes: Int { arena.bytes }

  /// Counts work that is not a node's: an interpreted step.
  public func spend(_ operations: Int) throws(EngineError) { try arena.spend(operations) }

  /// As many threads as the limits allow, started when they are first asked for.
  func workers() -> WorkerThreads {
    if let startedThreads, startedThreads.count == threads { return startedThreads }
    let started = WorkerThreads(threads)
    startedThreads = started
    return started
  }

  /// Refuses work that the budget does not allow, before any of it is done.
  func afford(_ operations: Int, times count: Int) throws(EngineError) {
    let (total, overflow) = operations.multipliedReportingOverflow(by: count)
    guard !overflow, total <= arena.operationLimit - arena.operations else {
      throw .operationBudget(limit: arena.operationLimit)
    }
  }

  /// Starts the count of operations anew, for the next block.
  public func resetOperations() { arena.operations = 0 }

  /// Does something whose work is not the author's: a check that nobody has asked for counts by itself.
  public func uncounted<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    let operations = arena.operations
    arena.operations = 0
    defer { arena.operations = operations }
    return try body()
  }

  /// Refuses a tensor that the memory budget does not allow, before anything is allocated for it.
  public func admit(shape: [Int]) throws(EngineError) { try arena.admit(count: Tensor.count(of: shape)) }

  // MARK: Making nodes

  /// A node that stands for numbers which nothing moves: no gradient flows into it.
  ///
  /// - Throws: the memory budget.
  public func constant(_ value: Tensor) throws(EngineError) -> Node {
    Node(graph: self, id: NodeID(try leaf(value, NodeCode.constant)))
  }

  /// The same for one 64-bit number.
  ///
  /// - Throws: the memory budget.
  public func constant(_ value: Double) throws(EngineError) -> Node {
    let index = try arena.insert(
      code: NodeCode.constant, value: value, a: .max, b: .max, varies: false, depends: false)
    return Node(graph: self, id: NodeID(index))
  }

  /// A node that gradients can be taken by, of the tensor's shape and precision.
  ///
  /// - Throws: the memory budget.
  public func input(_ value: Tensor) throws(EngineError) -> Node {
    Node(graph: self, id: NodeID(try leaf(value, NodeCode.input)))
  }

  /// The same for one 64-bit number.
  ///
  /// - Throws: the memory budget.
  public func input(_ value: Double) throws(EngineError) -> Node {
    let index = try arena.insert(code: NodeCode.input, value: value, a: .max, b: .max, varies: true, depends: true)
    return Node(graph: self, id: NodeID(index))
  }

  private func leaf(_ value: Tensor, _ code: UInt8) throws(EngineError) -> UInt32 {
    let isInput = code == NodeCode.input
    if value.shape.isEmpty {
      let index = try arena.insert(
        code: code, value: value.values[0], a: .max, b: .max, varies: isInput, depends: isInput)
      arena.records[Int(index)].isSingle = value.precision == .single
      return index
    }
    try arena.admit(count: value.count)
    let index = try arena.insert(code: code, value: 0, a: .max, b: .max, varies: isInput, depends: isInput)
    arena.attach(NodeExtension(tensor: value), to: index)
    return index
  }

  /// Applies a primitive of the catalogue; constants that meet only constants give a constant.
  ///
  /// The result has 32 bits when all operands have; a constant scalar of 64 bits is a plain number, which takes on the
  /// precision of its company.
  ///
  /// - Precondition: as many operands as an elementwise primitive has.
  public func apply(
    _ primitive: Primitive, _ operands: [Node], _ attributes: Attributes = Attributes()
  ) throws(EngineError) -> Node {
    let index: UInt32
    if let operation = Operation(rawValue: primitive.code) {
      precondition(operands.count == operation.arity, "\(primitive.name) takes \(operation.arity) operands")
      let a = operands[0].id.index
      let b = operands.count > 1 ? operands[1].id.index : .max
      if operands.count < 3 && !arena.records[Int(a)].isTensor && (b == .max || !arena.records[Int(b)].isTensor) {
        index = try arena.record(operation, a, b)
        return Node(graph: self, id: NodeID(index))
      }
    }
    index = try make(primitive, operands.map(\.id.index), attributes)
    return Node(graph: self, id: NodeID(index))
  }

  /// A node of tensors, attributes, or three operands and more.
  private func make(
    _ primitive: Primitive, _ operands: [UInt32], _ attributes: Attributes
  ) throws(EngineError) -> UInt32 {
    let shapes = operands.map { arena.shape($0) }
    let shape = try primitive.shape(shapes, attributes)
    try arena.admit(count: Tensor.count(of: shape))
    try arena.spend(Arena.tensorWork + primitive.work(shapes, result: shape, attributes))
    let precision = primitive.precision(operands.map { arena.precision($0) }, shapes)
    let value = try primitive.evaluate(operands.map { arena.value($0) }, attributes, shape: shape, at: precision)
    var depends = false
    var varies = false
    for operand in operands {
      depends = depends || arena.records[Int(operand)].depends
      varies = varies || arena.records[Int(operand)].varies
    }
    guard depends else { return try leaf(value, NodeCode.constant) }
    varies = varies && primitive.code != Operation.stop.rawValue
    return try insert(
      code: primitive.code, value, operands, attributes: attributes, rule: nil, varies: varies)
  }

  /// Puts a computed result into the arena.
  func insert(
    code: UInt8, _ value: Tensor, _ operands: [UInt32], attributes: Attributes, rule: (any CustomRule)?, varies: Bool
  ) throws(EngineError) -> UInt32 {
    let isMany = operands.count > 2
    let index = try arena.insert(
      code: code, value: value.shape.isEmpty ? value.values[0] : 0, a: isMany ? .max : operands.first ?? .max,
      b: operands.count == 2 ? operands[1] : .max, varies: varies, depends: true)
    if value.shape.isEmpty { arena.records[Int(index)].isSingle = value.precision == .single }
    for operand in operands { arena.retain(operand) }
    if isMany || !value.shape.isEmpty || attributes != .none || rule != nil {
      arena.attach(
        NodeExtension(
          tensor: value.shape.isEmpty ? nil : value, operands: isMany ? operands : [], attributes: attributes,
          rule: rule),
        to: index)
    }
    return index
  }

  /// Records a result that came with a derivative written by hand.
  ///
  /// The node stands for `result`, which it keeps, so that the function itself can be computed at other points; the
  /// gradient flows from it to `operands` by the rule alone.
  public func custom(_ rule: any CustomRule, _ operands: [Node], result: Node) throws(EngineError) -> Node {
    guard result.varies else { return result }
    hasRules = true
    let all = operands.map(\.id.index) + [result.id.index]
    let index = try insert(
      code: NodeCode.custom, result.value, all, attributes: .none, rule: rule,
      varies: operands.contains(where: \.varies))
    return Node(graph: self, id: NodeID(index))
  }

  /// Builds the graphs of all derivatives that f was computed from, as ``nodes(leadingTo:)`` does where they fit.
  ///
  /// - Throws: budgets.
  public func complete(_ f: Node) throws(EngineError) { try settleAll(f.id.index) }

  /// The nodes f was computed from, f last, operands before what uses them, in an order that depends on the order of
  /// construction alone.
  public func nodes(leadingTo f: Node) -> [Node] {
    try? settleAll(f.id.index)
    return order(leadingTo: f.id.index, onlyVarying: false).map { Node(graph: self, id: NodeID($0)) }
  }
}

extension Graph {
  /// The positions of nodes, the oldest first.
  public func oldestFirst(_ nodes: [Node]) -> [Int] {
    nodes.indices.sorted { serial(of: nodes[$0]) < serial(of: nodes[$1]) }
  }

  private func serial(of node: Node) -> UInt32 { arena.records[Int(node.id.index)].serial }

  /// Counts bytes that are held beside nodes: what a loop recorded, the values of a comprehension, gradients on their
  /// way. ``letGo(_:)`` gives them back.
  public func hold(_ bytes: Int) throws(EngineError) { try arena.hold(bytes) }

  /// Gives back bytes that ``hold(_:)`` counted.
  public func letGo(_ bytes: Int) { arena.bytes -= bytes }

  /// Bytes that new nodes may still take. Where they are few, nothing is held for checks to come any longer.
  public var availableBytes: Int {
    if !arena.reserved.isEmpty, arena.bytes > arena.byteLimit / 2 { arena.dropReserve() }
    return max(0, arena.byteLimit - arena.bytes)
  }
}
