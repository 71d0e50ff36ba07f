/// A walk over a shape in rows as long as possible: within one, each operand that broadcasts to the shape is either
/// contiguous or one number.
///
/// For [4, 3] with operands [4, 3] and [3] a row has 3 numbers, and starts at 0, 3, 6, 9 of the first and at 0 of the
/// second.
struct BroadcastRows {
  /// Numbers in a row.
  private(set) var length = 1
  /// Rows.
  private(set) var count = 1
  /// Bit k: operand k is one number throughout a row.
  private(set) var single: UInt32 = 0
  /// Where each operand's row begins.
  private(set) var starts = SIMD4<Int>(repeating: 0)

  /// The axes outside a row, the last one first, and how far each operand moves along them.
  private var axes: [(size: Int, index: Int, steps: SIMD4<Int>)] = []

  /// - Parameter operands: up to four shapes that broadcast to `shape`.
  init(shape: [Int], operands: [[Int]]) {
    var strides = SIMD4<Int>(repeating: 1)
    /// Whether each operand is full within the row: `nil` before the first axis longer than 1.
    var isFull: [Bool?] = operands.map { _ in nil }
    var isInside = true
    for i in 1..<(shape.count + 1) {
      let size = shape[shape.count - i]
      let has = operands.map { $0.count >= i && $0[$0.count - i] == size }
      guard size != 1 else { continue }
      isInside = isInside && zip(isFull, has).allSatisfy { $0 == nil || $0 == $1 }
      if isInside {
        isFull = has
        length *= size
      } else {
        var steps = SIMD4<Int>(repeating: 0)
        for k in operands.indices where has[k] { steps[k] = strides[k] }
        axes.append((size, 0, steps))
        count *= size
      }
      for k in operands.indices where has[k] { strides[k] *= size }
    }
    for k in operands.indices where isFull[k] != true { single |= 1 << UInt32(k) }
  }

  /// Goes to the next row; after the last one, to the first.
  mutating func advance() {
    for k in axes.indices {
      axes[k].index += 1
      starts &+= axes[k].steps
      if axes[k].index < axes[k].size { return }
      starts &-= axes[k].steps &* SIMD4(repeating: axes[k].size)
      axes[k].index = 0
    }
  }
}
