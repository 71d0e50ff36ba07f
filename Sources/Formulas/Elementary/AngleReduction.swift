extension Elementary {
  /// x = quadrant · π/2 + angle with |angle| ≤ π/4 and a bit, the quadrant modulo 4; for every finite x.
  static func reduceAngle(_ x: Double) -> (quadrant: Int, angle: DoubleDouble) {
    let size = x.magnitude
    if size <= 0.7853981633974483 { return (0, DoubleDouble(x)) }
    let reduced = size < 1_048_576 ? reduceSmall(size) : reduceLarge(size)
    guard x < 0 else { return reduced }
    return (-reduced.quadrant & 3, DoubleDouble(-reduced.angle.high, -reduced.angle.low))
  }

  /// Cody and Waite: π/2 in three parts of 33 bits and a tail, so that each product with n < 2^20 is exact.
  private static func reduceSmall(_ x: Double) -> (quadrant: Int, angle: DoubleDouble) {
    let shift = 6_755_399_441_055_744.0
    let n = (x * 0.6366197723675814 + shift) - shift
    let first = x - n * 1.57079632673412561417e+00
    let second = DoubleDouble.sum(first, -(n * 6.07710050630396597660e-11))
    let third = second + -(n * 2.02226624871116645580e-21)
    return (Int(n) & 3, third + -(n * 8.47842766036889956997e-32))
  }

  /// Payne and Hanek: only the 192 bits of 2/π that matter for x modulo 2π are multiplied.
  private static func reduceLarge(_ x: Double) -> (quadrant: Int, angle: DoubleDouble) {
    let exponent = Int(x.bitPattern >> 52) - 1075
    let mantissa = x.bitPattern & 0x000F_FFFF_FFFF_FFFF | 0x0010_0000_0000_0000
    // Bits before this one add multiples of 2π.
    let start = exponent - 2
    let low = mantissa.multipliedFullWidth(by: twoOverPi(bit: start + 128))
    let middle = mantissa.multipliedFullWidth(by: twoOverPi(bit: start + 64))
    let top = mantissa &* twoOverPi(bit: start)
    var w0 = low.low
    let (sum1, carry1) = middle.low.addingReportingOverflow(low.high)
    var w1 = sum1
    var w2 = top &+ middle.high &+ (carry1 ? 1 : 0)
    // w2 w1 w0 / 2^192 is x / 2π modulo 1: its first two bits are the quadrant.
    var quadrant = Int(w2 >> 62)
    w2 = w2 << 2 | w1 >> 62
    w1 = w1 << 2 | w0 >> 62
    w0 = w0 << 2
    let isUpper = w2 >> 63 == 1
    if isUpper {
      quadrant = (quadrant + 1) & 3
      (w2, w1, w0) = (~w2, ~w1, ~w0)
    }
    var scale = 1.0
    if w2 == 0 {
      (w2, w1, w0) = (w1, w0, 0)
      scale = 5.421010862427522e-20
    }
    let zeros = UInt64(w2.leadingZeroBitCount)
    if zeros > 0 {
      w2 = w2 << zeros | w1 >> (64 - zeros)
      w1 = w1 << zeros | w0 >> (64 - zeros)
      scale *= Double(bitPattern: (1023 - zeros) << 52)
    }
    let high = Double(w2 >> 11) * 1.1102230246251565e-16
    let rest = Double((w2 & 0x7FF) << 42 | w1 >> 22) * 1.2325951644078309e-32
    let fraction = DoubleDouble.quickSum(high * scale, rest * scale)
    let angle = fraction * DoubleDouble(1.5707963267948966, 6.123233995736766e-17)
    return (quadrant, isUpper ? DoubleDouble(-angle.high, -angle.low) : angle)
  }

  /// 64 bits of 2/π from a bit behind the binary point on; zeros before the point.
  private static func twoOverPi(bit: Int) -> UInt64 {
    let word = bit >> 6
    let shift = UInt64(bit & 63)
    func at(_ i: Int) -> UInt64 { i < 0 || i >= twoOverPiWords.count ? 0 : twoOverPiWords[i] }
    return shift == 0 ? at(word) : at(word) << shift | at(word + 1) >> (64 - shift)
  }

  private static let twoOverPiWords: [UInt64] = [
    0xA2F9_836E_4E44_1529, 0xFC27_57D1_F534_DDC0, 0xDB62_9599_3C43_9041,
    0xFE51_63AB_DEBB_C561, 0xB724_6E3A_424D_D2E0, 0x0649_2EEA_09D1_921C,
    0xFE1D_EB1C_B129_A73E, 0xE882_35F5_2EBB_4484, 0xE99C_7026_B45F_7E41,
    0x3991_D639_8353_39F4, 0x9C84_5F8B_BDF9_283B, 0x1FF8_97FF_DE05_980F,
    0xEF2F_118B_5A0A_6D1F, 0x6D36_7ECF_27CB_09B7, 0x4F46_3F66_9E5F_EA2D,
    0x7527_BAC7_EBE5_F17B, 0x3D07_39F7_8A52_92EA, 0x6BFB_5FB1_1F8D_5D08,
    0x5603_3046_FC7B_6BAB, 0xF0CF_BC20_9AF4_361D,
  ]
}
