import Kernels

/// SHA-256 (FIPS 180-4): what a page's policy names a script by, and what a cache knows its contents by.
public struct SHA256: Sendable {
  private var state = SHA256.initial
  /// Of the block that is not full yet.
  private var rest: [UInt8] = []
  private var length: UInt64 = 0

  public init() { rest.reserveCapacity(64) }

  /// 32 bytes, for inputs whose length is not secret: `SHA256.digest(of: Array("abc".utf8))` begins with BA 78 16 BF.
  public static func digest(of bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.digest
  }

  /// 32 bytes, of the bytes of numbers, the lowest of each first.
  public static func digest(of numbers: [Double]) -> [UInt8] {
    var hash = SHA256()
    let blocks = numbers.count / 8
    kernel_sha256(&hash.state, numbers, 0, blocks)
    hash.length = UInt64(64 * blocks)
    hash.update(
      numbers[(8 * blocks)...].flatMap { number in
        stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt64($0)) }
      })
    return hash.digest
  }

  /// Takes more bytes in; where they are cut makes no difference.
  public mutating func update(_ bytes: [UInt8]) {
    length &+= UInt64(bytes.count)
    var start = 0
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest += bytes[..<start]
      guard rest.count == 64 else { return }
      kernel_sha256(&state, rest, 0, 1)
      rest.removeAll(keepingCapacity: true)
    }
    let blocks = (bytes.count - start) / 64
    kernel_sha256(&state, bytes, start, blocks)
    rest += bytes[(start + 64 * blocks)...]
  }

  /// Of everything taken in so far.
  public var digest: [UInt8] {
    var hash = self
    var padding: [UInt8] = [0x80]
    padding.append(contentsOf: repeatElement(0, count: (119 - rest.count) % 64))
    let bits = length &* 8
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    hash.update(padding)
    return hash.state.flatMap { word in
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  /// Fractional parts of the square roots of the first eight primes.
  private static let initial: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
}
