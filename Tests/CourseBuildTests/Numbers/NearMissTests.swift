import SourceText
import Testing

@testable import CourseBuild

/// What a number might have been meant to be, and the index in which it is looked for.
struct NearMissTests {
  /// The slip by which one number may have become another, `nil` where none does.
  private func miss(_ typed: String, _ meant: String) throws -> NearMiss? {
    let digits = try #require(TypedDigits(TypedNumber(typed)))
    let value = try #require(TypedDigits(TypedNumber(meant)))
    return digits.alternatives.first { $0.units == value.units && $0.exponent == value.exponent }?.miss
  }

  @Test(
    arguments: [
      ("0.31", "−0.31", .sign), ("-200", "200", .sign), ("−7", "7", nil), ("0.312", "0.313", .rounding),
      ("0.31", "0.32", nil), ("0.8124", "0.8142", .transposed), ("0.812", "0.821", .transposed),
      ("0.812", "0.182", .transposed), ("0.8124", "0.8924", .digit), ("0.812", "0.892", nil),
      ("1,024", "1,042", .transposed),
      ("3000", "2000", nil), ("25.31 %", "25.13 %", .transposed), ("1.25 × 10⁻³", "1.25 × 10⁻²", nil),
      ("1.253e-3", "1.253e-2", .magnitude),
      ("1.250", "1.350", .digit), ("0.8124", "0.8124", nil), ("1.024e-3", "1.025e-3", .rounding),
    ] as [(String, String, NearMiss?)])
  func slips(typed: String, meant: String, expected: NearMiss?) throws {
    #expect(try miss(typed, meant) == expected, "\(typed) for \(meant)")
  }

  @Test func manyDigits() throws { #expect(TypedDigits(try TypedNumber("0.12345678901234567")) == nil) }

  @Test func index() {
    let values = [(0.3125, 0), (0.31, 1), (-0.3125, 1), (0.3125, 2), (0.315, 3)].map { value, cell in
      LessonValue(expression: "v\(cell)", value: value, cell: cell)
    }
    var index = ValueIndex(values)
    func cells(_ units: Int, _ exponent: Int, _ range: Range<Int>) -> [Int] {
      index.values(units, exponent: exponent, in: range).map(\.cell)
    }
    #expect(cells(31, -2, 0..<9) == [0, 1, 2, 3])
    #expect(cells(32, -2, 0..<9) == [3])
    #expect(cells(31, -2, 1..<3) == [1, 2])
    #expect(cells(-3125, -4, 0..<9) == [1])
    #expect(cells(3125, -4, 3..<9) == [])
    #expect(cells(0, 300, 0..<9) == [0, 1, 1, 2, 3])
  }
}
