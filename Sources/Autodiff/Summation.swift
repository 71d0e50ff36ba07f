import Kernels

/// Sums in one fixed order, whatever the machine: up to 15 numbers one after the other, more in 16 lanes that are
/// added as a tree. Beyond a block (8,192 numbers, 256 in 32 bits) the lanes of each block are summed for themselves and
/// added pair by pair, so that rounding errors do not grow with the length. The order is part of the engine's contract:
/// the same bits everywhere.
enum Summation {
  /// Numbers that each lane adds one after the other, times 16.
  static func block(_ precision: Precision) -> Int {
    precision == .single ? KERNEL_SUM_BLOCK_F32 : KERNEL_SUM_BLOCK_F64
  }

  static func sum(_ values: [Double]) -> Double { sum(values, from: 0, count: values.count, stride: 1) }

  /// The sum of `count` numbers from a position on, `stride` apart.
  @inline(__always)
  static func sum<Row: RandomAccessCollection<Double>>(
    _ values: Row, from start: Int, count: Int, stride: Int
  ) -> Double where Row.Index == Int {
    if count < 16 {
      var total = 0.0
      for i in 0..<count { total += values[start + i * stride] }
      return total
    }
    let block = block(.double)
    guard count > block else { return total(lanes(values, from: start, count: count, stride: stride)) }
    // Sums of 1, 2, 4 … blocks that wait for their like.
    var held: [SIMD16<Double>] = []
    for (number, first) in Swift.stride(from: 0, to: count, by: block).enumerated() {
      var next = lanes(values, from: start + first * stride, count: min(block, count - first), stride: stride)
      for _ in 0..<(number + 1).trailingZeroBitCount { next += held.removeLast() }
      held.append(next)
    }
    return total(held.reversed().reduce(nil) { sum, next in sum.map { $0 + next } ?? next } ?? .zero)
  }

  @inline(__always)
  private static func lanes<Row: RandomAccessCollection<Double>>(
    _ values: Row, from start: Int, count: Int, stride: Int
  ) -> SIMD16<Double> where Row.Index == Int {
    var lanes = SIMD16<Double>(repeating: 0)
    var i = 0
    while i + 16 <= count {
      var next = SIMD16<Double>()
      for lane in 0..<16 { next[lane] = values[start + (i + lane) * stride] }
      lanes += next
      i += 16
    }
    while i < count {
      lanes[i & 15] += values[start + i * stride]
      i += 1
    }
    return lanes
  }

  private static func total(_ lanes: SIMD16<Double>) -> Double {
    let eight = lanes.lowHalf + lanes.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
