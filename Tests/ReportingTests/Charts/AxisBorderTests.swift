import Artifacts
import Testing

@testable import Reporting

/// Where an axis changes what it says: powers of ten, decades, whole numbers, zero.
@Suite struct AxisBorderTests {
  private func check(_ lower: Double, _ upper: Double, _ exponent: Int?, _ texts: [String]) {
    let marks = ChartAxis(lower: lower, upper: upper).ticks(count: 6)
    #expect(marks.exponent == exponent, "\(lower) … \(upper)")
    #expect(marks.marks.map(\.text.plain) == texts, "\(lower) … \(upper)")
  }

  @Test func powersOfTen() {
    check(0, 99_999, nil, ["0", "20000", "40000", "60000", "80000"])
    check(0, 100_000, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    check(0, 0.005, nil, ["0", "0.001", "0.002", "0.003", "0.004", "0.005"])
    check(0, 0.0025, -3, ["0", "0.5", "1", "1.5", "2", "2.5"])
    check(0, 0.0004, -4, ["0", "1", "2", "3", "4"])
    check(1_000_000, 1_000_001, 6, ["1", "1.0000002", "1.0000004", "1.0000006", "1.0000008", "1.000001"])
  }

  @Test func decades() {
    func check(_ lower: Double, _ upper: Double, _ count: Int, _ expected: [Int]) {
      #expect(Ticks.decades(lower, upper, count: count) == expected, "\(lower) … \(upper)")
    }
    check(1, 1000, 9, [0, 1, 2, 3])
    check(1.0001, 999.9, 9, [1, 2])
    // The last bit of a product of powers is no reason to leave an end without its number.
    check((1.0).nextUp, (1000.0).nextDown, 9, [0, 1, 2, 3])
    check(0.6, 1000, 9, [0, 1, 2, 3])
    // 1 is among them where it is in the range, whatever the first one is.
    check(1e-7, 1e2, 4, [-6, -3, 0])
    check(1e-5, 1e5, 4, [-3, 0, 3])
    check(1e-4, 1e4, 3, [-3, 0, 3])
  }

  @Test func decadeTexts() {
    func check(_ exponents: [Int], _ texts: [String]) {
      #expect(Ticks.decadeTexts(exponents).map(\.plain) == texts)
    }
    check([-3, 4], ["0.001", "10000"])
    check([-4, 0], ["10−4", "1"])
    check([0, 5], ["1", "105"])
  }

  @Test func counts() {
    #expect(Ticks.linear(0, 1, count: 8, wholeOnly: true) == [0, 1])
    #expect(Ticks.linear(0, 1, count: 8) == [0, 0.2, 0.4, 0.6, 0.8, 1])
  }

  @Test func ranges() {
    func check(_ values: [Double], _ lower: Double, _ upper: Double, includesZero: Bool = false) {
      let axis = ChartAxis(values, isLog: false, includesZero: includesZero)
      #expect(axis.lower == lower && axis.upper == upper, "\(values): \(axis.lower) … \(axis.upper)")
    }
    check([2, 4], 2, 4)
    check([2, 4], 0, 4, includesZero: true)
    check([3, 4], 0, 4, includesZero: true)
    check([-1, 4], -1, 4, includesZero: true)
    check([3, 3], 1.5, 4.5)
    check([0, 0], -1, 1)
    check([0, 0], 0, 1, includesZero: true)
    check([1e-9, 1e-9], 0.5e-9, 1e-9 + 0.5e-9)
    check([.nan, 5, .infinity, 7], 5, 7)
    check([.nan], 0, 1)
  }

  /// Points that an axis has no place for.
  @Test func places() {
    let log = Scale(lower: 1, upper: 100, isLog: true, from: 0, to: 200)
    #expect(log.at(10).map { ($0 - 100).magnitude < 1e-9 } == true)
    #expect(log.at(0) == nil && log.at(-1) == nil && log.at(.infinity) == nil && log.at(.nan) == nil)
    #expect((log.value(at: 100) - 10).magnitude < 1e-9)
    let linear = Scale(lower: 0, upper: 10, isLog: false, from: 100, to: 0)
    #expect(linear.at(0) == 100 && linear.at(10) == 0 && linear.at(2.5) == 75 && linear.at(-5) == 150)
    #expect(Scale(lower: 3, upper: 3, isLog: false, from: 0, to: 10).at(3) == 5)
  }
}
