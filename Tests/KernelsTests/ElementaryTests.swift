import Kernels
import Testing

/// Elementary functions of one number against a table of 1,400 bits.
@Suite struct ElementaryTests {
  /// Function and the units in the last place that its documentation promises.
  static let functions: [(name: String, bound: Double, value: @Sendable ([Double]) -> Double)] = [
    ("exp", 0.9, { elementary_exp($0[0]) }), ("log", 1, { elementary_log($0[0]) }),
    ("log1p", 1, { elementary_log1p($0[0]) }), ("expm1", 1, { elementary_expm1($0[0]) }),
    ("sin", 1, { elementary_sin($0[0]) }), ("cos", 1, { elementary_cos($0[0]) }),
    ("tan", 1, { elementary_tan($0[0]) }), ("tanh", 1, { elementary_tanh($0[0]) }),
    ("sigmoid", 1, { elementary_sigmoid($0[0]) }), ("softplus", 2, { elementary_softplus($0[0]) }),
    ("power", 1, { elementary_power($0[0], $0[1]) }), ("normalCDF", 4, { elementary_normal_cdf($0[0]) }),
    ("normalPDF", 2, { elementary_normal_pdf($0[0]) }), ("modulo", 0.5001, { elementary_modulo($0[0], $0[1]) }),
  ]

  @Test func staysWithinItsBounds() throws {
    var seen: Set<String> = []
    for line in try ReferenceLine.all() {
      let function = try #require(ElementaryTests.functions.first { $0.name == line.function })
      seen.insert(line.function)
      let value = function.value(line.arguments)
      let error = line.error(of: value)
      #expect(error <= function.bound, "\(line) gave \(value), \(error) ulp")
    }
    #expect(seen.count == ElementaryTests.functions.count)
  }

  /// What has an exact double is that double.
  @Test func hasExactValues() {
    #expect(elementary_power(2, 10) == 1024)
    #expect(elementary_power(0, 0) == 1)
    #expect(elementary_power(2, -1) == 0.5)
    #expect(elementary_power(3, 33) == 5_559_060_566_555_523)
    #expect(elementary_power(-2, 3) == -8)
    #expect(elementary_power(2, -1074) == .leastNonzeroMagnitude)
    #expect(elementary_power(2, 1023) == 0x1p1023)
    #expect(elementary_exp(0) == 1)
    #expect(elementary_log(1) == 0)
    #expect(elementary_sigmoid(0) == 0.5)
    #expect(elementary_tanh(0) == 0)
    #expect(elementary_sin(0) == 0)
    #expect(elementary_cos(0) == 1)
    #expect(elementary_normal_cdf(0) == 0.5)
    #expect(elementary_modulo(-1, 3) == 2)
    #expect(elementary_modulo(5.5, -2) == -0.5)
  }

  @Test func hasLimits() {
    #expect(elementary_exp(710) == .infinity)
    #expect(elementary_exp(-746) == 0)
    #expect(elementary_exp(-.infinity) == 0)
    #expect(elementary_expm1(-.infinity) == -1)
    #expect(elementary_log(0) == -.infinity)
    #expect(elementary_log(-1).isNaN)
    #expect(elementary_log(.infinity) == .infinity)
    #expect(elementary_log1p(-1) == -.infinity)
    #expect(elementary_log1p(-2).isNaN)
    #expect(elementary_power(-8, 1 / 3.0).isNaN)
    #expect(elementary_power(0, -1) == .infinity)
    #expect(elementary_power(-0.0, -3) == -.infinity)
    #expect(elementary_power(-.infinity, 3) == -.infinity)
    #expect(elementary_power(-1, .infinity) == 1)
    #expect(elementary_power(0.5, .infinity) == 0)
    #expect(elementary_power(.nan, 0) == 1)
    #expect(elementary_tanh(-30) == -1)
    #expect(elementary_sigmoid(.infinity) == 1)
    #expect(elementary_sigmoid(-.infinity) == 0)
    #expect(elementary_softplus(.infinity) == .infinity)
    #expect(elementary_normal_cdf(.infinity) == 1)
    #expect(elementary_normal_cdf(-.infinity) == 0)
    #expect(elementary_normal_pdf(-.infinity) == 0)
    #expect(elementary_modulo(1, 0).isNaN)
    #expect(elementary_modulo(.infinity, 2).isNaN)
    #expect(elementary_modulo(-1, .infinity) == .infinity)
    for function in [elementary_sin, elementary_cos, elementary_tan] {
      #expect(function(.infinity).isNaN)
      #expect(function(-.infinity).isNaN)
    }
    for function in ElementaryTests.functions { #expect(function.value([.nan, .nan]).isNaN, "\(function.name)") }
  }
}
