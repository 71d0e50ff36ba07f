/// The matrix product's derivatives: C = A B by A is I ⊗ Bᵀ, block diagonal with one block for each row of A; by B it is
/// A ⊗ I, whose blocks lie a row of B apart. The factor's numbers are used as they stand, once.
struct MatrixProductMap {
  private var batch: [Int]
  private var rows: Int
  private var inner: Int
  private var columns: Int
  private var left: Tensor
  private var right: Tensor

  init(name: String, operands: [Tensor], result: [Int]) throws(EngineError) {
    let (a, b) = (operands[0], operands[1])
    left = a.shape.count == 1 ? Tensor(shape: [1, a.count], values: a.values) : a
    right = b.shape.count == 1 ? Tensor(shape: [b.count, 1], values: b.values) : b
    rows = left.shape[left.shape.count - 2]
    inner = left.shape[left.shape.count - 1]
    columns = right.shape[right.shape.count - 1]
    batch = try Broadcasting.shape(name, [Array(left.shape.dropLast(2)), Array(right.shape.dropLast(2))])
  }

  func map(of operand: Int, arithmetic: MapArithmetic) throws(EngineError) -> LinearMap {
    let other = operand == 0 ? right : left
    let own = operand == 0 ? left : right
    let count = batch.reduce(1, *)
    let isOne = other.shape.dropLast(2).allSatisfy { $0 == 1 }
    let numbers =
      isOne ? other.values : Broadcasting.expand(other, to: batch + Array(other.shape.suffix(2)))
    // A vector on the right has one column: its blocks are rows of the left factor's matrix.
    let full: BlockedMap
    if operand == 0 {
      let block = BlockedMap(outer: isOne ? 1 : count, inner: 1, height: inner, width: columns, values: numbers)
      let flipped = block.transposed
      full = BlockedMap(
        outer: count * rows, inner: 1, height: columns, width: inner, values: flipped.values,
        group: max(isOne ? count * rows : rows, 1))
    } else {
      full = BlockedMap(
        outer: count, inner: columns, height: rows, width: inner, values: numbers,
        group: max(isOne ? count : 1, 1), sharesInner: true)
    }
    let ownShape = batch + Array(own.shape.suffix(2))
    if ownShape.reduce(1, *) == own.count { return .blocked(full) }
    return try arithmetic.product(.blocked(full), try arithmetic.spreading(own.shape, to: ownShape))
  }
}
