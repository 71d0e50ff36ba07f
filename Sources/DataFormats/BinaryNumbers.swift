import Autodiff

/// Numbers of one kind, one behind the other in bytes: what NPY and IDX files hold.
struct BinaryNumbers {
  enum Kind: Sendable, Hashable {
    case unsigned
    case signed
    case float
  }

  var kind: Kind
  /// 1, 2, 4 or 8.
  var size: Int
  var isBigEndian: Bool

  /// `count` numbers from a byte on, at a precision.
  ///
  /// - Precondition: there are that many.
  func read(_ bytes: [UInt8], from start: Int, count: Int, shape: [Int], _ precision: Precision) -> Tensor {
    precondition(start + size * count <= bytes.count, "as many numbers as the header says")
    switch precision {
    case .double:
      if size == 1, kind == .unsigned {
        return Tensor(shape: shape, values: bytes[start..<start + count].map { Double($0) })
      }
      var values: [Double] = []
      values.reserveCapacity(count)
      for i in 0..<count { values.append(number(bytes, start + i * size)) }
      return Tensor(shape: shape, values: values)
    case .single:
      if size == 1, kind == .unsigned {
        return Tensor(shape: shape, single: bytes[start..<start + count].map { Float($0) })
      }
      var values: [Float] = []
      values.reserveCapacity(count)
      for i in 0..<count { values.append(Float(number(bytes, start + i * size))) }
      return Tensor(shape: shape, single: values)
    }
  }

  private func number(_ bytes: [UInt8], _ place: Int) -> Double {
    var pattern: UInt64 = 0
    for k in 0..<size { pattern |= UInt64(bytes[place + (isBigEndian ? size - 1 - k : k)]) << UInt64(8 * k) }
    switch kind {
    case .unsigned: return Double(pattern)
    case .signed:
      let unused = UInt64(64 - 8 * size)
      return Double(Int64(bitPattern: pattern << unused) >> Int64(unused))
    case .float:
      switch size {
      case 2: return Self.half(UInt16(truncatingIfNeeded: pattern))
      case 4: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: pattern)))
      default: return Double(bitPattern: pattern)
      }
    }
  }

  /// A 16-bit float: a sign, five bits of exponent, ten of fraction.
  private static func half(_ pattern: UInt16) -> Double {
    let fraction = Double(pattern & 0x3FF)
    let size: Double
    switch pattern >> 10 & 31 {
    case 0: size = fraction * 0x1p-24
    case 31: size = fraction == 0 ? .infinity : .nan
    case let exponent: size = (1024 + fraction) * Double(bitPattern: UInt64(exponent + 1023 - 25) << 52)
    }
    return pattern >> 15 == 1 ? -size : size
  }
}

extension Tensor {
  /// How many entries a file's shape has, `nil` where memory may not hold them; an axis of none does not excuse others
  /// that are too long, since what is made from the array may well have some.
  ///
  /// `[0, 28, 28]` → 0; `[0, 2^62]` → `nil`.
  static func count(of shape: [Int], budget: Int) -> Int? {
    guard let extent = count(of: shape.map { max($0, 1) }), extent <= budget / 8 else { return nil }
    return shape.contains(0) ? 0 : extent
  }
}
