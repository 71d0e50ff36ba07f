extension Graph {
  /// vᵀ ∂y/∂x for each x, of x's shape: what an upstream gradient v becomes there. One backward sweep; nodes that can
  /// be differentiated again, by x and by what v was computed from.
  ///
  /// `y = W x` with W = [[1, 2, 3], [4, 5, 6]] and v = [1, −1] gives [−3, −3, −3].
  ///
  /// - Parameters:
  ///   - y: a node of any shape.
  ///   - xs: by what it is differentiated.
  ///   - v: of y's shape; taken as it is, also when it was computed from an x itself.
  /// - Throws: ``EngineError/shapeMismatch(operation:shapes:rule:)``, ``EngineError/noDependence``.
  public func vjp(of y: Node, withRespectTo xs: [Node], upstream v: Node) throws(EngineError) -> [Node] {
    guard v.shape == y.shape else {
      throw .shapeMismatch(operation: "vjp", shapes: [v.shape, y.shape], rule: "v has the shape of y")
    }
    for x in xs where try !depends(y.id.index, on: x.id.index) { throw .noDependence }
    try settleAll(v.id.index)
    let behind = order(leadingTo: v.id.index, onlyVarying: true)
    if !v.varies || !xs.contains(where: { behind.contains($0.id.index) }) {
      return try gradient(of: try weighted(y, v), withRespectTo: xs)
    }
    // The gradient must not flow through v: it is taken with an input in its place, and v put there afterwards.
    let place = try input(v.value)
    var result: [Node] = []
    for part in try gradient(of: try weighted(y, place), withRespectTo: xs) {
      result.append(try replay(part, replacing: [(place, v)]).result)
    }
    return result
  }

  /// Σ over the xs of ∂y/∂x v: how y changes when each x moves along its v. A node of y's shape that can be
  /// differentiated again.
  ///
  /// Twice backward: a vjp is linear in its upstream gradient, and its derivative by it is the jvp.
  ///
  /// `y = x²` at x = [1, 2] along v = [1, 10] gives [2, 40].
  ///
  /// - Parameters:
  ///   - y: a node of any shape.
  ///   - xs: by what it is differentiated.
  ///   - vs: one for each x, of its shape.
  /// - Throws: ``EngineError/shapeMismatch(operation:shapes:rule:)``, ``EngineError/noDependence``.
  public func jvp(of y: Node, withRespectTo xs: [Node], along vs: [Node]) throws(EngineError) -> Node {
    precondition(xs.count == vs.count, "a direction for each variable")
    for (x, v) in zip(xs, vs) where v.shape != x.shape {
      throw .shapeMismatch(operation: "jvp", shapes: [v.shape, x.shape], rule: "v has the shape of x")
    }
    let zero = Tensor(shape: y.shape, values: [Double](repeating: 0, count: y.shape.reduce(1, *)))
    let upstream = try input(zero)
    var along: Node?
    for (pulled, v) in zip(try vjp(of: y, withRespectTo: xs, upstream: upstream), vs) {
      let part = try weighted(pulled, v)
      if let others = along {
        along = try apply(.add, [others, part])
      } else {
        along = part
      }
    }
    guard let along else { return try constant(zero) }
    try settleAll(along.id.index)
    guard along.varies, order(leadingTo: along.id.index, onlyVarying: true).contains(upstream.id.index) else {
      return try constant(zero)
    }
    return try gradient(of: along, withRespectTo: [upstream])[0]
  }

  /// Σ vᵢ yᵢ.
  private func weighted(_ y: Node, _ v: Node) throws(EngineError) -> Node {
    let product = try apply(.mul, [y, v])
    return product.shape.isEmpty ? product : try apply(.sum, [product])
  }
}
