extension Elementary {
  /// ln x, correctly rounded but for arguments whose logarithm lies within 2^-40 units of the middle of two doubles;
  /// −∞ at 0, NaN below. `roundedLog(3)` is 1.0986122886681098.
  ///
  /// Ten times as long as ``log(_:)``: for numbers that must have the digits another program's have, whatever
  /// logarithm that one uses, as long as it is a good one.
  public static func roundedLog(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x < .infinity, x != 1 else { return x == 1 ? 0 : x }
    return logarithmPair(x).rounded
  }
}
