import Formulas

/// A layer's weighted sums x w + b: `[…, in]` with w `[in, out]` and b `[out]` (or a single number) gives `[…, out]`; b
/// is added to each sample. `affine([1, 2], [[1, 0], [0, 1]], [10, 20])` is [11, 22].
///
/// ∂x = ∂f wᵀ, ∂w = xᵀ ∂f, ∂b the sum of ∂f over the samples. Linear in each: no kink.
struct Affine: CompositePrimitive {
  let name = "affine"
  let parameters: [Primitive.Parameter] = [.init("x"), .init("w"), .init("b")]
  let summary = "x w + b, the weighted sums of a layer: x is [batch, in], w [in, out], b [out]"
  let glyph = "xw+b"
  let derivativeText = "∂x = ∂f wᵀ, ∂w = xᵀ ∂f, ∂b = Σ∂f over the samples"
  let rule: Primitive.PullbackRule? = .init(
    "affine(x, w, b)", is: "x @ w + b", "[n, out]", upstream: "randn(4, 2)",
    .init("x", "[n, in]", "randn(4, 3)", "df @ w.T"), .init("w", "[in, out]", "randn(3, 2)", "x.T @ df"),
    .init("b", "[out]", "randn(2)", "sum(df, axis: 0)"))
  let chapter = Primitive.Chapter.networks
  let example: Primitive.Example? = .init("affine([1, 2], [[1, 0], [0, 1]], [10, 20])", "[11, 22]")
  var samples: [StructuralSample] {
    [.init([2, 3], [3, 2], [2]), .init([3], [3, 2], [2]), .init([2, 2, 3], [3, 1], [])]
  }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    let (x, w, b) = (shapes[0], shapes[1], shapes[2])
    guard w.count == 2 else {
      throw .shapeMismatch(operation: name, shapes: [x, w], rule: "w is a matrix, [in, out]")
    }
    guard let last = x.last, last == w[0] else {
      throw .shapeMismatch(
        operation: name, shapes: [x, w],
        rule: "the last size of x must equal the first of w (\(w[0])): x is […, in], w is [in, out]")
    }
    guard b.isEmpty || b == [w[1]] else {
      throw .shapeMismatch(
        operation: name, shapes: [w, b], rule: "b has an entry for each column of w: w is [in, out], b is [out]")
    }
    return x.dropLast() + [w[1]]
  }

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    try algebra.apply(.add, [try algebra.apply(.matmul, [operands[0], operands[1]]), operands[2]])
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let (x, w) = (pull.operands[0], pull.operands[1])
    let shape = algebra.shape(x)
    let (rows, sizes) = (shape.dropLast().reduce(1, *), algebra.shape(w))
    if operand == 2 { return try algebra.reduced(pull.upstream, to: algebra.shape(pull.operands[2])) }
    let upstream = try algebra.reshaped(pull.upstream, to: [rows, sizes[1]])
    if operand == 1 {
      let samples = try algebra.reshaped(x, to: [rows, sizes[0]])
      return try algebra.apply(.matmul, [try algebra.apply(.transpose, [samples]), upstream])
    }
    let flow = try algebra.apply(.matmul, [upstream, try algebra.apply(.transpose, [w])])
    return try algebra.reshaped(flow, to: shape)
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int {
    let (product, overflow) = result.reduce(1, *).multipliedReportingOverflow(by: 2 * shapes[1][0] + 1)
    return overflow ? .max : product
  }

  func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation? {
    operand == 2 ? gradient.summed : gate.pulledThroughProduct(gradient, to: operand)
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(call.operands[0]) @ \(call.operands[1]) + \(call.operands[2])"
  }
}
