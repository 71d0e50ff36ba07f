/// How far rounding may move a result (running error analysis): by the operation's own rounding, and by what its
/// operands were off already.
enum RoundingBound {
  /// Rounding error of one operation. Infinity is exact: it masks an entry.
  @inline(__always)
  static func own(_ result: SIMD4<Double>) -> SIMD4<Double> {
    let bound = Probe.unit * result.magnitude
    return bound.isFinite ? bound : bound.replacing(with: 0, where: bound .== .infinity)
  }

  /// Error propagation: an operand's error times the size of the derivative. An infinite derivative does nothing to
  /// what is exact, nor does an error to what a derivative of 0 takes: the side that `where` does not choose may be no
  /// number.
  ///
  /// - Parameters:
  ///   - entry: the derivative's place in the table.
  ///   - row: one that the table gave.
  @inline(__always)
  static func carried(
    _ slopes: SlopeTable, _ entry: Int, _ error: SIMD4<Double>, _ x: SIMD4<Double>, _ y: SIMD4<Double>,
    _ z: SIMD4<Double>, _ result: SIMD4<Double>, _ row: inout ContiguousArray<SIMD4<Double>>
  ) -> SIMD4<Double> {
    if error == .zero { return .zero }
    return carried(error, by: slopes.slope(slopes.entries[entry], x, y, z, result, &row))
  }

  /// The same by a derivative that is known.
  @inline(__always)
  static func carried(_ error: SIMD4<Double>, by slope: SIMD4<Double>) -> SIMD4<Double> {
    let slope = slope.magnitude
    let carried = error * slope
    return carried.isFinite ? carried : carried.replacing(with: 0, where: (error .== 0) .| (slope .== 0))
  }
}

extension SIMD4<Double> {
  /// Whether all four are numbers, and their sum is one: `false` sends near overflow to the careful way, too.
  @inline(__always)
  var isFinite: Bool {
    let sum = (self[0] + self[1]) + (self[2] + self[3])
    return sum - sum == 0
  }

  /// Without their signs.
  @inline(__always)
  var magnitude: SIMD4<Double> {
    unsafeBitCast(unsafeBitCast(self, to: SIMD4<UInt64>.self) & 0x7FFF_FFFF_FFFF_FFFF, to: SIMD4<Double>.self)
  }
}
