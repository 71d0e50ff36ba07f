extension Elementary {
  /// ln x, within 1 unit in the last place; −∞ at 0, NaN below.
  ///
  /// x = 2^k (1 + f), then the odd series in s = f / (2 + f) as a minimax polynomial (coefficients of FreeBSD's
  /// msun, Sun Microsystems 1993). `log(2)` is 0.6931471805599453.
  public static func log(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x < .infinity else { return x }
    let (k, f) = splitForLogarithm(x)
    return logarithm(k: k, f: f, correction: 0)
  }

  /// ln(1 + x), within 1 unit in the last place, also where 1 + x rounds to 1.
  public static func log1p(_ x: Double) -> Double {
    guard x > -1 else { return x == -1 ? -.infinity : .nan }
    guard x < .infinity else { return x }
    if x > -0.29 && x < 0.41 { return x == 0 ? x : logarithm(k: 0, f: x, correction: 0) }
    let u = 1 + x
    let lost = x < 1 ? x - (u - 1) : 1 - (u - x)
    let (k, f) = splitForLogarithm(u)
    return logarithm(k: k, f: f, correction: lost / u)
  }

  /// x = 2^k (1 + f) with √½ < 1 + f ≤ √2.
  @inline(__always)
  static func splitForLogarithm(_ x: Double) -> (k: Double, f: Double) {
    var bits = x.bitPattern
    var k = 0
    if bits < 0x0010_0000_0000_0000 {
      bits = (x * 18_014_398_509_481_984).bitPattern
      k = -54
    }
    k += Int(bits >> 52) - 1023
    var m = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    if m > 1.4142135623730951 {
      m *= 0.5
      k += 1
    }
    return (Double(k), m - 1)
  }

  @inline(__always)
  private static func logarithm(k: Double, f: Double, correction: Double) -> Double {
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let t1 = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let t2 =
      z
      * (6.666666666666735130e-01
        + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    let half = 0.5 * f * f
    let rest = s * (half + (t1 + t2)) + (k * 1.90821492927058770002e-10 + correction)
    return k * 6.93147180369123816490e-01 - ((half - rest) - f)
  }
}
