import Formulas

/// The matrix product with NumPy's rules: a vector on the left is a row, on the right a column, and leading axes are
/// batches that broadcast. `[[1, 2], [3, 4]] @ [1, 1]` is [3, 7].
///
/// Each entry is one chain of fused multiply-adds with the inner index ascending, so that tiles and threads give the
/// same bits; in 32 bits, chains of 256 added pair by pair where the inner index has more than 1,024 entries. ∂A = ∂C
/// Bᵀ, ∂B = Aᵀ ∂C.
struct MatrixProduct: StructuralPrimitive {
  /// `matmul`, or `dot` for those who know it by that name.
  let name: String
  let parameters: [Primitive.Parameter] = [.init("a"), .init("b")]
  let summary = "the matrix product, with NumPy's rules for vectors and batches"
  var glyph: String { name == "dot" ? "·" : "@" }
  let pattern: Primitive.Pattern? = .swaps
  let derivativeText = "∂a = ∂f bᵀ, ∂b = aᵀ ∂f"
  let rule: Primitive.PullbackRule? = .init(
    "a @ b", "[m, n]", upstream: "randn(2, 4)", .init("a", "[m, k]", "randn(2, 3)", "df @ b.T"),
    .init("b", "[k, n]", "randn(3, 4)", "a.T @ df"))
  let chapter = Primitive.Chapter.linearAlgebra
  let example: Primitive.Example? = .init("dot([1, 2], [3, 4])", "11")
  var samples: [StructuralSample] {
    [
      .init([2, 3], [3, 2]), .init([3], [3, 2]), .init([2, 3], [3]), .init([3], [3]), .init([2, 2, 3], [3, 2]),
      .init([2, 1, 2, 3], [3, 3, 1]),
    ]
  }
  var spelling: Spelling { name == "matmul" ? .sign("@", .product) : .call }
  var spoken: String { name == "matmul" ? "`@`" : "`\(name)`" }

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    let layout = try Layout(name, shapes[0], shapes[1])
    var result = layout.batch
    if shapes[0].count > 1 { result.append(layout.rows) }
    if shapes[1].count > 1 { result.append(layout.columns) }
    return result
  }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int {
    let (product, overflow) = result.reduce(1, *).multipliedReportingOverflow(by: 2 * (shapes[0].last ?? 1))
    return overflow ? .max : product
  }

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    let layout = try Layout(name, operands[0].shape, operands[1].shape)
    return ProductKernel.values(
      operands[0].values, operands[1].values, rows: layout.joinedRows, inner: layout.inner, columns: layout.columns,
      starts: layout.starts)
  }

  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float] {
    let layout = try Layout(name, operands[0].shape, operands[1].shape)
    return ProductKernel.values(
      operands[0].singles, operands[1].singles, rows: layout.joinedRows, inner: layout.inner,
      columns: layout.columns, starts: layout.starts)
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .product
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let (a, b) = (pull.operands[0], pull.operands[1])
    let layout = try Layout(name, algebra.shape(a), algebra.shape(b))
    let upstream = try algebra.reshaped(pull.upstream, to: layout.batch + [layout.rows, layout.columns])
    let left = try algebra.reshaped(a, to: layout.left)
    let right = try algebra.reshaped(b, to: layout.right)
    if operand == 0 {
      let full = try algebra.apply(.matmul, [upstream, try algebra.flipped(right)])
      return try algebra.reshaped(try algebra.reduced(full, to: layout.left), to: algebra.shape(a))
    }
    let full = try algebra.apply(.matmul, [try algebra.flipped(left), upstream])
    return try algebra.reshaped(try algebra.reduced(full, to: layout.right), to: algebra.shape(b))
  }

  func slopeNotation(_ gate: GateNotation, to operand: Int) -> Notation? {
    let other = gate.operands[1 - operand]
    return gate.operandShapes[1 - operand].count > 1 ? other + GateNotation.transposeSign : other
  }

  func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation? {
    gate.pulledThroughProduct(gradient, to: operand)
  }

  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] {
    let sizes = operands.map { Tensor(shape: $0.shape, values: $0.values.map(\.magnitude)) }
    let left = try forward([errors[0], sizes[1]], attributes, shape: result.shape)
    let right = try forward([sizes[0], errors[1]], attributes, shape: result.shape)
    let rounded = try forward(sizes, attributes, shape: result.shape)
    let length = Double(operands[0].shape.last ?? 1)
    return rounded.indices.map { left[$0] + right[$0] + unit * length * rounded[$0] }
  }

  /// Both operands as stacks of matrices.
  private struct Layout {
    var batch: [Int]
    var rows: Int
    var inner: Int
    var columns: Int
    var left: [Int]
    var right: [Int]

    init(_ name: String, _ a: [Int], _ b: [Int]) throws(EngineError) {
      guard !a.isEmpty && !b.isEmpty else {
        throw .shapeMismatch(operation: name, shapes: [a, b], rule: "neither side is a single number; use * for that")
      }
      left = a.count == 1 ? [1, a[0]] : a
      right = b.count == 1 ? [b[0], 1] : b
      rows = left[left.count - 2]
      inner = left[left.count - 1]
      columns = right[right.count - 1]
      guard inner == right[right.count - 2] else {
        throw .shapeMismatch(
          operation: name, shapes: [a, b],
          rule:
            "the last size of the left (\(inner)) must equal the \(b.count == 1 ? "size" : "last but one") of the right (\(right[right.count - 2]))"
        )
      }
      let leading = [left, right].map { Array($0.dropLast(2)) }
      guard let batch = try? Broadcasting.shape(name, leading) else {
        throw .shapeMismatch(operation: name, shapes: [a, b], rule: Broadcasting.batchRule)
      }
      self.batch = batch
    }

    /// Rows of the left in one product: where all batches meet one matrix on the right, they are one long matrix.
    var joinedRows: Int { isJoined ? batch.reduce(rows, *) : rows }

    private var isJoined: Bool { right.dropLast(2).allSatisfy { $0 == 1 } && Array(left.dropLast(2)) == batch }

    /// Where the two matrices of each product begin.
    var starts: [(a: Int, b: Int)] {
      if batch.isEmpty || isJoined { return [(0, 0)] }
      func first(_ shape: [Int]) -> [Int] {
        let own = Array(shape.dropLast(2))
        let order = Tensor(shape: own, values: (0..<own.reduce(1, *)).map(Double.init))
        let size = shape[shape.count - 2] * shape[shape.count - 1]
        return Broadcasting.expand(order, to: batch).map { Int($0) * size }
      }
      return zip(first(left), first(right)).map { ($0, $1) }
    }
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    "\(call.operands[0]) @ \(call.operands[1])"
  }
}
