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
    if let numbers = try walkedNumbers(of: f, withRespectTo: wanted) { return numbers }
    let order = self.order(leadingTo: f, onlyVarying: true)
    let isReached = wanted.map { arena.records[Int(f)].varies && arena.wasVisited($0) }
    for (x, isReached) in zip(wanted, isReached) where !isReached {
      guard try depends(f, on: x) else { throw .noDependence }
    }
    let reached = zip(wanted, isReached).filter { $1 }.map { $0.0 }
    guard !reached.isEmpty else { return wanted.map { _ in nil } }
    var numbers = try NumberCotangents(self, order, wanted: reached)
    defer { numbers.end(order) }
    try arena.spend(2 * order.count)
    try reverse(order, &numbers)
    return zip(wanted, isReached).map { $1 ? numbers.gradient($0) : nil }
  }

  /// Whether f was computed from x in any way, `stop` and gradients included.
  func depends(_ f: UInt32, on x: UInt32) throws(EngineError) -> Bool {
    var isFound = false
    walk(behind: [f]) { index in
      isFound = index == x
      return !isFound
    }
    return isFound
  }

  /// Goes to all nodes that some were computed from in any way, themselves first, each once.
  ///
  /// - Parameter visit: whether to go on.
  func walk(behind nodes: [UInt32], _ visit: (UInt32) -> Bool) {
    let epoch = arena.beginTraversal()
    var stack = nodes
    for index in stack { arena.records[Int(index)].mark = epoch }
    while let index = stack.popLast(), visit(index) {
      var next = arena.operands(index)
      let side = arena.records[Int(index)].side
      if side >= 0, let origin = arena.sides[Int(side)]?.origin, origin != .max { next.append(origin) }
      for operand in next where arena.records[Int(operand)].mark != epoch {
        arena.records[Int(operand)].mark = epoch
        stack.append(operand)
      }
    }
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
    arena.rewrite(
      index, code: code, operands: operands, attributes: attributes, varies: varies, origin: f.id.index,
      variable: arena.ticket(x.id.index))
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
    var scratch = takeScratch()
    defer {
      scratch.leads.clear(order)
      swap(&scratch, &self.scratch)
    }
    let standing = arena.standing
    arena.standing.insert(.isDerived)
    defer { arena.standing = standing }
    scratch.leads.mark(order, from: [x.id.index], in: arena)
    let path = ContiguousArray(order.filter { scratch.leads[$0] })
    try arena.spend(Self.differentiationWork(path.count))
    let times = arena.derivativeOrder(path) + 1
    if times > 2, let graph = try forwardGraph(of: f, withRespectTo: x, path: path) { return (graph, times) }
    var nodes = try NodeCotangents(self, of: f, withRespectTo: x, leads: scratch.leads)
    try reverse(path, &nodes)
    return (try nodes.result(), times)
  }

  /// The result of an operation as a node of its own, unless it is a derivative's.
  func twin(_ index: UInt32) throws(EngineError) -> Node {
    let record = arena.records[Int(index)]
    guard !record.flags.contains(.isDerived) else { return Node(graph: self, id: NodeID(index)) }
    let copy = try insert(
      code: record.code, arena.value(index), arena.operands(index), attributes: arena.attributes(index), rule: nil,
      varies: record.varies)
    return Node(graph: self, id: NodeID(copy))
  }
}

extension Arena {
  /// Gives a gradient's node the operation that its graph turned out to end in. The caller has taken hold of operands
  /// and origin; what the record held before is the caller's to release.
  mutating func rewrite(
    _ index: UInt32, code: UInt8, operands: [UInt32], attributes: Attributes, varies: Bool, origin: UInt32,
    variable: NodeTicket
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
      side.variable = variable
      sides[Int(slot)] = side
      return
    }
    let tensor: Tensor? = nil
    attach(
      NodeExtension(
        tensor: tensor, operands: many, attributes: attributes, rule: nil, origin: origin, variable: variable),
      to: index)
  }
}
