import Testing

@testable import NNRuntime

/// Derivatives of high order against numbers that mpmath gives with 120 digits, or that are known.
struct HighDerivativeTests {
  struct Case: Sendable, CustomStringConvertible {
    var f: String
    var x: Double
    var order: Int
    var value: Double

    init(_ f: String, _ x: Double, _ order: Int, _ value: Double) {
      (self.f, self.x, self.order, self.value) = (f, x, order, value)
    }

    var description: String { "\(f) at \(x), \(order) times" }
  }

  static let cases = [
    Case("exp(x^2)", 0.5, 3, 8.9881779168141904),
    Case("exp(x^2)", 0.5, 4, 32.100635417193537),
    Case("exp(x * x)", 0.5, 14, 145769749.42459878),
    Case("exp(square(x))", 0.5, 22, 458128107572550.33),
    Case("exp(x^2)", 0.5, 22, 458128107572550.33),
    Case("exp(x^2)", 0.5, 30, 5.7199694936459253e21),
    Case("sin(x) * exp(x)", 0.75, 4, -5.7721170651729656),
    Case("sin(x) * exp(x)", 0.75, 22, -3172.3219918053129),
    Case("1 / (1 + x * x)", 0.5, 4, -9.33888),
    Case("1 / (1 + x^2)", 0.5, 9, 118566.061867008),
    Case("tanh(x)", 0.25, 4, 3.3521897785705997),
    Case("tanh(x)", 0.25, 13, -11195013.02162199),
    Case("x^2.5", 1.5, 12, -2680.231928558471),
    Case("log(sqrt(x))", 1.25, 12, -1371530.8044877824),
    Case("log(x)", 0.49, 11, 9281243194.788067),
    Case("log(x)", 0.49, 20, -1.910614285670685e+23),
    Case("x^x", 1.5, 10, 5472.2106312247019),
    Case("exp(x * log(x))", 1.5, 10, 5472.2106312247019),
    Case("sigmoid(x)", 0.5, 14, -3525.6995378037134),
    Case("x^6", 1.5, 5, 1080),
    Case("x^6", 1.5, 6, 720),
    Case("x^6", 1.5, 7, 0),
    Case("x^6", 0, 6, 720),
    // What goes backward, or by sides.
    Case("abs(x)^5", -1.5, 4, 180),
    Case("relu(x)^6", 1.5, 4, 810),
    Case("where(x > 0, exp(x^2), x)", 0.5, 14, 145769749.42459878),
    Case("max(exp(x^2), x)", 0.5, 9, 34392.620785981156),
  ]

  @Test(arguments: cases) func againstKnownNumbers(_ test: Case) {
    check("x = \(test.x)\nd = \(test.f)\nrepeat \(test.order) { d = grad(d, x) }", "d", test.value)
  }

  /// At many points at once, as the gradient of a sum.
  @Test(arguments: cases.filter { !$0.f.contains("[") && $0.value != 0 }) func entryByEntry(_ test: Case) {
    check(
      "x = [\(test.x), \(test.x)]\nd = \(test.f)\nrepeat \(test.order) { d = grad(sum(d), x) }", "d[1]", test.value)
  }

  @Test func byTwoVariables() {
    // ∂¹²/∂x⁶∂y⁶ of exp(xy) is Σ C(6, k) 6!/(6 − k)! (xy)⁶⁻ᵏ exp(xy): 13327 e at 1.
    check(
      "x = 0.5; y = 2\nd = exp(x * y)\nrepeat 6 { d = grad(d, x); d = grad(d, y) }", "d", 13327 * 2.718281828459045)
  }

  @Test func ofWhatHighDerivativesAreMadeOf() {
    // The third derivative stands in further formulas: (f‴)² has the derivative 2 f‴ f⁗.
    let d = "x = 0.5\nd = exp(x^2)\nrepeat 3 { d = grad(d, x) }\n"
    check(d + "e = grad(d * d, x)", "e", 2 * 8.9881779168141904 * 32.100635417193537)
    check(d + "expect gradcheck(d).ok\ne = grad(d, x)", "e", 32.100635417193537)
  }

  private func check(_ source: String, _ name: String, _ value: Double) {
    let distance = value == 0 ? "abs(\(name))" : "abs(\(name) / \(value) - 1)"
    let outcome = Lesson().run(source + "\nexpect \(distance) < 1e-9")
    #expect(outcome.diagnostics.map(\.message) == [])
  }
}
