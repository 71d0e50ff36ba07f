import Kernels
import Testing

/// The logarithm that always gives the nearest double, against the table of 1,400 bits.
@Suite struct RoundedLogarithmTests {
  @Test func isTheNearestDouble() throws {
    let lines = try ReferenceLine.all().filter { $0.function == "log" }
    #expect(lines.count > 50)
    for line in lines { #expect(elementary_rounded_log(line.arguments[0]) == line.nearest, "\(line)") }
  }

  @Test func hasExactValues() {
    #expect(elementary_rounded_log(1) == 0)
    #expect(elementary_rounded_log(0) == -.infinity)
    #expect(elementary_rounded_log(.infinity) == .infinity)
    #expect(elementary_rounded_log(-1).isNaN)
    #expect(elementary_rounded_log(.nan).isNaN)
  }
}
