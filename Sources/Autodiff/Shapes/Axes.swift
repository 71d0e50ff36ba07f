/// How a reduction sees its operand: `outer` blocks of `size` entries along the axis, `inner` apart.
struct Axes {
  var outer: Int
  var size: Int
  var inner: Int

  init(outer: Int, size: Int, inner: Int) { (self.outer, self.size, self.inner) = (outer, size, inner) }

  /// - Parameter axis: `nil` for all axes at once; negative from the end.
  init(_ operation: String, _ shape: [Int], axis: Int?) throws(EngineError) {
    guard let axis else {
      (outer, size, inner) = (1, shape.reduce(1, *), 1)
      return
    }
    let position = try Axes.position(operation, axis, rank: shape.count)
    outer = shape[..<position].reduce(1, *)
    size = shape[position]
    inner = shape[(position + 1)...].reduce(1, *)
  }

  /// A negative axis counts from the end.
  static func position(_ operation: String, _ axis: Int, rank: Int) throws(EngineError) -> Int {
    let position = axis < 0 ? axis + rank : axis
    guard position >= 0 && position < rank else { throw .badAxis(operation: operation, axis: axis, rank: rank) }
    return position
  }

  /// The shape without the axis, or with size 1 there.
  static func reduced(
    _ operation: String, _ shape: [Int], axis: Int?, keeping: Bool = false
  ) throws(EngineError) -> [Int] {
    guard let axis else { return keeping ? shape.map { _ in 1 } : [] }
    let position = try Axes.position(operation, axis, rank: shape.count)
    var result = shape
    if keeping {
      result[position] = 1
    } else {
      result.remove(at: position)
    }
    return result
  }

  /// One number a row, from where the row starts in the operand; rows in the result's order.
  func map<Number>(_ row: (_ start: Int) -> Number) -> [Number] {
    var result: [Number] = []
    result.reserveCapacity(outer * inner)
    for block in 0..<outer {
      for offset in 0..<inner { result.append(row(block * size * inner + offset)) }
    }
    return result
  }
}

extension Pull {
  /// A reduction's value (upstream, result) spread over the operand's shape again.
  func spread(_ value: A.Value, _ operation: String) throws(EngineError) -> A.Value {
    let shape = algebra.shape(operands[0])
    let kept = try Axes.reduced(operation, shape, axis: attributes.axis, keeping: true)
    return try algebra.broadcast(try algebra.reshaped(value, to: kept), to: shape)
  }
}
