import Formulas

/// The numbers that an axis says.
package enum Ticks {
  /// Multiples of 1, 2 or 5 times a power of ten in `lower…upper`, `count` of them at most; more where that would be a
  /// single one, since one number does not say a scale.
  ///
  /// `Ticks.linear(0, 3000, count: 7)` is 0, 500, …, 3000.
  package static func linear(_ lower: Double, _ upper: Double, count: Int, wholeOnly: Bool = false) -> [Double] {
    guard lower < upper, lower.isFinite, upper.isFinite else { return lower.isFinite ? [lower] : [] }
    // Wider than a double can say.
    guard upper - lower < .infinity else { return [lower, 0, upper].filter { $0 >= lower && $0 <= upper } }
    var exponent = decade(of: (upper - lower) / Double(max(count, 1))) - 1
    var finer: [Double] = []
    while true {
      for mantissa in [1, 2, 5] {
        if wholeOnly, exponent < 0 { continue }
        let step = Double(mantissa) * power(exponent)
        // A step below the spacing of doubles there would not move.
        guard step > 0, upper / step < 9e15, lower / step > -9e15 else { continue }
        let first = (lower / step - 1e-9).rounded(.up)
        let last = (upper / step + 1e-9).rounded(.down)
        let ticks =
          last - first < Double(2 * count + 2) && last >= first
          ? (Int(first)...Int(last)).map { multiple($0 * mantissa, exponent) } : []
        if last - first + 1 <= Double(count) {
          if ticks.count > 1 || finer.isEmpty { return last >= first ? ticks : [lower, upper] }
          return finer
        }
        finer = ticks
      }
      exponent += 1
    }
  }

  /// Powers of ten in `lower…upper`, every second, third … one where there are more than `count`.
  package static func decades(_ lower: Double, _ upper: Double, count: Int) -> [Int] {
    let first = power(decade(of: lower)) < lower * (1 - 1e-12) ? decade(of: lower) + 1 : decade(of: lower)
    let last = power(decade(of: upper) + 1) <= upper * (1 + 1e-12) ? decade(of: upper) + 1 : decade(of: upper)
    guard first <= last else { return [] }
    let stride = (last - first) / max(count, 1) + 1
    // Multiples of the stride, so that 1 is among them where it is in the range.
    return (first...last).filter { ($0 % stride + stride) % stride == 0 }
  }

  /// ⌊log₁₀ x⌋ of a positive number.
  package static func decade(of x: Double) -> Int {
    var exponent = Int((Elementary.log(x) / 2.302585092994046).rounded(.down))
    while power(exponent) > x, exponent > -320 { exponent -= 1 }
    while power(exponent + 1) <= x, exponent < 308 { exponent += 1 }
    return exponent
  }

  /// 10ⁿ, exact for |n| ≤ 22 as far as a double is.
  package static func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(exponent.magnitude, 308) { result *= 10 }
    if exponent >= 0 { return result }
    // The smallest doubles lie below 10⁻³⁰⁸.
    return exponent < -308 ? 1 / result / power(-exponent - 308) : 1 / result
  }

  /// k · 10ⁿ, rounded once for ordinary n.
  private static func multiple(_ k: Int, _ exponent: Int) -> Double {
    exponent >= 0 ? Double(k) * power(exponent) : Double(k) / power(-exponent)
  }

  /// The power of ten that equidistant ticks are counted in, said once beside the axis: −4 for 0, 0.0002, 0.0004; `nil`
  /// where the numbers are short as they are.
  package static func exponent(_ ticks: [Double]) -> Int? {
    let sizes = ticks.map(\.magnitude).filter { $0 > 0 }
    guard let least = sizes.min(), let greatest = sizes.max(), least < 1e-3 || greatest >= 1e5 else { return nil }
    let exponent = decade(of: greatest)
    // Beyond, the power itself is no ordinary double.
    return exponent.magnitude <= 300 ? exponent : nil
  }
}
