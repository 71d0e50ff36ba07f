/// Sums in one fixed order, whatever the machine: up to 15 numbers one after the other, more in 16 lanes that are
/// added as a tree. The order is part of the engine's contract: the same bits everywhere.
enum Summation {
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
    let eight = lanes.lowHalf + lanes.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
