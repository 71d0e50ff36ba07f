import Formulas

/// One backward pass: ∂f/∂· for each node that f depends on, and what each wire carried.
public struct BackwardPass {
  /// One operand's part in a gate, and the gradient that came back by it.
  public struct Wire {
    /// The operand.
    public var from: Node
    /// The gate.
    public var to: Node
    /// The operand's position at the gate.
    public var operand: Int
    /// The part of `from`'s gradient that comes by this wire.
    public var contribution: Tensor
    /// The number of the local derivative for elementwise gates (shape of the result), else `nil`.
    public var local: Tensor?
  }

  /// The node that was differentiated, of one entry.
  public var output: Node
  /// Topological order, operands first.
  public var order: [Node]
  /// Absent for constants.
  public var gradients: [Node: Tensor]
  /// In the order in which the backward pass visits them.
  public var wires: [Wire]
}

extension Graph {
  /// The whole backward pass with every number on every wire, for tables, steps and figures.
  ///
  /// - Throws: ``EngineError/notScalar(operation:shape:)`` when f has more than one entry.
  public func backwardPass(from f: Node) throws(EngineError) -> BackwardPass {
    guard f.shape.reduce(1, *) == 1 else { throw .notScalar(operation: "gradients", shape: f.shape) }
    try settleAll(f.id.index)
    let order = order(leadingTo: f.id.index, onlyVarying: false)
    var wired = WiredCotangents(self, from: f, order)
    try reverse(order, &wired)
    return wired.pass
  }
}

/// Gradients in numbers, of all nodes and with all that came by wires.
private struct WiredCotangents: Cotangents {
  let graph: Graph
  private(set) var pass: BackwardPass
  private var handles: [UInt32: Node] = [:]
  private var sums: [UInt32: Tensor]
  private var row: ContiguousArray<Double> = SlopeTable.shared.row()
  /// Bytes that the pass holds and that were not there before; the caller has them for as long as it shows it.
  private var held = 0

  init(_ graph: Graph, from f: Node, _ order: ContiguousArray<UInt32>) {
    self.graph = graph
    let nodes = order.map { Node(graph: graph, id: NodeID($0)) }
    for node in nodes { handles[node.id.index] = node }
    pass = BackwardPass(output: f, order: nodes, gradients: [:], wires: [])
    pass.gradients.reserveCapacity(nodes.count)
    sums = [f.id.index: Tensor.full(f.shape, 1).converted(to: f.precision)]
  }

  private mutating func keep(_ tensor: Tensor) throws(EngineError) {
    guard !tensor.shape.isEmpty else { return }
    held += 8 * tensor.count
    guard held <= graph.availableBytes else { throw .memoryBudget(limit: graph.limits.bytes) }
  }

  mutating func take(_ index: UInt32) throws(EngineError) -> Tensor? {
    guard let node = handles[index], node.varies || node.id == pass.output.id else { return nil }
    let upstream = sums.removeValue(forKey: index) ?? zeros(index)
    pass.gradients[node] = upstream
    try keep(upstream)
    return graph.arena.operandCount(index) > 0 ? upstream : nil
  }

  private func zeros(_ index: UInt32) -> Tensor {
    Tensor.zeros(graph.arena.shape(index)).converted(to: graph.arena.precision(index) ?? .double)
  }

  mutating func pull(_ upstream: Tensor, through index: UInt32) throws(EngineError) -> [Cotangent<Tensor>] {
    guard let to = handles[index] else { return [] }
    var parts: [Cotangent<Tensor>] = []
    let isScalar = isScalar(index)
    var rest: ArraySlice<Cotangent<Tensor>> = []
    if !isScalar { rest = try graph.pulled(NumberAlgebra.self, upstream, through: index) { _ in true }[...] }
    for (i, operand) in graph.arena.visibleOperands(index).enumerated() {
      guard let from = handles[operand], from.varies else { continue }
      let local = try isScalar ? Tensor(scalarSlope(index, to: i)) : slope(index, to: i)
      let contribution: Tensor
      if isScalar, let local {
        contribution = Tensor(upstream.values[0] * local.values[0])
      } else {
        contribution = rest.first?.operand == i ? rest.removeFirst().value : zeros(operand)
      }
      try keep(contribution)
      if let local { try keep(local) }
      pass.wires.append(.init(from: from, to: to, operand: i, contribution: contribution, local: local))
      parts.append(Cotangent(node: operand, operand: i, value: contribution))
    }
    return parts
  }

  mutating func add(_ part: Cotangent<Tensor>) {
    sums[part.node] = sums[part.node].map { $0.plus(part.value) } ?? part.value
  }

  /// Whether it is an elementwise operation on one or two 64-bit scalars, whose slope is looked up.
  private func isScalar(_ index: UInt32) -> Bool {
    let record = graph.arena.records[Int(index)]
    guard record.side < 0, record.code < Primitive.firstStructural else { return false }
    return graph.arena.operands(index).allSatisfy {
      graph.arena.records[Int($0)].flags.isDisjoint(with: [.isTensor, .isSingle])
    }
  }

  private mutating func scalarSlope(_ index: UInt32, to i: Int) -> Double {
    let slopes = SlopeTable.shared
    let record = graph.arena.records[Int(index)]
    let y = record.b == .max ? 0 : graph.arena.records[Int(record.b)].value
    return slopes.slope(
      slopes.entries[SlopeTable.arity * Int(record.code) + i], graph.arena.records[Int(record.a)].value, y, 0,
      record.value, &row)
  }

  /// The local derivative of an elementwise operation, of the result's shape; `nil` for any other.
  private func slope(_ index: UInt32, to i: Int) throws(EngineError) -> Tensor? {
    let code = graph.arena.records[Int(index)].code
    guard code < Primitive.firstStructural else { return nil }
    let algebra = NumberAlgebra(graph: graph, precision: graph.arena.precision(index) ?? .double)
    let slope = try Primitive(code: code).derivatives[i].build(
      algebra, operands: graph.arena.operands(index).map { algebra.value(of: $0) }, result: algebra.value(of: index))
    return try algebra.broadcast(slope, to: graph.arena.shape(index))
  }
}

extension Tensor {
  /// Zeros of a shape, in 64 bits.
  public static func zeros(_ shape: [Int]) -> Tensor { full(shape, 0) }

  /// One number in all entries of a shape, in 64 bits.
  public static func full(_ shape: [Int], _ value: Double) -> Tensor {
    Tensor(shape: shape, values: [Double](repeating: value, count: shape.reduce(1, *)))
  }

  /// Adds numbers to some entries, each named once, without a copy of the others.
  ///
  /// [1, 2, 3] with [5] added at 2 is [1, 2, 8].
  mutating func add(_ part: Tensor, at positions: [Int]) {
    switch storage {
    case .double(var numbers):
      // So that the numbers have one owner, who may change them in place.
      storage = .double([])
      for (value, position) in zip(part.values, positions) { numbers[position] += value }
      storage = .double(numbers)
    case .single(var numbers):
      storage = .single([])
      for (value, position) in zip(part.singles, positions) { numbers[position] += value }
      storage = .single(numbers)
    }
  }

  /// Of one shape and precision with it.
  func plus(_ other: Tensor) -> Tensor {
    if precision == .single {
      var sum = singles
      for (i, value) in other.singles.enumerated() { sum[i] += value }
      return Tensor(shape: shape, single: sum)
    }
    var sum = values
    for (i, value) in other.values.enumerated() { sum[i] += value }
    return Tensor(shape: shape, values: sum)
  }
}
