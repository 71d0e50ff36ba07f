extension Elementary {
  /// The greatest whole number not above x.
  public static func floor(_ x: Double) -> Double {
    guard x.magnitude < 4_503_599_627_370_496 else { return x }
    let whole = Double(Int64(x))
    // Itself where it is whole: the sign of −0 stays.
    return whole == x ? x : whole > x ? whole - 1 : whole
  }

  /// The nearest whole number, halves to the even one, as NumPy rounds: `round(2.5)` is 2.
  public static func roundToEven(_ x: Double) -> Double {
    guard x.magnitude < 4_503_599_627_370_496 else { return x }
    let shift = 6_755_399_441_055_744.0
    return (x + shift) - shift
  }

  /// a − b ⌊a/b⌋ with the sign of b, as `%` of Python and NumPy. `modulo(-1, 3)` is 2.
  public static func modulo(_ a: Double, _ b: Double) -> Double {
    // The remainder of IEEE 754 is exact, so it is the same everywhere.
    guard a.isFinite, b != 0, !b.isNaN else { return .nan }
    if b.isInfinite { return a == 0 || (a > 0) == (b > 0) ? a : b }
    let rest = a.truncatingRemainder(dividingBy: b)
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
  }

  /// eˣ − 1, within 1 unit in the last place, also near 0.
  public static func expm1(_ x: Double) -> Double {
    guard x < 40, x > -40 else { return x.isNaN ? x : x > 0 ? exp(x) - 1 : -1 }
    guard x.magnitude > 1e-17 else { return x }
    let e = exponential(x, 0)
    let power = scale(1, e.power)
    let whole = DoubleDouble.sum(power - 1, power * e.reduced)
    return whole.high + (whole.low + power * e.rest)
  }
}
