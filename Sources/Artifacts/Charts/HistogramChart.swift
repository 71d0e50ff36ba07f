import Formulas

/// `histogram(v)`: how often values lie in each of equal intervals.
public struct HistogramChart: Codable, Sendable {
  public var name: String
  /// One more than `counts`; each interval holds its left end, the last one its right end too.
  public var edges: [Double]
  public var counts: [Int]
  public var mean: Double
  public var deviation: Double
  public var digits: Int

  public init(
    name: String, edges: [Double], counts: [Int], mean: Double, deviation: Double, digits: Int = 4
  ) {
    self.name = name
    self.edges = edges
    self.counts = counts
    self.mean = mean
    self.deviation = deviation
    self.digits = digits
  }

  /// Edges at round numbers: about as many intervals as NumPy's `"auto"` takes (the more of Sturges' rule and that of
  /// Freedman and Diaconis), sixty at most.
  public static func edges(for values: [Double]) -> [Double] {
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last, low < high else {
      let middle = sorted.first ?? 0
      return [middle - 0.5, middle + 0.5]
    }
    let count = Double(sorted.count)
    let sturges = Elementary.log(count) / 0.6931471805599453 + 1
    let quartiles = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
    let width = 2 * quartiles / Elementary.power(count, 1.0 / 3)
    let wanted = min(max(sturges, width > 0 ? (high - low) / width : 0), 60)
    let ticks = Ticks.linear(low, high, count: max(2, Int(wanted) + 1))
    guard ticks.count > 1 else { return [low, high] }
    let step = ticks[1] - ticks[0]
    var edges = ticks
    if let first = edges.first, first > low { edges.insert(first - step, at: 0) }
    if let last = edges.last, last < high { edges.append(last + step) }
    return edges
  }

  /// `count` intervals of equal width from the least value to the greatest, as in NumPy.
  public static func edges(for values: [Double], count: Int) -> [Double] {
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    let (a, b) = low == high ? (low - 0.5, high + 0.5) : (low, high)
    return (0...count).map { k in
      k == count ? b : a + (b - a) * Double(k) / Double(count)
    }
  }

  public static func counts(of values: [Double], edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count - 1)
    for value in values {
      var low = 0
      var high = edges.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if edges[middle] <= value { low = middle } else { high = middle }
      }
      if value >= edges[0], value <= edges[edges.count - 1] { counts[min(low, counts.count - 1)] += 1 }
    }
    return counts
  }
}
