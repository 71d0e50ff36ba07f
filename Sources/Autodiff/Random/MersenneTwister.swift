/// The Mersenne Twister MT19937: 32 random bits a step, a period of 2^19937 − 1.
///
/// M. Matsumoto, T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); the seeding of 2002. With seed 812 the first
/// numbers are 2168876011, 3949814152, 2602439248.
public struct MersenneTwister: Sendable, Hashable {
  /// 624 words of 32 bits.
  public private(set) var state: [UInt32]
  /// The next word to be given out; 624 when all are used up.
  public private(set) var position = MersenneTwister.size
  private var twists = 0

  private static let size = 624
  private static let middle = 397

  /// As `np.random.seed(n)` does for a whole number.
  public init(seed: UInt32) {
    state = []
    state.reserveCapacity(Self.size)
    var word = seed
    for i in 1...UInt32(Self.size) {
      state.append(word)
      word = 1_812_433_253 &* (word ^ word >> 30) &+ i
    }
  }

  /// As `np.random.seed([a, b, …])` does: seeding by an array.
  ///
  /// - Precondition: the key is not empty.
  public init(key: [UInt32]) {
    precondition(!key.isEmpty, "a key has a word")
    self.init(seed: 19_650_218)
    var i = 1
    var j = 0
    for _ in 0..<max(Self.size, key.count) {
      state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) &* 1_664_525) &+ key[j] &+ UInt32(j)
      advance(&i)
      j = (j + 1) % key.count
    }
    for _ in 1..<Self.size {
      state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) &* 1_566_083_941) &- UInt32(i)
      advance(&i)
    }
    state[0] = 0x8000_0000
  }

  private mutating func advance(_ i: inout Int) {
    i += 1
    guard i >= Self.size else { return }
    state[0] = state[Self.size - 1]
    i = 1
  }

  /// How many words were given out since it was seeded, by which another generator of this seed comes to this point.
  public var drawn: Int { twists == 0 ? 0 : (twists - 1) * Self.size + position }

  /// 32 random bits.
  public mutating func next32() -> UInt32 {
    if position == Self.size { twist() }
    var y = state[position]
    position += 1
    y ^= y >> 11
    y ^= y << 7 & 0x9D2C_5680
    y ^= y << 15 & 0xEFC6_0000
    return y ^ y >> 18
  }

  /// 64 random bits, the upper half drawn first.
  public mutating func next64() -> UInt64 {
    let high = UInt64(next32())
    return high << 32 | UInt64(next32())
  }

  private mutating func twist() {
    let (n, m) = (Self.size, Self.middle)
    for i in 0..<n {
      let y = state[i] & 0x8000_0000 | state[i + 1 == n ? 0 : i + 1] & 0x7FFF_FFFF
      let far = i + m
      state[i] = state[far < n ? far : far - n] ^ y >> 1 ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    position = 0
    twists += 1
  }
}
