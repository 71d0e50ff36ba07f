/// Key of a cache: SHA-256 over values one behind the other, written so that no two rows of them have the same bytes.
///
/// Lists and texts are led by their length. `KeyBytes("run")` begins another key than `KeyBytes("page")`.
public struct KeyBytes: Sendable {
  private var hash = SHA256()
  private var pending: [UInt8] = []

  /// Bytes that are gathered before they are hashed.
  private static let portion = 1 << 14

  /// - Parameter purpose: keys of different purposes differ.
  public init(_ purpose: String) { add(purpose) }

  /// 32 bytes.
  public var digest: [UInt8] {
    var whole = hash
    whole.update(pending)
    return whole.digest
  }

  public mutating func add(_ byte: UInt8) { append(UInt64(byte), bytes: 1) }

  /// Eight bytes, the lowest first.
  public mutating func add(_ number: Int) { append(UInt64(truncatingIfNeeded: number), bytes: 8) }

  public mutating func add(_ flag: Bool) { append(flag ? 1 : 0, bytes: 1) }

  public mutating func add(_ more: [UInt8]) {
    add(more.count)
    append(more)
  }

  public mutating func add(_ text: String) { add(Array(text.utf8)) }

  public mutating func add(_ numbers: [Int]) {
    add(numbers.count)
    for number in numbers { add(number) }
  }

  /// Bit patterns, by their own digest: 0 and −0 differ, and so do NaNs.
  public mutating func add(_ numbers: [Double]) {
    add(numbers.count)
    append(SHA256.digest(of: numbers))
  }

  /// Bit patterns of 32-bit numbers.
  public mutating func add(_ numbers: [Float]) {
    add(numbers.count)
    for number in numbers { append(UInt64(number.bitPattern), bytes: 4) }
  }

  private mutating func append(_ word: UInt64, bytes: UInt64) {
    for place in 0..<bytes { pending.append(UInt8(truncatingIfNeeded: word >> (8 * place))) }
    flush()
  }

  private mutating func append(_ bytes: [UInt8]) {
    pending += bytes
    flush()
  }

  private mutating func flush() {
    guard pending.count >= KeyBytes.portion else { return }
    hash.update(pending)
    pending.removeAll(keepingCapacity: true)
  }
}
