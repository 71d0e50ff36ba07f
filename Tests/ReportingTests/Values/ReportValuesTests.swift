import Formulas
import Testing

@testable import Reporting

struct ReportValuesTests {
  private static let values = ReportValues(
    program: 0x0123_4567_89AB_CDEF,
    cells: [
      .init(
        label: "fig-a",
        items: [
          .init(kind: "value", name: "f", leaves: [.number(-12), .number(0.1), .number(-0.0), .number(1e300)]),
          .init(kind: "text", name: "", leaves: [.text("a \"b\" \\ \n\t 가 \u{1}"), .number(.infinity)]),
        ]),
      .init(label: nil, items: [.init(kind: "chart", name: "p", leaves: [.digest(NumberDigest([1, .nan, 3]))])]),
    ],
    inline: [.init(kind: "inline", name: "f:.2f", leaves: [.number(-.infinity), .number(.nan)])])

  @Test func roundTrip() throws {
    let read = try #require(ReportValues.read(Self.values.bytes).values)
    #expect(read.program == Self.values.program && read.cells == Self.values.cells && read.inline == Self.values.inline)
    #expect(read.bytes == Self.values.bytes)
  }

  /// Any bytes give values or an offset within them.
  @Test func total() {
    var state: UInt64 = 11
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let whole = Self.values.bytes
    var readable = 0
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0...random(3) {
        switch random(3) {
        case 0: bytes.removeSubrange(random(bytes.count)..<bytes.count)
        case 1 where !bytes.isEmpty: bytes[random(bytes.count)] = UInt8(random(256))
        default: bytes.insert(UInt8(random(256)), at: random(bytes.count + 1))
        }
        if bytes.isEmpty { bytes = [UInt8(ascii: "{")] }
      }
      let read = ReportValues.read(bytes)
      if read.values != nil { readable += 1 }
      #expect(read.values != nil || (0...bytes.count).contains(read.faultOffset))
    }
    #expect(readable > 0 && readable < 3000)
  }

  @Test func deepNesting() {
    #expect(ReportValues.read(Array(repeating: UInt8(ascii: "["), count: 100_000)).values == nil)
  }

  /// A digest tells every bit that moves, and where two arrays are the same.
  @Test func digests() {
    let numbers = (0..<100).map { Double($0) / 7 }
    let digest = NumberDigest(numbers)
    #expect(digest == NumberDigest(numbers) && digest.count == 100 && digest.least == 0)
    #expect(digest.greatest == 99.0 / 7 && digest.samples.count == 9 && digest.samples.last == 99.0 / 7)
    for index in numbers.indices {
      var moved = numbers
      moved[index] = moved[index].nextUp
      #expect(NumberDigest(moved) != digest)
      moved.swapAt(index, (index + 1) % 100)
      #expect(NumberDigest(moved) != digest)
    }
  }

  /// What the last digit that is shown stands for.
  @Test(
    arguments: [
      (NumberFormat(digits: 4), -0.53442, 1e-4), (NumberFormat(digits: 4), 12, 1),
      (NumberFormat(digits: 2), 2.5e-5, 1e-6),
      (NumberFormat(.percent, digits: 1), 0.125, 1e-3), (NumberFormat(.fixed, digits: 2), 1234.5, 1e-2),
      (NumberFormat(.exponential, digits: 1), 12_345, 1e3), (NumberFormat(digits: 6), .nan, nil),
    ] as [(NumberFormat, Double, Double?)])
  func lastDigit(format: NumberFormat, value: Double, unit: Double?) { #expect(format.lastDigit(of: value) == unit) }
}
