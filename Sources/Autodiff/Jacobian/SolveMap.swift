extension MapArithmetic {
  /// `solve(a, b)` by b: A⁻¹ ⊗ I, one block for each matrix of a stack, whose rows lie the number of right sides apart.
  func solving(_ operands: [Tensor], result: [Int]) throws(EngineError) -> LinearMap {
    let (a, b) = (operands[0], operands[1])
    let size = a.shape[a.shape.count - 1]
    let right = b.shape.count == 1 ? [size, 1] : b.shape
    let columns = right[right.count - 1]
    let batch = Array(b.shape.count == 1 ? result.dropLast() : result.dropLast(2))
    let inverse = Tensor(shape: a.shape, values: try Inverse().forward([a], .none, shape: a.shape))
    let full = BlockedMap(
      outer: batch.reduce(1, *), inner: columns, height: size, width: size,
      values: Broadcasting.expand(inverse, to: batch + [size, size]), sharesInner: true)
    return try product(.blocked(full), try spreading(right, to: batch + [size, columns]))
  }
}
