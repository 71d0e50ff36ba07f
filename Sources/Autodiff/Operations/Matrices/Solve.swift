/// The x with a x = b, without an inverse: by LU decomposition with partial pivoting. `solve([[2, 0], [0, 4]], [2, 2])`
/// is [1, 0.5].
///
/// a is `[n, n]`; b is `[n]`, or `[n, k]` for k right sides at once. Stacks `[…, n, n]` and `[…, n, k]` broadcast as in
/// NumPy; a b with one axis is one right side for all. ∂b = solve(aᵀ, ∂x), ∂a = −∂b xᵀ. A singular matrix is an error.
struct Solve: StructuralPrimitive {
  let name = "solve"
  let parameters: [Primitive.Parameter] = [.init("a"), .init("b")]
  let summary = "the x with a x = b"
  let derivativeText = "∂b = solve(aᵀ, ∂f), ∂a = −∂b fᵀ"
  let rule: Primitive.PullbackRule? = .init(
    "solve(a, b)", is: "inv(a) @ b", "[n]", upstream: "randn(3)",
    .init("a", "[n, n]", "randn(3, 3) + 4 * eye(3)", "-outer(solve(a.T, df), f)"),
    .init("b", "[n]", "randn(3)", "solve(a.T, df)"))
  let chapter = Primitive.Chapter.linearAlgebra
  let example: Primitive.Example? = .init("solve([[2, 0], [0, 4]], [2, 2])", "[1, 0.5]")
  var samples: [StructuralSample] {
    [.init([3, 3], [3]), .init([2, 2], [2, 3]), .init([2, 1, 2, 2], [3, 2, 2]), .init([2, 2, 2], [2])]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    try Layout(name, shapes[0], shapes[1]).shape
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int {
    SquareMatrices.work(shapes[0].reduce(1, *) + 2 * result.reduce(1, *), shapes[0])
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    let layout = try Layout(name, operands[0].shape, operands[1].shape)
    let (n, k) = (layout.size, layout.columns)
    let parts = SquareMatrices.decomposed(operands[0])
    for part in parts { try part.refuseSingular(name) }
    let places = Broadcasting.expand(
      Tensor(shape: Array(operands[0].shape.dropLast(2)), values: parts.indices.map(Double.init)), to: layout.batch)
    let b = Broadcasting.expand(
      Tensor(shape: layout.right, values: operands[1].values), to: layout.batch + [n, k])
    var result = [Double](repeating: 0, count: b.count)
    for (batch, place) in places.enumerated() {
      for column in 0..<k {
        let side = (0..<n).map { b[(batch * n + $0) * k + column] }
        for (row, value) in parts[Int(place)].solve(side).enumerated() {
          result[(batch * n + row) * k + column] = value
        }
      }
    }
    return result
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .own
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let (a, b) = (pull.operands[0], pull.operands[1])
    let layout = try Layout(name, algebra.shape(a), algebra.shape(b))
    let columns = layout.batch + [layout.size, layout.columns]
    let flow = try algebra.apply(
      .solve, [try algebra.flipped(a), try algebra.reshaped(pull.upstream, to: columns)])
    if operand == 1 {
      return try algebra.reshaped(try algebra.reduced(flow, to: layout.right), to: algebra.shape(b))
    }
    let x = try algebra.reshaped(pull.result, to: columns)
    let product = try algebra.apply(.matmul, [flow, try algebra.flipped(x)])
    return try algebra.reduced(try algebra.apply(.neg, [product]), to: algebra.shape(a))
  }

  func map(
    _ arithmetic: MapArithmetic, _ operands: [Tensor], result: [Int], to operand: Int
  ) throws(EngineError) -> LinearMap? {
    operand == 1 ? try arithmetic.solving(operands, result: result) : nil
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] {
    // |A⁻¹| (ΔA |x| + Δb), ΔA with the rounding of n steps.
    let layout = try Layout(name, operands[0].shape, operands[1].shape)
    let rounding = unit * Double(layout.size)
    let inverse = try Inverse().forward([operands[0]], .none, shape: operands[0].shape).map(\.magnitude)
    let shaken = zip(operands[0].values, errors[0].values).map { rounding * $0.magnitude + $1 }
    let algebra = PlainAlgebra(precision: .double)
    let x = Tensor(shape: layout.batch + [layout.size, layout.columns], values: result.values.map(\.magnitude))
    let moved = try algebra.apply(.matmul, [Tensor(shape: operands[0].shape, values: shaken), x])
    let sum = try algebra.apply(.add, [moved, try algebra.reshaped(errors[1], to: layout.right)])
    return try algebra.apply(.matmul, [Tensor(shape: operands[0].shape, values: inverse), sum]).values
  }

  private struct Layout {
    var size: Int
    var columns: Int
    var batch: [Int]
    /// b as columns.
    var right: [Int]
    var shape: [Int]

    init(_ name: String, _ a: [Int], _ b: [Int]) throws(EngineError) {
      try SquareMatrices.check(name, a)
      size = a[a.count - 1]
      guard !b.isEmpty, b[b.count == 1 ? 0 : b.count - 2] == size else {
        throw .shapeMismatch(
          operation: name, shapes: [a, b],
          rule: "b has a row for each of a's (\(size)): it is [n], or [n, k] for k right sides")
      }
      right = b.count == 1 ? [size, 1] : b
      columns = right[right.count - 1]
      let leading = [a, right].map { Array($0.dropLast(2)) }
      guard let batch = try? Broadcasting.shape(name, leading) else {
        throw .shapeMismatch(operation: name, shapes: [a, b], rule: Broadcasting.batchRule)
      }
      self.batch = batch
      shape = batch + [size] + (b.count == 1 ? [] : [columns])
    }
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(dialect.module).linalg.solve(\(call.operands[0]), \(call.operands[1]))"
  }
}
