extension Elementary {
  /// 1 / (1 + e⁻ˣ), within 1 unit in the last place, also far to the left where it is e^x. `sigmoid(1)` is
  /// 0.7310585786300049.
  public static func sigmoid(_ x: Double) -> Double {
    guard x > -708 else { return exp(x) }
    guard x < 40 else { return x.isNaN ? x : 1 }
    let e = exponentialPair(x > 0 ? -x : x)
    let below = DoubleDouble.sum(1, e.high)
    let denominator = DoubleDouble.quickSum(below.high, below.low + e.low)
    return ((x > 0 ? DoubleDouble(1) : e) / denominator).rounded
  }

  /// The hyperbolic tangent, within 1 unit in the last place. `tanh(1)` is 0.7615941559557649.
  public static func tanh(_ x: Double) -> Double {
    let size = x.magnitude
    guard size < 20 else { return x.isNaN ? x : x > 0 ? 1 : -1 }
    guard size > 1e-8 else { return x }
    // tanh = E / (E + 2) with E = e^2|x| − 1, as a pair so that nothing cancels.
    let e = exponential(2 * size, 0)
    let power = scale(1, e.power)
    let whole = DoubleDouble.sum(power - 1, power * e.reduced)
    let minusOne = DoubleDouble.quickSum(whole.high, whole.low + power * e.rest)
    let result = (minusOne / (minusOne + 2)).rounded
    return x < 0 ? -result : result
  }

  /// ln(1 + eˣ), within 2 units in the last place.
  public static func softplus(_ x: Double) -> Double {
    guard x > -700 else { return exp(x) }
    guard x < 40 else { return x }
    let rest = log1p(exp(-x.magnitude))
    return x > 0 ? x + rest : rest
  }

  /// e^x as a pair, for −745 < x < 709.
  static func exponentialPair(_ x: Double, _ tail: Double = 0) -> DoubleDouble {
    let e = exponential(x, tail)
    let one = DoubleDouble.quickSum(1, e.reduced)
    let pair = DoubleDouble.quickSum(one.high, one.low + e.rest)
    return DoubleDouble(scale(pair.high, e.power), scale(pair.low, e.power))
  }
}
