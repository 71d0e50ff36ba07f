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

  /// Takes more bytes in; where they are cut makes no difference.
  public mutating func update(_ bytes: [UInt8]) {
    length &+= UInt64(bytes.count)
    var start = 0
    var schedule = [UInt32](repeating: 0, count: 64)
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest += bytes[..<start]
      guard rest.count == 64 else { return }
      SHA256.compress(rest, at: 0, into: &state, &schedule)
      rest.removeAll(keepingCapacity: true)
    }
    while start + 64 <= bytes.count {
      SHA256.compress(bytes, at: start, into: &state, &schedule)
      start += 64
    }
    rest += bytes[start...]
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
    return (0..<8).flatMap { index in
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: hash.state[index] >> UInt32($0)) }
    }
  }

  /// 6.2.2: the schedule, and 64 rounds.
  ///
  /// - Parameter schedule: room for 64 words, the same for all blocks.
  private static func compress(
    _ bytes: [UInt8], at start: Int, into state: inout SIMD8<UInt32>, _ schedule: inout [UInt32]
  ) {
    for word in 0..<16 {
      let at = start + 4 * word
      schedule[word] =
        UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8 | UInt32(bytes[at + 3])
    }
    for t in 16..<64 {
      let (early, late) = (schedule[t - 15], schedule[t - 2])
      let first = rotated(early, 7) ^ rotated(early, 18) ^ (early >> 3)
      let second = rotated(late, 17) ^ rotated(late, 19) ^ (late >> 10)
      schedule[t] = schedule[t - 16] &+ first &+ schedule[t - 7] &+ second
    }
    let constants = constants
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let sum = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let one = h &+ sum &+ choice &+ constants[t] &+ schedule[t]
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let two = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ one, c, b, a, one &+ two)
    }
    state &+= SIMD8(a, b, c, d, e, f, g, h)
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word &>> count | word &<< (32 &- count) }

  /// Fractional parts of the square roots of the first eight primes.
  private static let initial = SIMD8<UInt32>(
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19)

  /// Fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
    0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
    0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
    0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
    0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
    0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
  ]
}
