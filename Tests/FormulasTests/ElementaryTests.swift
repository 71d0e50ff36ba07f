import Testing

@testable import Formulas

/// Elementary functions against a table of 300 bits, and their exact values.
@Suite struct ElementaryTests {
  /// Function and the units in the last place that its documentation promises.
  static let functions: [(name: String, bound: Double, value: @Sendable ([Double]) -> Double)] = [
    ("exp", 0.9, { Elementary.exp($0[0]) }), ("log", 1, { Elementary.log($0[0]) }),
    ("log1p", 1, { Elementary.log1p($0[0]) }), ("expm1", 1, { Elementary.expm1($0[0]) }),
    ("sin", 1, { Elementary.sin($0[0]) }), ("cos", 1, { Elementary.cos($0[0]) }),
    ("tan", 1, { Elementary.tan($0[0]) }), ("tanh", 1, { Elementary.tanh($0[0]) }),
    ("sigmoid", 1, { Elementary.sigmoid($0[0]) }), ("softplus", 2, { Elementary.softplus($0[0]) }),
    ("power", 1, { Elementary.power($0[0], $0[1]) }), ("normalCDF", 4, { Elementary.normalCDF($0[0]) }),
    ("normalPDF", 2, { Elementary.normalPDF($0[0]) }),
  ]

  @Test func staysWithinItsBounds() throws {
    var worst: [String: Double] = [:]
    for line in ElementaryReference.table.split(separator: "\n") {
      let fields = line.split(separator: " ")
      let numbers = try fields.dropFirst().map { try #require(Double($0)) }
      let function = try #require(ElementaryTests.functions.first { $0.name == fields[0] })
      let (expected, offset) = (numbers[numbers.count - 2], numbers[numbers.count - 1])
      let value = function.value(Array(numbers.dropLast(2)))
      let error = ((value - expected) / expected.ulp - offset).magnitude
      worst[function.name] = max(worst[function.name] ?? 0, error)
      #expect(error <= function.bound, "\(line) gave \(value), \(error) ulp")
    }
    #expect(worst.count == ElementaryTests.functions.count)
  }

  @Test func hasExactValues() {
    #expect(Elementary.power(2, 10) == 1024)
    #expect(Elementary.power(0, 0) == 1)
    #expect(Elementary.power(2, -1) == 0.5)
    #expect(Elementary.power(3, 33) == 5_559_060_566_555_523)
    #expect(Elementary.power(-2, 3) == -8)
    #expect(Elementary.power(2, -1074) == .leastNonzeroMagnitude)
    #expect(Elementary.power(2, 1023) == 0x1p1023)
    #expect(Elementary.power(-8, 1 / 3.0).isNaN)
    #expect(Elementary.power(0, -1) == .infinity)
    #expect(Elementary.exp(0) == 1)
    #expect(Elementary.exp(710) == .infinity)
    #expect(Elementary.exp(-746) == 0)
    #expect(Elementary.exp(1) == 2.718281828459045)
    #expect(Elementary.log(1) == 0)
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.sigmoid(1) == 0.7310585786300049)
    #expect(Elementary.sigmoid(0) == 0.5)
    #expect(Elementary.tanh(0) == 0)
    #expect(Elementary.tanh(-30) == -1)
    #expect(Elementary.sin(0) == 0)
    #expect(Elementary.cos(0) == 1)
    #expect(Elementary.normalCDF(0) == 0.5)
    #expect(Elementary.roundToEven(2.5) == 2)
    #expect(Elementary.roundToEven(-3.5) == -4)
    #expect(Elementary.floor(-1.5) == -2)
    #expect(Elementary.floor(-0.0).sign == .minus)
    #expect(Elementary.floor(0.5).sign == .plus)
    #expect(Elementary.modulo(-1, 3) == 2)
    #expect(Elementary.modulo(5.5, -2) == -0.5)
  }
}
