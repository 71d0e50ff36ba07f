/// Elementary functions with the same bits on every machine: `+ − × ÷` and square roots in a fixed order, no C
/// library, no contraction.
public enum Elementary {}

extension Elementary {
  /// eˣ, within 0.9 units in the last place (one more where the result is subnormal).
  ///
  /// x = k ln 2 + r with |r| ≤ 0.35 (Cody and Waite), then Taylor's polynomial of degree 13. `exp(1)` is
  /// 2.718281828459045.
  public static func exp(_ x: Double) -> Double {
    guard x <= 709.782712893384 else { return x.isNaN ? x : .infinity }
    guard x > -745.1332191019412 else { return 0 }
    let e = exponential(x, 0)
    return scale(1 + (e.reduced + e.rest), e.power)
  }

  /// e^(x + tail) = 2^power · (1 + reduced + rest), where `rest` is small against `reduced`.
  @inline(__always)
  static func exponential(_ x: Double, _ tail: Double) -> (power: Int, reduced: Double, rest: Double) {
    // Adding and taking away 1.5 · 2^52 rounds to a whole number without a library call.
    let shift = 6_755_399_441_055_744.0
    let k = (x * 1.4426950408889634 + shift) - shift
    let high = x - k * 6.93147180369123816490e-01
    let low = k * 1.90821492927058770002e-10 - tail
    let r = high - low
    let error = (high - r) - low
    let r2 = r * r
    let r4 = r2 * r2
    // r^2 (1/2! + r/3! + … + r^11/13!), pairs first (Estrin), for the sake of short chains.
    let a = 0.5 + r * 0.16666666666666666
    let b = 0.041666666666666664 + r * 0.008333333333333333
    let c = 0.001388888888888889 + r * 0.0001984126984126984
    let d = 2.48015873015873e-05 + r * 2.7557319223985893e-06
    let e = 2.755731922398589e-07 + r * 2.505210838544172e-08
    let f = 2.08767569878681e-09 + r * 1.6059043836821613e-10
    let q = (a + r2 * b) + r4 * ((c + r2 * d) + r4 * (e + r2 * f))
    // The error of r enters with the weight e^r ≈ 1 + r.
    return (Int(k), r, r2 * q + (error + error * r))
  }

  /// y · 2^power without a detour over the C library; y near 1.
  @inline(__always)
  static func scale(_ y: Double, _ power: Int) -> Double {
    if power > -1022 && power < 1024 { return y * Double(bitPattern: UInt64(bitPattern: Int64(power + 1023)) << 52) }
    if power >= 1024 {
      guard power < 2046 else { return y * .infinity }
      return y * 8.98846567431158e307 * Double(bitPattern: UInt64(power - 1023 + 1023) << 52)
    }
    guard power > -1022 - 1000 else { return y * 0 }
    return y * 2.2250738585072014e-308 * Double(bitPattern: UInt64(power + 1022 + 1023) << 52)
  }
}
