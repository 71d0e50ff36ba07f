import Testing

@testable import SourceText

struct UTF8ValidationTests {
  /// Bytes that count how often one of them is looked at.
  private struct Counted: RandomAccessCollection {
    final class Visits { var count = 0 }
    let bytes: [UInt8]
    let visits = Visits()
    var startIndex: Int { 0 }
    var endIndex: Int { bytes.count }
    subscript(position: Int) -> UInt8 {
      visits.count += 1
      return bytes[position]
    }
  }

  private func check(
    _ bytes: [UInt8], _ expected: [Int], _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(UTF8Validation.invalidBytes(in: bytes) == expected, sourceLocation: location)
    #expect(UTF8Validation.firstInvalidByte(in: bytes) == expected.first, sourceLocation: location)
  }

  @Test func findsEachInvalidByte() {
    check([], [])
    check(Array("a값🙂".utf8), [])
    check([0x61, 0xFF, 0x62, 0xFE], [1, 3])
    // The second byte of a sequence that breaks off may begin one itself.
    check([0xE0, 0xC3, 0xA9], [0])
    check([0xF0, 0x9F, 0x99], [0, 1, 2])
    check([0xC0, 0x80], [0, 1])
  }

  @Test(arguments: [1_000, 2_000, 4_000])
  func looksAtEachByteOnceOrTwice(count: Int) {
    let bytes = Counted(bytes: Array(repeating: 0xFF, count: count))
    #expect(UTF8Validation.offsets(in: bytes).count == count)
    #expect(bytes.visits.count == count)
    let text = Counted(bytes: (0..<count).map { $0 % 2 == 0 ? 0xC3 : 0x28 })
    #expect(UTF8Validation.offsets(in: text).count == count / 2)
    #expect(text.visits.count <= 2 * count)
  }
}
