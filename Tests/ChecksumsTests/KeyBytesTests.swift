import Testing

@testable import Checksums

/// No two rows of values have one key.
@Suite struct KeyBytesTests {
  private func key(_ fill: (inout KeyBytes) -> Void) -> [UInt8] {
    var key = KeyBytes("test")
    fill(&key)
    return key.digest
  }

  @Test func tellsRowsApart() {
    let keys = [
      key { _ in }, key { $0.add("") }, key { $0.add("a") }, key { $0.add("ab") },
      key { (key: inout KeyBytes) in
        key.add("a")
        key.add("b")
      },
      key { $0.add(1) }, key { $0.add(256) }, key { $0.add(-1) }, key { $0.add(true) }, key { $0.add(false) },
      key { $0.add([1, 2]) }, key { $0.add([2, 1]) }, key { $0.add([1.0, 2]) }, key { $0.add([1 as Float, 2]) },
      key { $0.add([0.0]) }, key { $0.add([-0.0]) }, key { $0.add([Double.nan]) }, key { $0.add([Double]()) },
      key { $0.add([Float]()) }, KeyBytes("tes").digest,
    ]
    // An empty text, no whole numbers and no 32-bit numbers are written alike: who adds them knows which.
    #expect(Set(keys).count == keys.count - 1)
  }

  /// Bytes are hashed in portions, which leave no trace.
  @Test func goesOnBehindPortions() {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var whole = KeyBytes("long")
    whole.add(bytes)
    whole.add(7)
    var other = KeyBytes("long")
    other.add(bytes)
    #expect(whole.digest != other.digest)
    let before = other.digest
    other.add(7)
    #expect(before != other.digest)
    #expect(whole.digest == other.digest)
    // The same bytes by hand: text, length, bytes, number.
    let word = { (number: Int) in (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    #expect(whole.digest == SHA256.digest(of: word(4) + Array("long".utf8) + word(bytes.count) + bytes + word(7)))
  }
}
