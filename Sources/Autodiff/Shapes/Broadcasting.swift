/// NumPy's broadcasting: shapes are aligned at their ends; sizes are equal or 1.
enum Broadcasting {
  /// The rule of stacks of matrices.
  static let batchRule = "before the last two sizes, aligned at the right, sizes must be equal or one of them 1"

  /// The shape that operands have together.
  static func shape(_ operation: String, _ shapes: [[Int]]) throws(EngineError) -> [Int] {
    var result: [Int] = []
    for shape in shapes where shape != result {
      if shape.isEmpty { continue }
      if result.isEmpty {
        result = shape
        continue
      }
      if shape.count > result.count {
        result.insert(contentsOf: shape[0..<(shape.count - result.count)], at: 0)
      }
      for i in 1...shape.count {
        let (a, b) = (result[result.count - i], shape[shape.count - i])
        if a == b || b == 1 { continue }
        guard a == 1 else {
          throw .shapeMismatch(
            operation: operation, shapes: shapes,
            rule: "aligned at the right, sizes must be equal or one of them 1")
        }
        result[result.count - i] = b
      }
    }
    return result
  }

  /// The numbers of a tensor spread over a shape that it broadcasts to.
  static func expand(_ tensor: Tensor, to shape: [Int]) -> [Double] {
    if tensor.shape == shape { return tensor.values }
    let count = shape.reduce(1, *)
    if tensor.count == 1 { return [Double](repeating: tensor.values[0], count: count) }
    var result = [Double](repeating: 0, count: count)
    let values = tensor.values
    walk(shape, small: tensor.shape) { large, small in result[large] = values[small] }
    return result
  }

  /// The adjoint of ``expand(_:to:)``: entries that came from one number are summed, in row-major order.
  static func reduce(_ tensor: Tensor, to shape: [Int]) -> [Double] {
    if tensor.shape == shape { return tensor.values }
    let count = shape.reduce(1, *)
    if count == 1 { return [SumKernel.sum(tensor.values)] }
    var result = [Double](repeating: 0, count: count)
    let values = tensor.values
    walk(tensor.shape, small: shape) { large, small in result[small] += values[large] }
    return result
  }

  /// The same in 32 bits, each sum rounded; sums of more than a block in the order of ``SumKernel``.
  static func reduceSingle(_ tensor: Tensor, to shape: [Int]) -> [Float] {
    let values = tensor.singles
    if tensor.shape == shape { return values }
    let count = shape.reduce(1, *)
    if count == 1 { return SumKernel.values(values, outer: 1, size: values.count, inner: 1) }
    let length = count > 0 ? values.count / count : 0
    if length > SumKernel.block(.single) {
      let gathered = addends(tensor.shape, of: shape).map { values[Int($0)] }
      return SumKernel.values(gathered, outer: count, size: length, inner: 1)
    }
    var result = [Float](repeating: 0, count: count)
    walk(tensor.shape, small: shape) { large, small in result[small] += values[large] }
    return result
  }

  /// For each entry of the smaller shape, one after the other, the entries of the larger one that come from it.
  static func addends(_ shape: [Int], of small: [Int]) -> [Int32] {
    let (count, total) = (small.reduce(1, *), shape.reduce(1, *))
    let length = total / max(count, 1)
    var result = [Int32](repeating: 0, count: total)
    var next = (0..<count).map { $0 * length }
    walk(shape, small: small) { large, small in
      result[next[small]] = Int32(large)
      next[small] += 1
    }
    return result
  }

  /// For each entry of the large shape, where it comes from in the small one.
  static func positions(of small: [Int], in shape: [Int]) -> [Int32] {
    var result = [Int32](repeating: 0, count: shape.reduce(1, *))
    walk(shape, small: small) { large, small in result[large] = Int32(small) }
    return result
  }

  /// Visits each entry of the large shape, in order, with the entry of the small one that it comes from.
  @inline(__always)
  private static func walk(_ shape: [Int], small: [Int], _ visit: (Int, Int) -> Void) {
    let count = shape.reduce(1, *)
    guard count > 0 else { return }
    let rank = shape.count
    var strides = [Int](repeating: 0, count: rank)
    var stride = 1
    for i in small.indices.reversed() {
      let axis = rank - small.count + i
      strides[axis] = small[i] == 1 ? 0 : stride
      stride *= small[i]
    }
    var index = [Int](repeating: 0, count: rank)
    var position = 0
    for entry in 0..<count {
      visit(entry, position)
      var axis = rank - 1
      while axis >= 0 {
        index[axis] += 1
        position += strides[axis]
        if index[axis] < shape[axis] { break }
        position -= strides[axis] * shape[axis]
        index[axis] = 0
        axis -= 1
      }
    }
  }

}
