/// The product of all entries, or along an axis, by halves. `prod([2, 3, 4])` is 24.
///
/// Each entry's derivative is the product of the others, also where some are 0.
struct Product: CompositePrimitive, AxisReduction {
  let name = "prod"
  let summary = "the product of all entries, or along an axis"
  let glyph = "∏"
  let pattern: Primitive.Pattern? = .swaps
  let derivativeText = "the product of the other entries"
  let rule: Primitive.PullbackRule? = .init(
    "prod(x)", "[]", .init("x", "[n]", "randn(4)", "df * f / x"))
  let example: Primitive.Example? = .init("prod([2, 3, 4])", "24")
  var samples: [StructuralSample] {
    StructuralSample.reductions + [.init([7])]
  }
  let bounds = ResultBounds.factors

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let shape = try self.shape([algebra.shape(operands[0])], attributes)
    guard let last = try levels(algebra, operands[0], attributes).last else {
      return try algebra.constant(.full(shape, 1))
    }
    return try algebra.reshaped(last.whole, to: shape)
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let shape = algebra.shape(pull.operands[0])
    let levels = try self.levels(algebra, pull.operands[0], pull.attributes)
    guard let last = levels.last else { return nil }
    var gradient = try algebra.reshaped(pull.upstream, to: algebra.shape(last.whole))
    for level in levels.dropLast().reversed() {
      // whole = left × right, and an odd last slice passes through.
      guard let left = level.left, let right = level.right else { continue }
      let half = algebra.shape(left)[1]
      let total = algebra.shape(gradient)[1]
      let inner = try slice(algebra, gradient, 0, half)
      var parts = [try algebra.apply(.mul, [inner, right]), try algebra.apply(.mul, [inner, left])]
      if total > half { parts.append(try slice(algebra, gradient, half, total)) }
      gradient = try algebra.apply(.concat, parts, Attributes(axis: 1))
    }
    return try algebra.reshaped(gradient, to: shape)
  }

  private struct Level<Value> {
    var whole: Value
    var left: Value?
    var right: Value?
  }

  /// x as [outer, size, inner], then its halves multiplied until one slice is left.
  private func levels<A: Algebra>(
    _ algebra: A, _ x: A.Value, _ attributes: Attributes
  ) throws(EngineError) -> [Level<A.Value>] {
    let axes = try Axes(name, algebra.shape(x), axis: attributes.axis)
    guard axes.size > 0 else { return [] }
    var whole = try algebra.reshaped(x, to: [axes.outer, axes.size, axes.inner])
    var levels: [Level<A.Value>] = []
    var size = axes.size
    while size > 1 {
      let half = size / 2
      let left = try slice(algebra, whole, 0, half)
      let right = try slice(algebra, whole, half, 2 * half)
      levels.append(Level(whole: whole, left: left, right: right))
      var next = try algebra.apply(.mul, [left, right])
      if size > 2 * half {
        next = try algebra.apply(.concat, [next, try slice(algebra, whole, 2 * half, size)], Attributes(axis: 1))
      }
      whole = next
      size -= half
    }
    levels.append(Level(whole: whole))
    return levels
  }

  private func slice<A: Algebra>(
    _ algebra: A, _ x: A.Value, _ from: Int, _ to: Int
  ) throws(EngineError) -> A.Value {
    try algebra.apply(.index, [x], Attributes(indices: [.range(nil, nil), .range(from, to)]))
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    dialect.reduction("prod", call)
  }
}
