import Formulas

/// The axes in another order, reversed when none is given. `transpose([[1, 2], [3, 4]])` is [[1, 3], [2, 4]].
struct Transpose: StructuralPrimitive {
  let name = "transpose"
  let parameters: [Primitive.Parameter] = [.init("x"), .init("axes", .shape, optional: true)]
  let summary = "the axes in another order, reversed when none is given"
  let glyph = "xᵀ"
  let pattern: Primitive.Pattern? = .passes
  let derivativeText = "∂fᵀ"
  let rule: Primitive.PullbackRule? = .init(
    "x.T", "[n, m]", upstream: "randn(3, 2)", .init("x", "[m, n]", "randn(2, 3)", "df.T"))
  let chapter = Primitive.Chapter.linearAlgebra
  // Axes one by one; `x.T` for short.
  let spelling = Spelling.sharedCall
  let example: Primitive.Example? = .init("transpose([[1, 2], [3, 4]])", "[[1, 3], [2, 4]]")
  var samples: [StructuralSample] {
    [.init([2, 3]), .init([2, 3, 2], attributes: Attributes(axes: [1, 2, 0]))]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try order(shapes[0], attributes).map { shapes[0][$0] }
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    let x = operands[0]
    let order = try self.order(x.shape, attributes)
    let rank = order.count
    if rank >= 2, order == Array(0..<(rank - 2)) + [rank - 1, rank - 2] {
      return TransposeKernel.values(
        x.values, batches: x.shape.dropLast(2).reduce(1, *), rows: x.shape[rank - 2], columns: x.shape[rank - 1])
    }
    let values = x.values
    var strides = [Int](repeating: 1, count: x.shape.count)
    for i in stride(from: x.shape.count - 2, through: 0, by: -1) { strides[i] = strides[i + 1] * x.shape[i + 1] }
    var positions = [0]
    for axis in order {
      var next: [Int] = []
      next.reserveCapacity(positions.count * x.shape[axis])
      for position in positions {
        for k in 0..<x.shape[axis] { next.append(position + k * strides[axis]) }
      }
      positions = next
    }
    return positions.map { values[$0] }
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    moving(shapes[0], attributes, result: result)
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let order = try self.order(pull.algebra.shape(pull.operands[0]), pull.attributes)
    var inverse = order
    for (i, axis) in order.enumerated() { inverse[axis] = i }
    return try pull.algebra.apply(.transpose, [pull.upstream], Attributes(axes: inverse))
  }

  func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation? {
    GradientNotation(gradient.atom + GateNotation.transposeSign)
  }

  private func order(_ shape: [Int], _ attributes: Attributes) throws(EngineError) -> [Int] {
    guard let axes = attributes.axes else { return shape.indices.reversed() }
    var order: [Int] = []
    for axis in axes { order.append(try Axes.position(name, axis, rank: shape.count)) }
    guard order.sorted() == Array(shape.indices) else {
      throw .badArgument(operation: name, problem: "axes \(axes) do not name each of \(shape.count) axes once")
    }
    return order
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let x = call.operands[0]
    guard let order = try? order(call.shapes[0], call.attributes) else { return nil }
    return "\(dialect.module).\(dialect.isTorch ? "permute" : "transpose")(\(x), \(dialect.tuple(order)))"
  }
}
