extension Elementary {
  /// x^y, within 1 unit in the last place; exact where the result has an exact double.
  ///
  /// A whole y is repeated multiplication, so `power(2, 10)` is 1024 and `power(0, 0)` is 1; negative bases take whole
  /// exponents alone (NaN otherwise). Other exponents go over a logarithm of 100 bits.
  public static func power(_ x: Double, _ y: Double) -> Double {
    if y == 2 { return x * x }
    if y == 1 { return x }
    if y == 0 || x == 1 { return 1 }
    if y == 3 { return x * x * x }
    if y == -1 { return 1 / x }
    if y == 0.5 { return x == -.infinity ? .infinity : (x + 0).squareRoot() }
    guard !x.isNaN && !y.isNaN else { return .nan }
    let isWhole = y.magnitude >= 9_007_199_254_740_992 || y == Double(Int64(y))
    let isOdd = isWhole && y.magnitude < 9_007_199_254_740_992 && Int64(y) & 1 == 1
    if x == 0 || x.isInfinite || y.isInfinite { return limitingPower(x, y, isOdd: isOdd) }
    if x < 0 && !isWhole { return .nan }
    let size = isWhole && y.magnitude <= 512 ? wholePower(x.magnitude, Int(y)) : generalPower(x.magnitude, y)
    return x < 0 && isOdd ? -size : size
  }

  private static func limitingPower(_ x: Double, _ y: Double, isOdd: Bool) -> Double {
    if y.isInfinite {
      if x.magnitude == 1 { return 1 }
      return (x.magnitude > 1) == (y > 0) ? .infinity : 0
    }
    let grows = x.isInfinite == (y > 0)
    let size: Double = grows ? .infinity : 0
    return x.sign == .minus && isOdd ? -size : size
  }

  /// By squaring, on a mantissa between √½ and √2 so that nothing overflows on the way.
  private static func wholePower(_ x: Double, _ n: Int) -> Double {
    let (k, f) = splitForLogarithm(x)
    var base = DoubleDouble(1 + f)
    var result = DoubleDouble(1)
    var rest = n.magnitude
    while true {
      if rest & 1 == 1 { result = result * base }
      rest >>= 1
      if rest == 0 { break }
      base = base * base
    }
    if n < 0 { result = DoubleDouble(1) / result }
    return scaleWidely(result.rounded, Int(k) * n)
  }

  private static func generalPower(_ x: Double, _ y: Double) -> Double {
    guard y.magnitude < 1e25 else {
      return x == 1 ? 1 : (x > 1) == (y > 0) ? .infinity : 0
    }
    let z = logarithmPair(x) * y
    guard z.high < 709.9 else { return .infinity }
    guard z.high > -745.2 else { return 0 }
    let e = exponential(z.high, z.low)
    let one = DoubleDouble.quickSum(1, e.reduced)
    return scale(one.high + (one.low + e.rest), e.power)
  }

  /// ln x to about 100 bits: ln m = 2 (s + s³/3 + s⁵/5 + …) with s = (m − 1) / (m + 1), |s| ≤ 0.172.
  static func logarithmPair(_ x: Double) -> DoubleDouble {
    let (k, f) = splitForLogarithm(x)
    let s = DoubleDouble(f) / DoubleDouble.sum(2, f)
    let z = s * s
    let w = z.high
    // The terms from s^13 on are small enough for one double.
    var tail = 1 / 33.0
    for n in stride(from: 31, through: 13, by: -2) { tail = tail * w + 1 / Double(n) }
    var series = DoubleDouble(tail)
    for n in stride(from: 11, through: 1, by: -2) {
      series = series * z + DoubleDouble(1) / DoubleDouble(Double(n))
    }
    let mantissa = s * series
    let doubled = DoubleDouble(2 * mantissa.high, 2 * mantissa.low)
    let exponent = DoubleDouble(0.6931471805599453, 2.3190468138462996e-17) * k
    return exponent + doubled
  }

  private static func scaleWidely(_ y: Double, _ power: Int) -> Double {
    if power > 2000 { return .infinity }
    if power < -2400 { return 0 }
    if power > 1000 { return y * scale(1, 1000) * scale(1, power - 1000) }
    if power < -1000 {
      // Down to the normal range first, so that the result is rounded once.
      return power < -2000 ? 0 : scale(y, -1000) * scale(1, power + 1000)
    }
    return scale(y, power)
  }
}
