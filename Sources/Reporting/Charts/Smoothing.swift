import Formulas

/// The course of noisy numbers.
enum Smoothing {
  /// How many numbers the moving mean of a series looks back over: about 1.5 % of it. `nil` where the numbers need no
  /// smoothing: few of them, or ones that hardly change direction.
  static func window(_ values: [Double]) -> Int? {
    guard values.count >= 150 else { return nil }
    var turns = 0
    var last = 0.0
    for k in 1..<values.count {
      let change = values[k] - values[k - 1]
      if change == 0 { continue }
      if last != 0, (change > 0) != (last > 0) { turns += 1 }
      last = change
    }
    guard turns * 20 > values.count else { return nil }
    return max(3, Int(Double(values.count) * 0.015))
  }

  /// Exponential moving mean with α = 2 / (window + 1), rid of the weight of its start (as in Kingma and Ba's "Adam",
  /// section 3); of the logarithms where the axis is logarithmic.
  ///
  /// `[4, 2]` over a window of 3 is `[4, 2.6667]`.
  static func mean(_ values: [Double], window: Int, isLog: Bool) -> [Double] {
    let alpha = 2 / (Double(window) + 1)
    var sum = 0.0
    var weight = 0.0
    return values.map { value in
      let v = isLog ? Elementary.log(value) : value
      sum += alpha * (v - sum)
      weight += alpha * (1 - weight)
      return isLog ? Elementary.exp(sum / weight) : sum / weight
    }
  }
}
