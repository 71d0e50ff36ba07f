import Formulas

/// The random numbers of NumPy's `RandomState`, so that `np.random.seed(812); np.random.randn(2, 3)` and its like can
/// be repeated to the digit.
///
/// Uniform numbers, whole numbers and shuffles have NumPy's bits. Normal numbers go over a logarithm, which here is
/// correctly rounded; glibc, which NumPy uses, rounds one in a thousand the other way, and then
/// the last bit of a normal number may differ (measured: one in two thousand).
///
/// A value: copy it to come back to this point later.
public struct RandomNumbers: Sendable, Hashable {
  /// The generator of bits.
  public var bits: MersenneTwister
  /// The second of the two normal numbers that the polar method makes at a time.
  public private(set) var savedNormal: Double?
  /// Where the numbers began; `nil` for a key.
  public let seed: UInt32?

  /// - Parameter seed: as for `np.random.seed(n)`.
  public init(seed: UInt32 = 0) {
    bits = MersenneTwister(seed: seed)
    self.seed = seed
  }

  /// - Parameter key: as for `np.random.seed([a, b, …])`.
  public init(key: [UInt32]) {
    bits = MersenneTwister(key: key)
    seed = nil
  }

  /// `random_sample`: uniform in [0, 1), 53 bits from two steps.
  public mutating func uniform() -> Double {
    let a = bits.next32() >> 5
    let b = bits.next32() >> 6
    return (Double(a) * 67_108_864 + Double(b)) / 9_007_199_254_740_992
  }

  /// `uniform(low, high)`: low + (high − low) u.
  public mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// `randn`: standard normal, by Marsaglia's polar method (SIAM Review 6, 1964), two at a time; the second is given
  /// out first.
  public mutating func normal() -> Double {
    if let saved = savedNormal {
      savedNormal = nil
      return saved
    }
    var x = 0.0
    var y = 0.0
    var square = 0.0
    repeat {
      x = 2 * uniform() - 1
      y = 2 * uniform() - 1
      square = x * x + y * y
    } while square >= 1 || square == 0
    let factor = (-2 * Elementary.roundedLog(square) / square).squareRoot()
    savedNormal = factor * x
    return factor * y
  }

  /// `normal(mean, deviation)`.
  public mutating func normal(_ mean: Double, _ deviation: Double) -> Double { mean + deviation * normal() }

  /// `randint`: a whole number of `low..<high`, each equally likely. Bits beyond the range are masked off, and numbers
  /// that are still too great are drawn again; ranges below 2^32 take 32 bits a try, others 64.
  ///
  /// - Precondition: the range is not empty.
  public mutating func whole(_ range: Range<Int>) -> Int {
    precondition(!range.isEmpty, "a range has a number")
    return range.lowerBound
      &+ Int(bitPattern: UInt(upTo(UInt64(bitPattern: Int64(range.upperBound &- 1 &- range.lowerBound)))))
  }

  /// A whole number of 0…most.
  mutating func upTo(_ most: UInt64) -> UInt64 {
    guard most > 0 else { return 0 }
    let mask = UInt64.max >> UInt64(most.leadingZeroBitCount)
    while true {
      let drawn = (most <= 0xFFFF_FFFF ? UInt64(bits.next32()) : bits.next64()) & mask
      if drawn <= most { return drawn }
    }
  }
}
