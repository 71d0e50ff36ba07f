/// One number or word of a result, in the order in which its JSON has it; of a long array a digest of its numbers.
public enum ResultLeaf: Hashable, Sendable {
  case number(Double)
  case text(String)
  case digest(NumberDigest)

  /// Equal bits, so that NaN equals itself and −0 is not 0.
  public static func == (a: ResultLeaf, b: ResultLeaf) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern
    case (.text(let a), .text(let b)): a == b
    case (.digest(let a), .digest(let b)): a == b
    case (.number, _), (.text, _), (.digest, _): false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .number(let number): hasher.combine(number.bitPattern)
    case .text(let text): hasher.combine(text)
    case .digest(let digest): hasher.combine(digest.hash)
    }
  }
}

/// Digest of an array that is too long to be kept whole: enough to tell whether one bit of it moved, and roughly
/// how far.
///
/// Of `[1, 2, …, 100]`: 100 numbers from 1 to 100, sum 5050, and nine of them, `1, 13, 26, …, 100`.
public struct NumberDigest: Hashable, Sendable {
  public var count: Int
  /// Of all bits, in order.
  public var hash: UInt64
  public var least: Double
  public var greatest: Double
  public var sum: Double
  public var samples: [Double]

  init(count: Int, hash: UInt64, least: Double, greatest: Double, sum: Double, samples: [Double]) {
    self.count = count
    self.hash = hash
    self.least = least
    self.greatest = greatest
    self.sum = sum
    self.samples = samples
  }

  init(_ values: [Double]) {
    var hash = UInt64(values.count)
    (least, greatest, sum) = (.infinity, -.infinity, 0)
    for value in values {
      hash = Fingerprint.mixed(hash, value.bitPattern)
      least = value.isNaN ? value : Swift.min(least, value)
      greatest = value.isNaN ? value : Swift.max(greatest, value)
      sum += value
    }
    count = values.count
    self.hash = hash
    samples = (0...8).map { values.isEmpty ? 0 : values[$0 * (values.count - 1) / 8] }
  }

  /// Numbers by which two digests are compared where equal bits are not asked for.
  public var numbers: [Double] { [least, greatest, sum] + samples }

  public static func == (a: NumberDigest, b: NumberDigest) -> Bool { a.count == b.count && a.hash == b.hash }

  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
