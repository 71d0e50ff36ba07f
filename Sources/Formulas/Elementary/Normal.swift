extension Elementary {
  /// The density of the standard normal distribution, e^(−x²/2) / √(2π), within 2 units in the last place.
  public static func normalPDF(_ x: Double) -> Double {
    guard x.magnitude < 38.7 else { return x.isNaN ? x : 0 }
    let square = DoubleDouble.product(x, x)
    let e = exponential(-0.5 * square.high, -0.5 * square.low)
    return scale((1 + (e.reduced + e.rest)) * 0.3989422804014327, e.power)
  }

  /// The standard normal distribution, (1 + erf(x/√2)) / 2, within 4 units in the last place, in the left tail too.
  /// `normalCDF(1)` is 0.8413447460685429.
  ///
  /// Φ(−u) = φ(u) m(u); Mills's ratio m times (u + 3) is a Chebyshev series in (u − 3) / (u + 3) for all u ≥ 0.
  public static func normalCDF(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    let u = x.magnitude
    guard u < 38.7 else { return x > 0 ? 1 : 0 }
    let t = (u - 3) / (u + 3)
    var (b1, b2) = (0.0, 0.0)
    for k in stride(from: millsSeries.count - 1, to: 0, by: -1) {
      (b1, b2) = (2 * t * b1 - b2 + millsSeries[k], b1)
    }
    let mills = (t * b1 - b2 + millsSeries[0]) / (u + 3)
    let tail = normalPDF(u) * mills
    return x > 0 ? 1 - tail : tail
  }

  private static let millsSeries: [Double] = [
    2.106659127334785, -1.3558955722266175, 0.2761613922438122, -0.024901239690196142,
    -0.002900155428203392, 0.0008539527773487948, 5.3140327795762094e-05, -2.9407438423671717e-05,
    -2.4606249490113193e-06, 1.0972056035320868e-06, 1.7355775825650767e-07, -3.721628885406836e-08,
    -1.2133443315462594e-08, 5.52268503472921e-10, 7.267187353977331e-10, 7.202805222856688e-11,
    -3.1372554605069756e-11, -9.618257639341088e-12, 2.431027731409367e-13, 6.672329696752452e-13,
    1.1765205675839506e-13, -2.0757042736532786e-14, -1.2798175261738766e-14, -1.4449374481954385e-15,
    5.941935417514259e-16, 2.5443909392854655e-16, 1.928155906958204e-17, -1.476921833158588e-17,
    -5.508356108575864e-18,
  ]
}
