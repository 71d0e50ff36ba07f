import Testing

@testable import Formulas

/// The logarithm that always gives the nearest double, against the table of 300 bits.
@Suite struct RoundedLogarithmTests {
  @Test func isTheNearestDouble() throws {
    let lines = ElementaryReference.table.split(separator: "\n").filter { $0.hasPrefix("log ") }
    #expect(lines.count > 50)
    for line in lines {
      let numbers = try line.split(separator: " ").dropFirst().map { try #require(Double($0)) }
      #expect(Elementary.roundedLog(numbers[0]) == numbers[1], "\(line)")
    }
  }

  @Test func hasExactValues() {
    #expect(Elementary.roundedLog(1) == 0)
    #expect(Elementary.roundedLog(0) == -.infinity)
    #expect(Elementary.roundedLog(.infinity) == .infinity)
    #expect(Elementary.roundedLog(-1).isNaN)
    #expect(Elementary.roundedLog(.nan).isNaN)
  }
}
