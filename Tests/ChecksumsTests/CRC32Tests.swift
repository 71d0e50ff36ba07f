import Checksums
import Testing

/// The check sum against the bytes that define it, and against its definition: the remainder of a polynomial's division.
@Suite struct CRC32Tests {
  @Test func hasTheKnownValues() {
    #expect(CRC32().sum([UInt8]("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32().sum([UInt8]("0123456789".utf8), from: 1) == 0xCBF4_3926)
    #expect(CRC32().sum([]) == 0)
    // The last piece of every PNG file.
    #expect(CRC32().sum([UInt8]("IEND".utf8)) == 0xAE42_6082)
  }

  /// Bit by bit, as the polynomial is divided by hand.
  private func remainder(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      for bit in 0..<8 {
        let isOdd = (sum ^ UInt32(byte >> bit)) & 1 == 1
        sum = isOdd ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
      }
    }
    return ~sum
  }

  /// Eight bytes a step, and what is left behind them.
  @Test func isTheRemainderAtEveryLength() {
    for count in 0...40 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
      #expect(CRC32().sum(bytes) == remainder(bytes), "\(count) bytes")
    }
  }
}
