/// Bounds that a node's entries keep whatever numbers its inputs take (interval arithmetic): those of `sigmoid(x)` are
/// 0 and 1.
struct NumberBounds {
  var low: Double
  var high: Double
  /// Data of the author's, or data in another unit: what becomes of it together with other data is a score.
  var isData = false
  /// The sum of a row's entries, where that is known: 1 for `softmax(x)`.
  var total: Double?
  /// Not negative, and any of a row's entries add up to at most 1: a softmax result, or a part of one.
  var isShare = false

  static let none = NumberBounds(-.infinity, .infinity)
  static let unit = NumberBounds(0, 1)
  static let positive = NumberBounds(0, .infinity)
  static let distribution = NumberBounds(0, 1, total: 1, isShare: true)

  init(_ low: Double, _ high: Double, isData: Bool = false, total: Double? = nil, isShare: Bool = false) {
    self.low = low
    self.high = high
    self.isData = isData
    self.total = total
    self.isShare = isShare
  }

  var isConstant: Bool { low == high && !isData }
  /// Rounding may have moved a mixture's bounds.
  var isProbability: Bool { low >= -1e-9 && high <= 1 + 1e-9 }
  /// A small number may have been added to keep away from 0.
  var isDistribution: Bool { low >= -1e-3 && high <= 1 + 1e-3 && total.map { ($0 - 1).magnitude <= 1e-9 } ?? false }

  /// The bounds of a function that grows.
  func mapped(_ function: (Double) -> Double) -> NumberBounds {
    NumberBounds(function(low), function(high), isData: isData)
  }

  /// The least bounds that hold for both.
  func union(_ other: NumberBounds) -> NumberBounds {
    NumberBounds(
      Swift.min(low, other.low), Swift.max(high, other.high), isData: isData || other.isData,
      total: total == other.total ? total : nil, isShare: isShare && other.isShare)
  }

  /// Entry by entry; of two that are both data, nothing is known: so are the sums and products of a score made.
  private static func combined(
    _ a: NumberBounds, _ b: NumberBounds, _ corners: [Double]
  ) -> NumberBounds {
    if a.isData && b.isData { return none }
    // 0 · ∞, ∞ − ∞
    guard !corners.contains(where: \.isNaN), let low = corners.min(), let high = corners.max() else { return none }
    return NumberBounds(low, high, isData: a.isData && b.isConstant || b.isData && a.isConstant)
  }

  static func + (a: NumberBounds, b: NumberBounds) -> NumberBounds {
    var sum = combined(a, b, [a.low + b.low, a.high + b.high])
    if let p = a.total, let q = b.total { sum.total = p + q }
    // The same number for all entries is no other distribution to a softmax: y + 1e-7.
    if let p = a.total, b.isConstant { sum.total = p }
    if let q = b.total, a.isConstant { sum.total = q }
    return sum
  }

  static prefix func - (a: NumberBounds) -> NumberBounds {
    NumberBounds(-a.high, -a.low, isData: a.isData, total: a.total.map { -$0 })
  }

  static func * (a: NumberBounds, b: NumberBounds) -> NumberBounds {
    // A factor 0 gives 0, however large the other may be.
    func product(_ x: Double, _ y: Double) -> Double { x == 0 || y == 0 ? 0 : x * y }
    var result = combined(
      a, b, [product(a.low, b.low), product(a.low, b.high), product(a.high, b.low), product(a.high, b.high)])
    if b.isConstant { result.total = a.total.map { $0 * b.low } }
    if a.isConstant { result.total = b.total.map { $0 * a.low } }
    result.isShare = a.isShare && b.isProbability || b.isShare && a.isProbability
    return result
  }

  var reciprocal: NumberBounds {
    if low > 0 || high < 0 { return NumberBounds(1 / high, 1 / low, isData: isData) }
    if low == 0 { return NumberBounds(1 / high, .infinity, isData: isData) }
    return .none
  }
}
