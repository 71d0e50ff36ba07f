extension Graph {
  /// The Jacobian ∂y/∂x with its structure, found from the graph: an elementwise map is diagonal and stays so through
  /// further ones, rows that are handled by themselves give blocks, moved entries a sparse matrix, and only what mixes
  /// everything with everything is dense.
  ///
  /// `relu([1, -2, 3])` by its operand is diagonal: 1, 0, 1. An elementwise map of 409,600 entries takes as many
  /// numbers and not 409,600².
  ///
  /// - Throws: ``EngineError/noDependence`` when y was not computed from x; budgets, where a dense part does not fit.
  public func jacobian(
    of y: Node, withRespectTo x: Node, layout: Jacobian.Layout = .numerator
  ) throws(EngineError) -> Jacobian {
    Jacobian(
      map: try jacobianMap(of: y, withRespectTo: x), outputShape: y.shape, inputShape: x.shape, layout: layout)
  }

  func jacobianMap(of y: Node, withRespectTo x: Node) throws(EngineError) -> LinearMap {
    try settleAll(y.id.index, movedBy: [x.id.index])
    guard try depends(y.id.index, on: x.id.index) else { throw .noDependence }
    let arithmetic = MapArithmetic(graph: self)
    if y.shape.reduce(1, *) == 1, x.id != y.id {
      // A single row is one backward sweep.
      let numbers = try gradientNumbers(of: y.id.index, withRespectTo: [x.id.index])[0]
      let count = x.shape.reduce(1, *)
      return numbers.map { .dense(1, count, $0.values) } ?? .zero(rows: 1, columns: count)
    }
    return try MapAccumulation(arithmetic: arithmetic).map(of: y, withRespectTo: x)
  }

  /// A Jacobian as a node of shape [rows, columns] that can be differentiated again: the graph of its rows is built
  /// when something asks for it.
  ///
  /// - Parameters:
  ///   - jacobian: of y by x.
  ///   - y: what was differentiated.
  ///   - x: by what.
  /// - Throws: the memory budget, where it does not fit as a whole.
  public func node(_ jacobian: Jacobian, of y: Node, withRespectTo x: Node) throws(EngineError) -> Node {
    let shape = [jacobian.rows, jacobian.columns]
    try admit(shape: shape)
    guard jacobian.structure != .zero else { return try constant(.full(shape, 0)) }
    let map = jacobian.layout == .numerator ? jacobian.map : jacobian.map.transposed
    let node = try pendingJacobian(Tensor(shape: [map.rows, map.columns], values: map.denseValues), of: y, x)
    return jacobian.layout == .numerator ? node : try apply(.transpose, [node])
  }

  /// ∂²f/∂xᵢ∂xⱼ, the entries of x row by row: the Jacobian of the gradient. A node of shape [n, n] that can be
  /// differentiated again; for a scalar x of shape [].
  ///
  /// `f = x₀² x₁` at (1, 2) gives [[4, 2], [2, 0]].
  ///
  /// - Throws: as ``gradient(of:withRespectTo:)``.
  public func hessian(of f: Node, withRespectTo x: Node) throws(EngineError) -> Node {
    let first = try gradient(of: f, withRespectTo: [x])[0]
    let count = x.shape.reduce(1, *)
    let shape = x.shape.isEmpty ? [] : [count, count]
    try admit(shape: shape)
    var map = LinearMap.zero(rows: count, columns: count)
    try settleAll(first.id.index)
    if first.varies, try depends(first.id.index, on: x.id.index) {
      map = try jacobianMap(of: first, withRespectTo: x)
    }
    if case .zero = map {
      return try constant(.full(shape, 0))
    }
    return try pendingJacobian(Tensor(shape: shape, values: map.denseValues), of: first, x)
  }

  private func pendingJacobian(_ value: Tensor, of y: Node, _ x: Node) throws(EngineError) -> Node {
    let index = try insert(
      code: NodeCode.pendingGradient, value, [y.id.index, x.id.index], attributes: .none, rule: nil, varies: true)
    arena.pendingCount += 1
    return Node(graph: self, id: NodeID(index))
  }

  /// The rows of a Jacobian as nodes, stacked to a shape, and how often they were differentiated by now.
  func jacobianGraph(of y: Node, withRespectTo x: Node, shape: [Int]) throws(EngineError) -> (node: Node, order: Int) {
    let (rows, columns) = (y.shape.reduce(1, *), x.shape.reduce(1, *))
    let flat = try apply(.reshape, [y], Attributes(shape: [rows]))
    var parts: [Node] = []
    var order = 0
    for row in 0..<rows {
      let entry = try apply(.index, [flat], Attributes(indices: [.at(row)]))
      let (gradient, times) = try derivativeGraph(of: entry, withRespectTo: x)
      order = max(order, times)
      parts.append(try apply(.reshape, [gradient], Attributes(shape: [columns])))
    }
    let stacked = try apply(.stack, parts, Attributes(axis: 0))
    return (try apply(.reshape, [stacked], Attributes(shape: shape)), order)
  }
}
