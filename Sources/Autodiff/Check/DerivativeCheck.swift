/// A derivative that was given out, compared with central differences.
public struct DerivativeCheck {
  /// The derivative that entries belong to.
  public enum Subject: Hashable, Sendable {
    /// The gradient, or vᵀ ∂y/∂x, by the x of this number.
    case gradient(x: Int)
    /// ∂y/∂x v: entries of y.
    case product
    /// A Hessian, row by row: of the gradient's entries by the variable's.
    case hessian
  }

  /// Each derivative that was looked at, with its entries.
  public internal(set) var parts: [(subject: Subject, check: GradientCheck)] = []
}

extension Graph {
  /// Forward passes that a check takes, beside about two that make the function known to a probe.
  private static let passes = 8
  /// Entries looked at of each variable.
  private static let sample = 64
  /// Rows of a Hessian, and entries of each; entries of a product along a direction.
  private static let few = 4

  /// A derivative that was given out against central differences: of single entries as many as about ten forward passes
  /// allow, and along a direction of ±1 through all of them.
  ///
  /// Numbers behind `stop` stay as they are, and so does the upstream gradient of a product. Of 32-bit graphs the derivative is
  /// taken anew in 64 bits.
  ///
  /// - Throws: budgets; what cannot be looked at is for the caller to pass over.
  public func check(_ derivative: Derivative) throws(EngineError) -> DerivativeCheck {
    leavesDerivativesUnbuilt = true
    defer { leavesDerivativesUnbuilt = false }
    switch derivative.form {
    case .gradient: return try gradientCheck(derivative, of: derivative.y)
    case .vectorJacobian(let upstream):
      return try gradientCheck(derivative, of: try weighted(derivative.y, by: upstream.value))
    case .jacobianVector(let along):
      return try productCheck(derivative.y, derivative.xs, along.map(\.value), derivative.results[0])
    case .hessian: return try hessianCheck(derivative.y, derivative.xs[0], derivative.results[0])
    }
  }

  private func gradientCheck(_ derivative: Derivative, of f: Node) throws(EngineError) -> DerivativeCheck {
    var xs: [Node] = []
    var numbers: [Int] = []
    var analytic: [Node: Tensor] = [:]
    // f itself has the gradient 1 by definition, and a variable that is named twice is looked at once.
    for (number, (x, result)) in zip(derivative.xs, derivative.results).enumerated()
    where x != derivative.y && analytic[x] == nil {
      xs.append(x)
      numbers.append(number)
      analytic[x] = result.value
    }
    let checks = try checkGradient(of: f, at: xs, analytic: analytic, sample: Self.sample, passes: Self.passes)
    return DerivativeCheck(parts: zip(numbers, checks).map { (.gradient(x: $0), $1) })
  }

  /// Σ uᵢ yᵢ for numbers u.
  private func weighted(_ y: Node, by u: Tensor) throws(EngineError) -> Node {
    let product = try apply(.mul, [y, try constant(u)])
    return product.shape.isEmpty ? product : try apply(.sum, [product])
  }

  // MARK: Along a direction

  private func productCheck(
    _ y: Node, _ xs: [Node], _ vs: [Tensor], _ result: Node
  ) throws(EngineError) -> DerivativeCheck {
    if let (wide, mapping) = try widened(y) {
      let counterparts = xs.map { mapping[$0] ?? $0 }
      var along: [Node] = []
      for v in vs { along.append(try constant(v.converted(to: .double))) }
      let again = try jvp(of: wide, withRespectTo: counterparts, along: along)
      return try productCheck(wide, counterparts, along.map(\.value), again)
    }
    // A variable that is named twice moves twice, which no probe does.
    guard Set(xs).count == xs.count else { return DerivativeCheck() }
    let analytic = result.value.values
    let difference = ProductDifference(graph: self, y: y, xs: xs, vs: vs)
    let looked = analytic.count <= Self.few ? Array(analytic.indices) : [0, analytic.count - 1]
    var found: [GradientCheck.Entry] = []
    for position in looked {
      var entry = try difference.judge(position..<(position + 1), analytic)
      entry.position = position
      found.append(entry)
    }
    if looked.count < analytic.count, !found.contains(where: { $0.verdict == .fail }),
      let wrong = try difference.wrongEntry(analytic)
    {
      found.append(wrong)
    }
    return DerivativeCheck(parts: [(.product, GradientCheck(entries: found, shape: y.shape))])
  }

  // MARK: Second derivatives

  private func hessianCheck(_ f: Node, _ x: Node, _ result: Node) throws(EngineError) -> DerivativeCheck {
    if let (wide, mapping) = try widened(f) {
      guard let counterpart = mapping[x] else { return DerivativeCheck() }
      return try hessianCheck(wide, counterpart, try hessian(of: wide, withRespectTo: counterpart))
    }
    guard x != f else { return DerivativeCheck() }
    let record = arena.records[Int(result.id.index)]
    let first =
      record.code == NodeCode.pendingGradient
      ? Node(graph: self, id: NodeID(record.a)) : try gradient(of: f, withRespectTo: [x])[0]
    var check = DerivativeCheck(
      parts: zip(
        [.gradient(x: 0)],
        try checkGradient(
          of: f, at: [x], analytic: [x: first.value], sample: Self.sample, passes: Self.passes)
      ).map { ($0, $1) })
    let count = x.shape.reduce(1, *)
    try settleAll(first.id.index)
    guard first.kind == .operation, count > 0, try depends(first.id.index, on: x.id.index) else { return check }
    let matrix = Jacobian(
      map: .dense(count, count, result.value.values), outputShape: first.shape, inputShape: x.shape, layout: .numerator)
    check.parts.append((.hessian, try checkJacobian(matrix, of: first, at: x, sample: Self.few)))
    return check
  }
}

/// The numeric derivative of Σ uᵢ yᵢ, for u of 0 and ±1, as the xs move along directions.
private struct ProductDifference {
  let graph: Graph
  let y: Node
  let xs: [Node]
  let vs: [Tensor]

  /// - Parameter range: the entries of y that u tells of; a single one has u = 1.
  func judge(_ range: Range<Int>, _ analytic: [Double]) throws(EngineError) -> GradientCheck.Entry {
    let isSingle = range.count == 1
    func u(_ entry: Int) -> Double { isSingle ? 1 : DirectionCheck.sign(entry) }
    let weights = Tensor(shape: y.shape, values: analytic.indices.map { range.contains($0) ? u($0) : 0 })
    let product = try graph.apply(.mul, [y, try graph.constant(weights)])
    let f = product.shape.isEmpty ? product : try graph.apply(.sum, [product])
    var probe = try Probe(try Plan(probing: f, at: xs))
    // Steps are as long as the longest way of an entry.
    let scale = vs.reduce(0) { $1.values.reduce($0) { max($0, $1.magnitude) } }
    guard scale > 0, scale.isFinite else {
      return GradientCheck.Entry(
        position: range.lowerBound, analytic: 0, numeric: 0, uncertainty: 0, verdict: .pass)
    }
    let parts = xs.indices.map { i in
      Probe.Movement(input: i, entries: 0..<vs[i].count, direction: vs[i].values.map { $0 / scale })
    }
    let reached = xs.indices.map { probe.followers(of: $0) }
    let slope = range.reduce(0) { $0 + u($1) * analytic[$1] } / scale
    guard let followers = probe.followers(of: reached, leadingTo: Array(xs.indices)) else {
      return GradientCheck.Entry(
        position: range.lowerBound, analytic: slope * scale, numeric: .nan, uncertainty: .infinity,
        verdict: .undecided)
    }
    // Of a sum, 1e-6 of the greatest term is allowed: what cancels keeps its rounding.
    let greatest = isSingle ? 0 : range.reduce(0) { max($0, analytic[$1].magnitude) } / scale
    let difference = CentralDifference(movement: .direction(parts), x: 0, rounding: 1e-6 * greatest)
    var entry = try difference.judge(&probe, followers, analytic: slope, position: range.lowerBound)
    entry.analytic *= scale
    entry.numeric *= scale
    entry.uncertainty *= scale
    return entry
  }

  /// The entry that makes a direction through all of them disagree; `nil` where none does.
  func wrongEntry(_ analytic: [Double]) throws(EngineError) -> GradientCheck.Entry? {
    var range = analytic.indices
    guard try judge(range, analytic).verdict == .fail else { return nil }
    while range.count > 1 {
      let middle = (range.lowerBound + range.upperBound) / 2
      let left = range.lowerBound..<middle
      range = try judge(left, analytic).verdict == .fail ? left : middle..<range.upperBound
    }
    let entry = try judge(range, analytic)
    return entry.verdict == .fail ? entry : nil
  }
}
