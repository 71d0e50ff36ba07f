import Formulas

/// One round of a loop over updates, as it was computed node by node: what it began with, what it made, which updates
/// it did, what it recorded and what it left.
///
/// Two rounds that are alike in all but the state's numbers are the first of many: ``compiled()`` gives the plan that
/// takes the others. While a round is being recorded the graph keeps its nodes.
public final class RecordedRound {
  private let graph: Graph
  /// The state: what the loop's updates change.
  public let start: [Node]
  /// The state as the round left it, in the order of ``start``.
  public private(set) var end: [Node] = []
  /// Nodes that the round recorded, in order.
  public private(set) var records: [Node] = []
  private var definitions: [UInt32: (primitive: Primitive, operands: [UInt32])] = [:]
  private var held: [Node] = []
  /// All operations and inputs that the round made, in order.
  private var made: [Node] = []
  private let firstSerial: UInt32
  private var isRecording = true

  /// Rounds with more nodes than this are left alone.
  public static let nodeLimit = 30_000

  /// Begins a round: from now on the graph keeps its nodes, until ``finish(_:)``.
  public init(_ start: [Node], in graph: Graph) {
    self.graph = graph
    self.start = start
    firstSerial = graph.arena.serial
    graph.arena.beginKeeping()
  }

  deinit { stop() }

  private func stop() {
    guard isRecording else { return }
    isRecording = false
    graph.arena.endKeeping()
  }

  /// An input that the round made as an update: its number is that of the operation.
  public func update(_ new: Node, _ primitive: Primitive, _ old: Node, _ change: Node) {
    definitions[new.id.index] = (primitive, [old.id.index, change.id.index])
    held += [new, old, change]
  }

  /// Takes note of a node that the round records.
  public func record(_ node: Node) { records.append(node) }

  /// Whether a node's numbers may follow from the state.
  public func covers(_ node: Node) -> Bool {
    graph.arena.records[Int(node.id.index)].serial > firstSerial || start.contains(node)
  }

  /// Whether it has more nodes than are looked at, or fills the memory.
  public var isTooLong: Bool {
    graph.arena.serial &- firstSerial > Self.nodeLimit || graph.arena.bytes > graph.arena.byteLimit / 2
  }

  /// The round is over.
  ///
  /// - Returns: `false` when it is none to go on with.
  public func finish(_ end: [Node]) -> Bool {
    defer { stop() }
    self.end = end
    guard isRecording, !isTooLong else { return false }
    for index in graph.arena.made {
      let code = graph.arena.records[Int(index)].code
      guard code != NodeCode.custom else { return false }
      if code != NodeCode.constant { made.append(Node(graph: graph, id: NodeID(index))) }
    }
    return true
  }

  // MARK: Comparing

  /// Whether the next round did the same with other numbers in the state.
  public func isLike(_ next: RecordedRound) -> Bool {
    guard made.count == next.made.count, records.count == next.records.count, start.count == next.start.count,
      definitions.count == next.definitions.count
    else { return false }
    var partner: [UInt32: UInt32] = [:]
    for (a, b) in zip(start, next.start) {
      guard a.value.shape == b.value.shape, a.value.precision == b.value.precision else { return false }
      partner[a.id.index] = b.id.index
    }
    // All at once: the graph of a gradient is younger than the gradient's own node.
    for (a, b) in zip(made, next.made) { partner[a.id.index] = b.id.index }
    for (a, b) in zip(made, next.made) {
      guard isLike(a.id.index, next, b.id.index, partner) else { return false }
    }
    let pairs = zip(records, next.records).map { ($0, $1) } + zip(end, next.end).map { ($0, $1) }
    return pairs.allSatisfy { isSame($0.id.index, next, $1.id.index, partner) }
  }

  private func isLike(_ a: UInt32, _ next: RecordedRound, _ b: UInt32, _ partner: [UInt32: UInt32]) -> Bool {
    let (x, y) = (graph.arena.records[Int(a)], graph.arena.records[Int(b)])
    guard x.code == y.code, graph.arena.attributes(a) == graph.arena.attributes(b) else { return false }
    switch (definitions[a], next.definitions[b]) {
    case (let c?, let d?):
      return c.primitive == d.primitive
        && zip(c.operands, d.operands).allSatisfy { isSame($0, next, $1, partner) }
    case (nil, nil): break
    case (nil, _?), (_?, nil): return false
    }
    let (p, q) = (graph.arena.operands(a), graph.arena.operands(b))
    guard p.count == q.count else { return false }
    guard !p.isEmpty else { return hasSameNumbers(a, b) }
    return zip(p, q).allSatisfy { isSame($0, next, $1, partner) }
  }

  /// Whether two operands play the same part: partners, one and the same older node, or constants of the same numbers.
  private func isSame(_ a: UInt32, _ next: RecordedRound, _ b: UInt32, _ partner: [UInt32: UInt32]) -> Bool {
    if let known = partner[a] { return known == b }
    let (x, y) = (graph.arena.records[Int(a)], graph.arena.records[Int(b)])
    if x.code == NodeCode.constant && y.code == NodeCode.constant { return hasSameNumbers(a, b) }
    return a == b && x.serial <= firstSerial
  }

  private func hasSameNumbers(_ a: UInt32, _ b: UInt32) -> Bool {
    let (x, y) = (graph.arena.value(a), graph.arena.value(b))
    return x.shape == y.shape && x.precision == y.precision
      && zip(x.values, y.values).allSatisfy { $0.bitPattern == $1.bitPattern }
  }

  // MARK: Going on

  /// The plan that takes further rounds, from where this one ended. `nil` when it does not give this round's own bits.
  public func compiled() -> RoundPlan? {
    // What is made for looking further must not show in the budget.
    let (operations, hasRewritten) = (graph.arena.operations, graph.arena.hasRewritten)
    defer {
      graph.arena.operations = operations
      graph.arena.hasRewritten = hasRewritten
    }
    for node in made where node.primitive?.readsClasses == true {
      guard let target = node.operands.last, !covers(target) else { return nil }
    }
    do {
      let plan = try Plan(
        outputs: records + end, inputs: start, definitions: definitions, observed: made, graph: graph)
      let buffers = start.map { PlanBuffer($0.value) }
      let compiled = try CompiledPlan(
        plan, inputs: zip(start, buffers).map { .init($0, $1) }, outputCount: records.count, updates: buffers,
        path: .best)
      let own = compiled.advance(1)
      guard own.done == 1, isEqual(own.records, records.flatMap(\.value.values)),
        zip(buffers, end).allSatisfy({ isEqual($0.tensor.values, $1.value.values) })
      else { return nil }
      return RoundPlan(plan: compiled, buffers: buffers, recordCounts: records.map { $0.value.count })
    } catch {
      return nil
    }
  }

  private func isEqual(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern }
  }
}

/// A round of a loop as a compiled plan, standing where the last round ended.
public struct RoundPlan {
  let plan: CompiledPlan
  let buffers: [PlanBuffer]
  /// Numbers of each record.
  public let recordCounts: [Int]

  /// The state's numbers after the last round taken.
  public var state: [Tensor] { buffers.map(\.tensor) }

  /// Takes rounds, and stops before one that gives NaN or infinity anywhere.
  ///
  /// - Returns: how many were taken, and what they recorded, round by round.
  public func advance(_ rounds: Int) -> (done: Int, records: [Double]) { plan.advance(rounds) }

  /// A run of so many rounds, where it is long enough to be kept.
  public func remembered(_ rounds: Int, in graph: Graph) -> RememberedRun? {
    let (numbers, overflow) = rounds.multipliedReportingOverflow(by: plan.recordWidth)
    return RememberedRun(
      "rounds", in: graph, work: Portions(plan).work(rounds),
      numbers: overflow ? .max : numbers,
      of: [plan]
    ) { $0.add(rounds) }
  }

  /// Stands where a known run ended.
  ///
  /// - Returns: `false`, with nothing done, where it is the run of another state.
  public func restore(_ known: KnownRun) -> Bool { known.restore(buffers) }
}
