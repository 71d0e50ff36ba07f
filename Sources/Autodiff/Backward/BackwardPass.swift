import Formulas

/// One backward pass: ∂f/∂· for each node that f depends on, and what each wire carried.
public struct BackwardPass {
  public struct Wire {
    public var from: Node
    public var to: Node
    public var operand: Int
    /// What this wire adds to the gradient of `from`.
    public var contribution: Tensor
    /// The number of the local derivative for elementwise gates (shape of the result), else `nil`.
    public var local: Tensor?
  }

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
    let nodes = order(leadingTo: f.id.index, onlyVarying: false).map { Node(graph: self, id: NodeID($0)) }
    var pass = BackwardPass(output: f, order: nodes, gradients: [:], wires: [])
    pass.gradients.reserveCapacity(nodes.count)
    var gradients: [UInt32: Tensor] = [
      f.id.index: Tensor.full(f.shape, 1).converted(to: f.precision)
    ]
    var row: ContiguousArray<Double> = SlopeTable.shared.row()
    var handles: [UInt32: Node] = [:]
    for node in nodes { handles[node.id.index] = node }
    // What the pass holds, and was not there before; the caller has it for as long as it shows it.
    var held = 0
    func keep(_ tensor: Tensor) throws(EngineError) {
      guard !tensor.shape.isEmpty else { return }
      held += 8 * tensor.count
      guard held <= availableBytes else { throw .memoryBudget(limit: arena.byteLimit) }
    }
    for node in nodes.reversed() where node.varies || node.id == f.id {
      let index = node.id.index
      let upstream = gradients[index] ?? Tensor.zeros(arena.shape(index)).converted(to: node.precision)
      pass.gradients[node] = upstream
      try keep(upstream)
      guard arena.operandCount(index) > 0 else { continue }
      let operands = arena.visibleOperands(index)
      // A rule by hand gives all its parts at once.
      let byHand =
        arena.records[Int(index)].code == NodeCode.custom ? try customContributions(index, upstream) : []
      // Made once a node, however many operands it has.
      var pull: Pull<NumberAlgebra>?
      for (i, operand) in operands.enumerated() where arena.records[Int(operand)].varies {
        guard let from = handles[operand] else { continue }
        let (contribution, local) =
          i < byHand.count ? (byHand[i], nil) : try flow(index, to: i, upstream, &row, &pull)
        try keep(contribution)
        if let local { try keep(local) }
        pass.wires.append(.init(from: from, to: node, operand: i, contribution: contribution, local: local))
        gradients[operand] = gradients[operand].map { $0.plus(contribution) } ?? contribution
      }
    }
    return pass
  }

  /// What one operand receives and, for elementwise gates, the local derivative.
  private func flow(
    _ index: UInt32, to i: Int, _ upstream: Tensor, _ row: inout ContiguousArray<Double>,
    _ shared: inout Pull<NumberAlgebra>?
  ) throws(EngineError) -> (contribution: Tensor, local: Tensor?) {
    let operand = arena.operand(index, i)
    let shape = arena.shape(operand)
    let code = arena.records[Int(index)].code
    let precision = arena.precision(operand) ?? .double
    let zeros = Tensor.zeros(shape).converted(to: precision)
    if code == NodeCode.custom { return (zeros, nil) }
    let record = arena.records[Int(index)]
    let isBinary = record.b != .max
    if record.side < 0, code < Primitive.firstStructural, shape.isEmpty,
      isWideScalar(record.a), !isBinary || isWideScalar(record.b)
    {
      // Scalars go the way of the sweep.
      let slopes = SlopeTable.shared
      let local = slopes.slope(
        slopes.entries[SlopeTable.arity * Int(code) + i], arena.records[Int(record.a)].value,
        isBinary ? arena.records[Int(record.b)].value : 0, 0, record.value, &row)
      return (Tensor(upstream.values[0] * local), Tensor(local))
    }
    let definition = Primitive(code: code).definition
    let pull = shared ?? pull(index, arena.operands(index), upstream)
    shared = pull
    var local: Tensor?
    if definition.structure == nil {
      let slope = try definition.derivatives[i].build(pull.algebra, operands: pull.operands, result: pull.result)
      local = try pull.algebra.broadcast(slope, to: arena.shape(index))
    }
    return (try definition.pull(pull, to: i)?.converted(to: precision) ?? zeros, local)
  }

  private func isWideScalar(_ index: UInt32) -> Bool {
    !arena.records[Int(index)].isTensor && !arena.records[Int(index)].isSingle
  }
}

extension Tensor {
  public static func zeros(_ shape: [Int]) -> Tensor { full(shape, 0) }

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
