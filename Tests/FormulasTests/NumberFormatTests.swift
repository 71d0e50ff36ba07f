import Testing

@testable import Formulas

@Suite struct NumberFormatTests {
  private func check(_ value: Double, _ style: NumberFormat.Style, _ digits: Int, _ expected: String) {
    #expect(NumberFormat(style, digits: digits).text(value) == expected)
  }

  @Test func showsSignificantDigits() {
    check(3, .significant, 4, "3")
    check(60000, .significant, 4, "60000")
    check(409600, .significant, 4, "409600")
    check(-12, .significant, 4, "−12")
    check(-0.0, .significant, 4, "0")
    check(0.7310585786300049, .significant, 6, "0.731059")
    check(-0.534422, .significant, 4, "−0.5344")
    check(0.00012, .significant, 4, "1.2×10⁻⁴")
    check(123456.7, .significant, 4, "1.235×10⁵")
    check(0.25, .significant, 1, "0.2")
    check(0.35, .significant, 1, "0.3")
    check(0.1, .significant, 17, "0.10000000000000001")
    check(0.5, .significant, 17, "0.5")
    check(99999.97, .significant, 6, "1×10⁵")
    check(9.9996, .significant, 4, "10")
    check(1e300 / 3, .significant, 4, "3.333×10²⁹⁹")
    check(.leastNonzeroMagnitude, .significant, 4, "4.941×10⁻³²⁴")
    check(.nan, .significant, 4, "NaN")
    check(-.infinity, .significant, 4, "−∞")
    check(1e15, .significant, 4, "1×10¹⁵")
  }

  @Test func followsPythonsFormats() {
    check(2.5, .fixed, 0, "2")
    check(3.5, .fixed, 0, "4")
    check(2.675, .fixed, 2, "2.67")
    check(1.005, .fixed, 2, "1.00")
    check(-0.0004, .fixed, 3, "0.000")
    check(1e22, .fixed, 1, "10000000000000000000000.0")
    check(0.999, .fixed, 2, "1.00")
    check(0.00012, .exponential, 2, "1.20×10⁻⁴")
    check(0, .exponential, 2, "0.00×10⁰")
    check(9.999, .exponential, 2, "1.00×10¹")
    check(1234.5678, .general, 4, "1235")
    check(0.0001, .general, 4, "0.0001")
    check(12345.678, .general, 4, "1.235×10⁴")
    check(0.12345, .percent, 1, "12.3%")
    check(0.125, .percent, 0, "12%")
    check(1, .percent, 0, "100%")
  }

  @Test func setsNotationTeXAndAscii() {
    let format = NumberFormat(digits: 4)
    #expect(
      format.notation(of: -0.00012)
        == Notation([.plain("−1.2×10"), .superscript(Notation(plain: "−4"))]))
    #expect(format.tex(-0.00012) == "-1.2 \\times 10^{-4}")
    #expect(NumberFormat(.percent, digits: 1).tex(0.125) == "12.5\\%")
    #expect(format.ascii(-12) == "-12")
    #expect(format.ascii(0.00012) == "1.2e-4")
  }

  @Test func quickAndExactRoundingAgree() {
    // Every rounding to a few digits against the one of 25 exact digits, on numbers of many sizes and near ties.
    var state: UInt64 = 42
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let tie = Double((state >> 40) % 20_001) / 1000
      let value = state & 1 == 0 ? tie : Double(bitPattern: (state >> 12) | 0x3F00_0000_0000_0000)
      let digits = Int(state % 14) + 1
      let quick = DecimalDigits(value, .significant(digits))
      let exponent = quick.digits.isEmpty ? 0 : quick.point
      let first = DecimalDigits(value, .significant(40)).point
      let exact = DecimalDigits(value, .decimals(digits - first, shift: 0))
      #expect(quick.digits == exact.digits && exponent == exact.point, "\(value) to \(digits)")
    }
  }

  @Test func writesShortestDecimals() {
    let cases: [(Double, String)] = [
      (0.1, "0.1"), (3, "3"), (-0.0, "0"), (0.7310585786300049, "0.7310585786300049"), (1e21, "1e+21"),
      (.leastNonzeroMagnitude, "5e-324"), (1e16, "1e+16"), (.nan, "NaN"), (-.infinity, "-Infinity"), (-12, "-12"),
    ]
    for (value, text) in cases { #expect(value.shortest == text) }
    #expect(Double.infinity.json == "\"Infinity\"")
  }
}
