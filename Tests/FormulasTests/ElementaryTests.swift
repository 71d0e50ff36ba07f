import Testing

@testable import Formulas

/// Each name stands for its own function, whose accuracy the kernels' tests measure.
@Suite struct ElementaryTests {
  /// To 15 digits, by other programs.
  static let values: [(name: String, value: Double, expected: Double)] = [
    ("exp", Elementary.exp(1), 2.718281828459045), ("expm1", Elementary.expm1(1), 1.718281828459045),
    ("log", Elementary.log(2), 0.6931471805599453), ("log1p", Elementary.log1p(2), 1.0986122886681098),
    ("roundedLog", Elementary.roundedLog(3), 1.0986122886681098), ("sin", Elementary.sin(1), 0.8414709848078965),
    ("cos", Elementary.cos(1), 0.5403023058681398), ("tan", Elementary.tan(1), 1.5574077246549023),
    ("sigmoid", Elementary.sigmoid(1), 0.7310585786300049), ("tanh", Elementary.tanh(1), 0.7615941559557649),
    ("softplus", Elementary.softplus(1), 1.3132616875182228),
    ("normalPDF", Elementary.normalPDF(1), 0.24197072451914337),
    ("normalCDF", Elementary.normalCDF(1), 0.8413447460685429), ("power", Elementary.power(2, 10), 1024),
    ("modulo", Elementary.modulo(-1, 3), 2),
  ]

  @Test func isTheFunctionOfItsName() {
    for (name, value, expected) in ElementaryTests.values {
      #expect((value - expected).magnitude <= 2 * expected.ulp, "\(name): \(value), not \(expected)")
    }
  }

  @Test func rounds() {
    #expect(Elementary.roundToEven(2.5) == 2)
    #expect(Elementary.roundToEven(-3.5) == -4)
    #expect(Elementary.roundToEven(0x1p52 + 1) == 0x1p52 + 1)
    #expect(Elementary.floor(-1.5) == -2)
    #expect(Elementary.floor(-0.0).sign == .minus)
    #expect(Elementary.floor(0.5).sign == .plus)
    #expect(Elementary.floor(-0x1p60) == -0x1p60)
  }
}
