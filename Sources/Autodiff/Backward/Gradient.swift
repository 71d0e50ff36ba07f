import Formulas

extension Graph {
  /// ∂f/∂x for each x, of x's shape, as nodes that can be differentiated again.
  ///
  /// The numbers come from one backward sweep. The graph of the derivative is built, from the same formulas, only when
  /// something differentiates such a node or looks at its operands.
  ///
  /// - Throws: ``EngineError/notScalar(operation:shape:)`` when f has more than one entry,
  ///   ``EngineError/noDependence`` when f was not computed from an x.
  public func gradient(of f: Node, withRespectTo xs: [Node]) throws(EngineError) -> [Node] {
    let wanted = xs.map(\.id.index)
    let numbers = try gradientNumbers(of: f.id.index, withRespectTo: wanted)
    var result: [Node] = []
    for (x, number) in zip(wanted, numbers) {
      guard let number else {
        result.append(try constant(Tensor.zeros(arena.shape(x)).converted(to: arena.precision(x) ?? .double)))
        continue
      }
      let index = try insert(
        code: NodeCode.pendingGradient, number, [f.id.index, x], attributes: .none, rule: nil, varies: true)
      arena.pendingCount += 1
      result.append(Node(graph: self, id: NodeID(index)))
    }
    return result
  }

  /// The numbers of one sweep; `nil` for what f was computed from without a way for a gradient.
  func gradientNumbers(
    of f: UInt32, withRespectTo wanted: [UInt32]
  ) throws(EngineError) -> [Tensor?] {
    let shape = arena.shape(f)
    guard shape.reduce(1, *) == 1 else { throw .notScalar(operation: "grad", shape: shape) }
    try settleAll(f, movedBy: wanted)
    if let numbers = try scannedNumbers(of: f, withRespectTo: wanted) { return numbers }
    let order = self.order(leadingTo: f, onlyVarying: true)
    let isReached = wanted.map { arena.records[Int(f)].varies && arena.wasVisited($0) }
    for (x, isReached) in zip(wanted, isReached) where !isReached {
      guard try depends(f, on: x) else { throw .noDependence }
    }
    // A custom rule may differentiate in its turn, so the working memory is taken out meanwhile.
    var scratch = SweepScratch(scalars: [], tensors: [], leads: [], row: [])
    swap(&scratch, &self.scratch)
    if scratch.row.isEmpty { scratch = SweepScratch() }
    defer { swap(&scratch, &self.scratch) }
    let reached = zip(wanted, isReached).filter { $1 }.map { $0.0 }
    guard !reached.isEmpty else { return wanted.map { _ in nil } }
    prepare(order, reached, &scratch)
    defer { clean(order, &scratch) }
    try sweep(order, reached, &scratch)
    return zip(wanted, isReached).map { $1 ? gradient($0, scratch) : nil }
  }

  /// The numbers by one scan, for large graphs of scalars; `nil` where it is not the way.
  private func scannedNumbers(
    of f: UInt32, withRespectTo wanted: [UInt32]
  ) throws(EngineError) -> [Tensor?]? {
    guard !arena.hasRewritten, let first = wanted.min(), arena.records[Int(f)].varies else { return nil }
    let range = Int(f) - Int(first)
    // What only needs a few of the records in between is faster found by going from node to node.
    guard range > 4096, !arena.reaches(fewerThan: range / 16, from: f) else { return nil }
    guard let visited = arena.scan(from: Int(f), downTo: Int(first), &scanScratch) else { return nil }
    try arena.spend(2 * visited)
    var result: [Tensor?] = []
    for x in wanted {
      guard arena.wasVisited(x), arena.records[Int(x)].varies else { return nil }
      result.append(Tensor(scanScratch.gradients[Int(x - first)]))
    }
    return result
  }

  /// Whether f was computed from x in any way, `stop` and gradients included.
  func depends(_ f: UInt32, on x: UInt32) throws(EngineError) -> Bool {
    let epoch = arena.beginTraversal()
    var stack = [f]
    arena.records[Int(f)].mark = epoch
    while let index = stack.popLast() {
      if index == x { return true }
      var next = arena.operands(index)
      let side = arena.records[Int(index)].side
      if side >= 0, let origin = arena.sides[Int(side)]?.origin, origin != .max { next.append(origin) }
      for operand in next where arena.records[Int(operand)].mark != epoch {
        arena.records[Int(operand)].mark = epoch
        stack.append(operand)
      }
    }
    return false
  }

  // MARK: The derivative's own graph

  /// Builds the graph of one gradient, when it is not built yet. What stands in the way (a budget) leaves it unbuilt.
  func settle(_ index: UInt32) {
    guard arena.records[Int(index)].code == NodeCode.pendingGradient else { return }
    try? settleAll(index)
  }

  /// Builds the graphs of all gradients that a node was computed from, itself included; the oldest first, so that each
  /// meets only built ones.
  ///
  /// - Parameter variables: what f is to be moved or differentiated by.
  /// - Throws: budgets; where a graph that was built before went past one of the variables, see ``refuseBypassed(_:by:)``.
  func settleAll(_ f: UInt32, movedBy variables: [UInt32] = []) throws(EngineError) {
    let outer = moving
    defer { moving = outer }
    moving += variables
    try settlePending(f)
    try refuseBypassed(f, by: variables)
  }

  private func settlePending(_ f: UInt32) throws(EngineError) {
    guard arena.pendingCount > 0 else { return }
    var pending = arena.postOrder(f, onlyVarying: false)
      .filter { arena.records[Int($0)].code == NodeCode.pendingGradient }
    guard !pending.isEmpty else { return }
    pending.sort { arena.records[Int($0)].serial < arena.records[Int($1)].serial }
    let hold = Node(graph: self, id: NodeID(f))
    defer { withExtendedLifetime(hold) {} }
    for index in pending { try expand(index) }
  }

  private func expand(_ index: UInt32) throws(EngineError) {
    let record = arena.records[Int(index)]
    let f = Node(graph: self, id: NodeID(record.a))
    let x = Node(graph: self, id: NodeID(record.b))
    // A gradient has its variable's shape; what does not is a Jacobian.
    let shape = arena.shape(index)
    let isGradient = f.shape.reduce(1, *) == 1 && shape == x.shape
    let (built, order) =
      isGradient
      ? try derivativeGraph(of: f, withRespectTo: x) : try jacobianGraph(of: f, withRespectTo: x, shape: shape)
    var code = arena.records[Int(built.id.index)].code
    var operands = arena.operands(built.id.index)
    var attributes = arena.attributes(built.id.index)
    if code == NodeCode.input || code == NodeCode.custom || code == NodeCode.pendingGradient || built.id == f.id {
      // Another node that stands for itself: this one is its copy.
      code = Operation.identity.rawValue
      operands = [built.id.index]
      attributes = .none
    }
    let varies = built.varies
    for operand in operands { arena.retain(operand) }
    arena.retain(f.id.index)
    arena.rewrite(index, code: code, operands: operands, attributes: attributes, varies: varies, origin: f.id.index)
    // What a rule by hand left without its graph.
    handOn(from: built, to: Node(graph: self, id: NodeID(index)))
    arena.sides[Int(arena.records[Int(index)].side)]?.derivativeOrder = order
    arena.release(f.id.index)
    arena.release(x.id.index)
  }

  /// Scalar operations that a node counts whose derivative is made into nodes: as many as an interpreted step, and
  /// 25,000 in a graph of more than 10,000 nodes, about what a processor does meanwhile: a graph that grows with each
  /// order of a derivative meets the budget within seconds.
  private static func differentiationWork(_ count: Int) -> Int { count * (count > 10_000 ? 25_000 : 100) }

  /// ∂f/∂x as nodes, and how often the result was differentiated by now.
  func derivativeGraph(of f: Node, withRespectTo x: Node) throws(EngineError) -> (node: Node, order: Int) {
    let order = self.order(leadingTo: f.id.index, onlyVarying: true)
    // A custom rule may differentiate in its turn, so the working memory is taken out meanwhile.
    var scratch = SweepScratch(scalars: [], tensors: [], leads: [], row: [])
    swap(&scratch, &self.scratch)
    defer {
      for index in order { scratch.leads[Int(index)] = false }
      swap(&scratch, &self.scratch)
    }
    let standing = arena.standing
    arena.standing.insert(.isDerived)
    defer { arena.standing = standing }
    prepare(order, [x.id.index], &scratch)
    let path = ContiguousArray(order.filter { scratch.leads[Int($0)] })
    try arena.spend(Self.differentiationWork(path.count))
    let times = arena.derivativeOrder(path) + 1
    if times > 2, let graph = try forwardGraph(of: f, withRespectTo: x, path: path) { return (graph, times) }
    return (try backwardGraph(of: f, withRespectTo: x, path: path, scratch), times)
  }

  /// The result of an operation as a node of its own, for a derivative's formula that speaks of it.
  ///
  /// σ′ = σ(1 − σ) is a function of the operand: with `c = sigmoid(t)` and `g = grad(c, t)`, moving `c` does not move
  /// `g`, so that the formula must not hold on to `c`. Nodes of a derivative's own have no name to be moved by.
  func twin(_ index: UInt32) throws(EngineError) -> Node {
    let record = arena.records[Int(index)]
    guard !record.flags.contains(.isDerived) else { return Node(graph: self, id: NodeID(index)) }
    let copy = try insert(
      code: record.code, arena.value(index), arena.operands(index), attributes: arena.attributes(index), rule: nil,
      varies: record.varies)
    return Node(graph: self, id: NodeID(copy))
  }

  /// ∂f/∂x as nodes: the sweep again, in nodes instead of numbers.
  private func backwardGraph(
    of f: Node, withRespectTo x: Node, path: ContiguousArray<UInt32>, _ scratch: SweepScratch
  ) throws(EngineError) -> Node {
    let algebra = NodeAlgebra(graph: self)
    var gradients = GradientSums(graph: self)
    try gradients.add(try constant(Tensor.full(f.shape, 1).converted(to: f.precision)), to: f.id.index)
    for index in path.reversed() where index != x.id.index {
      guard let upstream = try gradients.take(index), arena.operandCount(index) > 0 else { continue }
      let node = Node(graph: self, id: NodeID(index))
      var operands = arena.visibleOperands(index).map { Node(graph: self, id: NodeID($0)) }
      var parts: [Node?] = []
      if arena.records[Int(index)].code == NodeCode.custom, let rule = arena.rule(index) {
        let all = arena.operands(index)
        let result = Node(graph: self, id: NodeID(all[all.count - 1]))
        parts = try rule.backward(operands, result: result, upstream: upstream)
      } else if arena.records[Int(index)].code == Primitive.index.code, node.precision == operands[0].precision {
        // Many single entries are put in their places at once.
        try gradients.add(upstream, at: arena.attributes(index).indices, of: operands[0].id.index)
        continue
      } else if let (operand, part) = try throughLength(index, upstream, variable: x.id.index) {
        operands = [Node(graph: self, id: NodeID(operand))]
        parts = [part]
      } else {
        let definition = Primitive(code: arena.records[Int(index)].code).definition
        // As in numbers: all at the result's precision.
        let precision = node.precision
        let result = definition.derivativesMentionResult ? try twin(index) : node
        var converted: [Node] = []
        for operand in operands { converted.append(try algebra.converted(operand, to: precision)) }
        let pull = Pull(
          algebra: NodeAlgebra(graph: self, precision: precision), operands: converted, result: result,
          upstream: try algebra.converted(upstream, to: precision),
          attributes: arena.attributes(index))
        for i in operands.indices {
          let isWanted = operands[i].varies && scratch.leads[Int(operands[i].id.index)]
          parts.append(isWanted ? try definition.pull(pull, to: i) : nil)
        }
      }
      for (operand, part) in zip(operands, parts) {
        guard let part, operand.varies, scratch.leads[Int(operand.id.index)] else { continue }
        let fitted = try algebra.converted(
          try algebra.broadcast(part, to: operand.shape), to: operand.precision)
        try gradients.add(fitted, to: operand.id.index)
      }
    }
    if let result = try gradients.take(x.id.index) { return result }
    return try constant(Tensor.zeros(x.shape).converted(to: x.precision))
  }
}

extension Arena {
  /// Gives a gradient's node the operation that its graph turned out to end in. The caller has taken hold of operands
  /// and origin; what the record held before is the caller's to release.
  mutating func rewrite(
    _ index: UInt32, code: UInt8, operands: [UInt32], attributes: Attributes, varies: Bool, origin: UInt32
  ) {
    let isMany = operands.count > 2
    records[Int(index)].code = code
    records[Int(index)].a = isMany ? .max : operands.first ?? .max
    records[Int(index)].b = operands.count == 2 ? operands[1] : .max
    records[Int(index)].varies = varies
    pendingCount -= 1
    hasRewritten = true
    let many = isMany ? operands : []
    let slot = records[Int(index)].side
    if slot >= 0, var side = sides[Int(slot)] {
      sides[Int(slot)] = nil
      bytes += 8 * many.count
      side.operands = many
      side.attributes = attributes
      side.origin = origin
      sides[Int(slot)] = side
      return
    }
    let tensor: Tensor? = nil
    attach(NodeExtension(tensor: tensor, operands: many, attributes: attributes, rule: nil, origin: origin), to: index)
  }
}
