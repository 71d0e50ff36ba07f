import Artifacts
import Testing

@testable import Reporting

@Suite struct TicksTests {
  private func check(_ lower: Double, _ upper: Double, _ count: Int, _ expected: [Double]) {
    #expect(Ticks.linear(lower, upper, count: count) == expected, "\(lower) … \(upper)")
  }

  @Test func stepsAreOneTwoOrFive() {
    check(0, 3000, 7, [0, 500, 1000, 1500, 2000, 2500, 3000])
    check(-6, 6, 7, [-6, -4, -2, 0, 2, 4, 6])
    check(0.1, 0.4, 4, [0.1, 0.2, 0.3, 0.4])
    check(1e-9, 2e-9, 3, [1e-9, 1.5e-9, 2e-9])
    check(999_999, 1_000_001, 3, [999_999, 1_000_000, 1_000_001])
    check(5, 5, 4, [5])
    // One number alone would not say a scale.
    check(-4, 4, 3, [-4, -2, 0, 2, 4])
  }

  @Test func countsHaveNoTicksBetweenWholeNumbers() {
    #expect(Ticks.linear(0, 2, count: 8, wholeOnly: true) == [0, 1, 2])
  }

  @Test func tickTextsHaveNoRoundingErrors() {
    #expect(
      Ticks.texts(Ticks.linear(0, 0.6, count: 7), exponent: nil).map(\.plain)
        == ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6"])
  }

  private func check(_ ticks: [Double], _ exponent: Int?, _ texts: [String]) {
    #expect(Ticks.exponent(ticks) == exponent)
    #expect(Ticks.texts(ticks, exponent: exponent).map(\.plain) == texts)
  }

  @Test func longNumbersAreCountedInAPowerOfTen() {
    check([0, 0.0002, 0.0004], -4, ["0", "2", "4"])
    check([-2e12, 0, 2e12], 12, ["−2", "0", "2"])
    check([0, 0.5, 1], nil, ["0", "0.5", "1"])
    // Neighbours are told apart.
    check([999_999, 1_000_000, 1_000_001], 6, ["0.999999", "1", "1.000001"])
    check([1.2345678, 1.2345679], nil, ["1.2345678", "1.2345679"])
    #expect(
      ChartAxis(lower: 0, upper: 6e-4, title: FigureText("rate")).title(exponent: -4, width: 300, 12)?.plain
        == "rate (×10−4)")
  }

  @Test func decadesAreThinnedAndKeepOne() {
    #expect(Ticks.decades(1e-3, 10, count: 9) == [-3, -2, -1, 0, 1])
    #expect(Ticks.decades(1e-15, 1, count: 6) == [-15, -12, -9, -6, -3, 0])
    #expect(Ticks.decades(2, 5, count: 6) == [])
    #expect(Ticks.decadeTexts([-3, 0, 4]).map(\.plain) == ["0.001", "1", "10000"])
    #expect(Ticks.decadeTexts([-5, -3, 0, 2]).map(\.plain) == ["10−5", "10−3", "1", "102"])
  }

  @Test(arguments: -307...307) func decadeOfAPowerIsItsExponent(exponent: Int) {
    let power = Ticks.power(exponent)
    #expect(Ticks.decade(of: power) == exponent)
    #expect(Ticks.decade(of: power.nextDown) == exponent - 1)
  }
}
