import Formulas

/// Elementwise operations on whole tensors.
enum Elementwise {
  /// The numbers of an operation on operands that broadcast to `shape`.
  static func evaluate(_ operation: Operation, _ operands: [Tensor], shape: [Int]) -> [Double] {
    let count = shape.reduce(1, *)
    switch operation.arity {
    case 1:
      let x = operands[0].values
      return [Double](count: count) { operation(x[$0]) }
    case 2:
      let x = operands[0].count == 1 ? operands[0].values : Broadcasting.expand(operands[0], to: shape)
      let y = operands[1].count == 1 ? operands[1].values : Broadcasting.expand(operands[1], to: shape)
      return binary(operation, x, y, count)
    default:
      let parts = operands.map { Broadcasting.expand($0, to: shape) }
      return [Double](count: count) { operation(parts[0][$0], parts[1][$0], parts[2][$0]) }
    }
  }

  private static func binary(_ operation: Operation, _ x: [Double], _ y: [Double], _ count: Int) -> [Double] {
    // The four that large tensors spend their time in, without a switch for each entry.
    switch operation {
    case .add: return pairs(x, y, count) { $0 + $1 }
    case .subtract: return pairs(x, y, count) { $0 - $1 }
    case .multiply: return pairs(x, y, count) { $0 * $1 }
    case .divide: return pairs(x, y, count) { $0 / $1 }
    default: return pairs(x, y, count) { operation($0, $1) }
    }
  }

  @inline(__always)
  private static func pairs(
    _ x: [Double], _ y: [Double], _ count: Int, _ combine: (Double, Double) -> Double
  ) -> [Double] {
    if x.count == count && y.count == count { return [Double](count: count) { combine(x[$0], y[$0]) } }
    if x.count == count {
      let b = y[0]
      return [Double](count: count) { combine(x[$0], b) }
    }
    let a = x[0]
    if y.count == count { return [Double](count: count) { combine(a, y[$0]) } }
    return [Double](repeating: combine(a, y[0]), count: count)
  }
}

extension [Double] {
  /// An array of computed entries.
  @inline(__always)
  fileprivate init(count: Int, _ entry: (Int) -> Double) {
    self.init()
    reserveCapacity(count)
    for i in 0..<count { append(entry(i)) }
  }
}
