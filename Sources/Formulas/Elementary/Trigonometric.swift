extension Elementary {
  /// The sine, within 1 unit in the last place for every finite x; NaN at ±∞. `sin(1)` is 0.8414709848078965.
  public static func sin(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    if x.magnitude < 1e-8 { return x }
    let (quadrant, angle) = reduceAngle(x)
    let value = (quadrant & 1 == 0 ? sineKernel(angle) : cosineKernel(angle)).rounded
    return quadrant & 2 == 0 ? value : -value
  }

  /// The cosine, within 1 unit in the last place for every finite x; NaN at ±∞. `cos(1)` is 0.5403023058681398.
  public static func cos(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    let (quadrant, angle) = reduceAngle(x)
    let value = (quadrant & 1 == 0 ? cosineKernel(angle) : sineKernel(angle)).rounded
    return (quadrant + 1) & 2 == 0 ? value : -value
  }

  /// The tangent, within 1 unit in the last place for every finite x; NaN at ±∞. `tan(1)` is 1.5574077246549023.
  public static func tan(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    if x.magnitude < 1e-8 { return x }
    let (quadrant, angle) = reduceAngle(x)
    let (sine, cosine) = (sineKernel(angle), cosineKernel(angle))
    if quadrant & 1 == 0 { return (sine / cosine).rounded }
    return -(cosine / sine).rounded
  }

  // Minimax polynomials of FreeBSD's msun (Sun Microsystems 1993), the leading terms kept as pairs.

  @inline(__always)
  private static func sineKernel(_ angle: DoubleDouble) -> DoubleDouble {
    let x = angle.high
    let z = x * x
    let tail =
      8.33333333332248946124e-03
      + z
      * (-1.98412698298579493134e-04
        + z
        * (2.75573137070700676789e-06
          + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))
    let cubic = x * z * (-1.66666666666666324348e-01 + z * tail)
    return DoubleDouble.quickSum(x, cubic + angle.low * (1 - 0.5 * z))
  }

  @inline(__always)
  private static func cosineKernel(_ angle: DoubleDouble) -> DoubleDouble {
    let x = angle.high
    let z = x * x
    let half = 0.5 * z
    let tail =
      4.16666666666666019037e-02
      + z
      * (-1.38888888888741095749e-03
        + z
        * (2.48015872894767294178e-05
          + z
          * (-2.75573143513906633035e-07
            + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11))))
    let start = DoubleDouble.quickSum(1, -half)
    return DoubleDouble.quickSum(start.high, start.low + (z * z * tail - x * angle.low))
  }
}
