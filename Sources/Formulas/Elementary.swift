import Kernels

/// Elementary functions of one number, with the same bits on every machine. They stand in C, where vectors have them too;
/// `KernelElementary.h` tells how far from the true value each may be.
public enum Elementary {
  /// eˣ. `exp(1)` is 2.718281828459045.
  public static func exp(_ x: Double) -> Double { elementary_exp(x) }

  /// eˣ − 1, also near 0.
  public static func expm1(_ x: Double) -> Double { elementary_expm1(x) }

  /// ln x; −∞ at 0, NaN below. `log(2)` is 0.6931471805599453.
  public static func log(_ x: Double) -> Double { elementary_log(x) }

  /// ln(1 + x), also where 1 + x rounds to 1.
  public static func log1p(_ x: Double) -> Double { elementary_log1p(x) }

  /// ln x, the nearest double; ten times as long as ``log(_:)``. `roundedLog(3)` is 1.0986122886681098.
  public static func roundedLog(_ x: Double) -> Double { elementary_rounded_log(x) }

  /// The sine of every finite x; NaN at ±∞. `sin(1)` is 0.8414709848078965.
  public static func sin(_ x: Double) -> Double { elementary_sin(x) }

  /// The cosine of every finite x; NaN at ±∞. `cos(1)` is 0.5403023058681398.
  public static func cos(_ x: Double) -> Double { elementary_cos(x) }

  /// The tangent of every finite x; NaN at ±∞. `tan(1)` is 1.5574077246549023.
  public static func tan(_ x: Double) -> Double { elementary_tan(x) }

  /// 1 / (1 + e⁻ˣ). `sigmoid(1)` is 0.7310585786300049.
  public static func sigmoid(_ x: Double) -> Double { elementary_sigmoid(x) }

  /// The hyperbolic tangent. `tanh(1)` is 0.7615941559557649.
  public static func tanh(_ x: Double) -> Double { elementary_tanh(x) }

  /// ln(1 + eˣ). `softplus(1)` is 1.3132616875182228.
  public static func softplus(_ x: Double) -> Double { elementary_softplus(x) }

  /// The density of the standard normal distribution. `normalPDF(0)` is 0.3989422804014327.
  public static func normalPDF(_ x: Double) -> Double { elementary_normal_pdf(x) }

  /// The standard normal distribution. `normalCDF(1)` is 0.8413447460685429.
  public static func normalCDF(_ x: Double) -> Double { elementary_normal_cdf(x) }

  /// x^y; `power(2, 10)` is 1024, `power(0, 0)` is 1, and negative bases take whole exponents alone.
  public static func power(_ x: Double, _ y: Double) -> Double { elementary_power(x, y) }

  /// a − b ⌊a/b⌋ with the sign of b, as `%` of Python and NumPy. `modulo(-1, 3)` is 2.
  public static func modulo(_ a: Double, _ b: Double) -> Double { elementary_modulo(a, b) }

  /// The greatest whole number not above x.
  public static func floor(_ x: Double) -> Double {
    guard x.magnitude < 4_503_599_627_370_496 else { return x }
    let whole = Double(Int64(x))
    // Itself where it is whole: the sign of −0 stays.
    return whole == x ? x : whole > x ? whole - 1 : whole
  }

  /// The nearest whole number, halves to the even one, as NumPy rounds: `roundToEven(2.5)` is 2.
  public static func roundToEven(_ x: Double) -> Double {
    guard x.magnitude < 4_503_599_627_370_496 else { return x }
    // Adding and taking away 1.5 · 2^52 rounds to a whole number without a library call.
    let shift = 6_755_399_441_055_744.0
    return (x + shift) - shift
  }
}
