/// The decimal digits of a finite double, rounded correctly from its exact binary value, ties to even.
///
/// The number is 0.d₁d₂d₃… × 10^point.
struct DecimalDigits {
  /// 0…9, without leading zeros; empty for zero.
  var digits: [UInt8]
  var point: Int

  enum Rounding {
    /// Significant digits.
    case significant(Int)
    /// Digits behind the decimal point of the number times 10^shift.
    case decimals(Int, shift: Int)
  }

  /// - Parameter value: finite; its sign is ignored.
  init(_ value: Double, _ rounding: Rounding) {
    let size = value.magnitude
    guard size > 0 else {
      (digits, point) = ([], 0)
      return
    }
    if case .significant(let count) = rounding, let quick = DecimalDigits.quick(size, count) {
      self = quick
      return
    }
    let exact = DecimalDigits(exactly: size)
    (digits, point) = (exact.digits, exact.point)
    switch rounding {
    case .significant(let count): round(to: count)
    case .decimals(let count, let shift):
      point += shift
      round(to: point + count)
    }
  }

  /// A handful of digits without arithmetic on long numbers: one multiplication or division by an exact power of ten,
  /// whose error is known. `nil` when that error leaves the rounding open.
  private static func quick(_ size: Double, _ count: Int) -> DecimalDigits? {
    guard count >= 1 && count <= 15, size > 1e-20, size < 1e20 else { return nil }
    // ⌊log₁₀⌋ from the binary exponent, one too small at most.
    let binary = Int(size.bitPattern >> 52) - 1023
    var exponent = (binary * 78913) >> 18
    if exponent < 22 && exponent > -22 {
      if exponent >= -1 ? size >= powers[exponent + 1] : size * powers[-exponent - 1] >= 1 { exponent += 1 }
    }
    let shift = count - 1 - exponent
    guard shift <= 22 && shift >= -22 else { return nil }
    let scaled = shift >= 0 ? size * powers[shift] : size / powers[-shift]
    guard scaled < 1e15 else { return nil }
    var whole = UInt64(scaled)
    let fraction = scaled - Double(whole)
    guard (fraction - 0.5).magnitude > scaled * 1.2e-16 else { return nil }
    if fraction > 0.5 { whole += 1 }
    var point = exponent + 1
    let top = integerPowers[count]
    if whole >= top {
      // Either the rounding carried, or the guess of the exponent was one too small.
      guard whole == top else { return nil }
      whole /= 10
      point += 1
    }
    guard whole >= integerPowers[count - 1] else { return nil }
    while whole % 10 == 0 { whole /= 10 }
    var digits: [UInt8] = []
    digits.reserveCapacity(count)
    var rest = whole
    while rest > 0 {
      digits.append(UInt8(rest % 10))
      rest /= 10
    }
    digits.reverse()
    return DecimalDigits(digits: digits, point: point)
  }

  private init(digits: [UInt8], point: Int) {
    self.digits = digits
    self.point = point
  }

  /// All digits: m 2^e as a whole number, for e < 0 as m 5^−e with the point moved.
  private init(exactly size: Double) {
    let exponentBits = Int(size.bitPattern >> 52)
    var mantissa = size.bitPattern & 0x000F_FFFF_FFFF_FFFF
    var exponent = -1074
    if exponentBits > 0 {
      mantissa |= 0x0010_0000_0000_0000
      exponent = exponentBits - 1075
    }
    let zeros = mantissa.trailingZeroBitCount
    mantissa >>= UInt64(zeros)
    exponent += zeros
    var limbs: [UInt64] = []
    while mantissa > 0 {
      limbs.append(mantissa % 1_000_000_000)
      mantissa /= 1_000_000_000
    }
    func multiply(by factor: UInt64) {
      var carry: UInt64 = 0
      for i in limbs.indices {
        let product = limbs[i] * factor + carry
        limbs[i] = product % 1_000_000_000
        carry = product / 1_000_000_000
      }
      while carry > 0 {
        limbs.append(carry % 1_000_000_000)
        carry /= 1_000_000_000
      }
    }
    var rest = exponent.magnitude
    let (step, chunk): (UInt, UInt64) = exponent >= 0 ? (29, 1 << 29) : (13, 1_220_703_125)
    while rest >= step {
      multiply(by: chunk)
      rest -= step
    }
    for _ in 0..<rest { multiply(by: exponent >= 0 ? 2 : 5) }
    var reversed: [UInt8] = []
    for (i, limb) in limbs.enumerated() {
      var value = limb
      for _ in 0..<9 {
        if value == 0 && i == limbs.count - 1 { break }
        reversed.append(UInt8(value % 10))
        value /= 10
      }
    }
    digits = reversed.reversed()
    point = digits.count + min(0, exponent)
  }

  /// Keeps `count` digits (none or fewer: rounds to nothing or to one digit further left).
  private mutating func round(to count: Int) {
    if count < digits.count {
      guard count >= 0 else {
        (digits, point) = ([], 0)
        return
      }
      let next = digits[count]
      let isTie = next == 5 && !digits[(count + 1)...].contains { $0 != 0 }
      let isOdd = count > 0 && digits[count - 1] & 1 == 1
      digits.removeLast(digits.count - count)
      if next > 5 || next == 5 && (!isTie || isOdd) {
        var i = count - 1
        while i >= 0 && digits[i] == 9 {
          digits[i] = 0
          i -= 1
        }
        if i >= 0 {
          digits[i] += 1
        } else {
          digits.insert(1, at: 0)
          point += 1
        }
      }
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  private static let integerPowers: [UInt64] = (0...15).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
}
