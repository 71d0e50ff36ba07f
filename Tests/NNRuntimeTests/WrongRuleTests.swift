import Testing

@testable import NNRuntime

/// Wrong rules of many kinds: whatever shows or quotes a gradient that flows through one names it.
struct WrongRuleTests {
  /// A function `f`, its rule, and how it is called; x is what is asked for, q another argument.
  private static let rules: [(function: String, rule: String, call: String)] = [
    // The upstream gradient.
    ("f(u) = u^2", "f(u; y, dy) = 2 * u", "f(x)"),
    ("f(u) = sin(u)", "f(u; y, dy) = cos(u)", "f(x)"),
    ("f(u) = exp(u)", "f(u; y, dy) = y", "f(x)"),
    ("f(u) = u^2", "f(u; y, dy) = 2 * u * dy^2", "f(x)"),
    ("f(u) = u^2", "f(u; y, dy) = 2 * u + dy", "f(x)"),
    ("f(u) = u^2", "f(u; y, dy) = 2 * u * abs(dy) * sign(dy - 1.2)", "f(x)"),
    ("f(u) = u^2", "f(u; y, dy) = dy", "f(x)"),
    ("f(u) = u^2", "f(u; y, dy) = 2 * u / dy", "f(x)"),
    // Factors and signs.
    ("f(u) = u^2", "f(u; y, dy) = dy * u", "f(x)"),
    ("f(u) = u^2", "f(u; y, dy) = -2 * u * dy", "f(x)"),
    ("f(u) = u^2", "f(u; y, dy) = 2.001 * u * dy", "f(x)"),
    ("f(u) = u^2", "f(u; y, dy) = 2.00002 * u * dy", "f(x)"),
    ("f(u) = u^3", "f(u; y, dy) = dy * 2 * u^2", "f(x)"),
    ("f(u) = u^3", "f(u; y, dy) = dy * 3 * u", "f(x)"),
    ("f(u) = u^3", "f(u; y, dy) = dy * 3 * u^3", "f(x)"),
    ("f(u) = 5 * u", "f(u; y, dy) = dy", "f(x)"),
    ("f(u) = u / 3", "f(u; y, dy) = 3 * dy", "f(x)"),
    ("f(u) = 1 - u", "f(u; y, dy) = dy", "f(x)"),
    // Elementary functions.
    ("f(u) = cos(u)", "f(u; y, dy) = dy * sin(u)", "f(x)"),
    ("f(u) = sin(u)", "f(u; y, dy) = dy * y", "f(x)"),
    ("f(u) = exp(-u)", "f(u; y, dy) = dy * y", "f(x)"),
    ("f(u) = log(u^2 + 1)", "f(u; y, dy) = dy / (u^2 + 1)", "f(x)"),
    ("f(u) = sqrt(u^2 + 1)", "f(u; y, dy) = dy * u / (2 * y)", "f(x)"),
    ("f(u) = 1 / (u^2 + 2)", "f(u; y, dy) = -dy * y^2", "f(x)"),
    ("f(u) = tan(u / 3)", "f(u; y, dy) = dy * (1 + y^2)", "f(x)"),
    ("f(u) = tanh(u)", "f(u; y, dy) = dy * (1 - y)^2", "f(x)"),
    ("f(u) = tanh(u)", "f(u; y, dy) = dy * (1 - u^2)", "f(x)"),
    ("f(u) = sigmoid(u)", "f(u; y, dy) = dy * u * (1 - u)", "f(x)"),
    ("f(u) = sigmoid(u)", "f(u; y, dy) = dy * y * (1 + y)", "f(x)"),
    ("f(u) = softplus(u)", "f(u; y, dy) = dy * sigmoid(-u)", "f(x)"),
    // Kinks.
    ("f(u) = relu(u)", "f(u; y, dy) = dy", "f(x)"),
    ("f(u) = relu(u)", "f(u; y, dy) = dy * (u < 0)", "f(x)"),
    ("f(u) = abs(u)", "f(u; y, dy) = dy * abs(u)", "f(x)"),
    ("f(u) = where(u > 0, u, 0.1 * u)", "f(u; y, dy) = dy * where(u > 0, 1, 0)", "f(x)"),
    ("f(u) = max(u, 0.9)", "f(u; y, dy) = dy * (u > 0)", "f(x)"),
    ("f(u) = clip(u, -1, 1)", "f(u; y, dy) = dy", "f(x)"),
    // Several arguments.
    ("f(a, b) = a * b", "f(a, b; y, dy) = (dy * a, dy * b)", "f(x, q)"),
    ("f(a, b) = a / b", "f(a, b; y, dy) = (dy / b, dy * a / b^2)", "f(q, x)"),
    ("f(a, b) = a - b", "f(a, b; y, dy) = (dy, dy)", "f(q, x)"),
    ("f(a, b) = a * b + a", "f(a, b; y, dy) = (dy * b, dy * a)", "f(x, q)"),
    ("f(a, b) = a^2 * b", "f(a, b; y, dy) = (dy * 2 * a * b, dy * a)", "f(q, x)"),
    ("f(a, b) = a * b", "f(a, b; y, dy) = (0 * a, dy * a)", "f(x, q)"),
    // What joins or moves entries.
    ("f(u) = sum(u)", "f(u; y, dy) = dy * u", "f(x)"),
    ("f(u) = mean(u)", "f(u; y, dy) = dy", "f(x)"),
    ("f(u) = sum(u^2)", "f(u; y, dy) = dy * 2 * u^2", "f(x)"),
    ("f(u) = norm(u)", "f(u; y, dy) = dy * u", "f(x)"),
    ("f(u) = concat(u[1:], u[0:1])", "f(u; y, dy) = dy", "f(x)"),
    ("f(u) = softmax(u)", "f(u; y, dy) = dy * y * (1 - y)", "f(x)"),
    ("f(u) = u - mean(u)", "f(u; y, dy) = dy", "f(x)"),
    ("f(u) = [[1, 2, 3], [0, 1, 4], [5, 6, 0]] @ u", "f(u; y, dy) = [[1, 2, 3], [0, 1, 4], [5, 6, 0]] @ dy", "f(x)"),
    // One entry alone.
    ("f(u) = sin(u)", "f(u; y, dy) = dy * cos(u) * [1, 1.001, 1]", "f(x)"),
    ("f(u) = u^2", "f(u; y, dy) = dy * 2 * u + [0, 0, 1e-3]", "f(x)"),
  ]

  /// `z` is what the rule's function gives, `E` a number that depends on all of it.
  private static let forms = [
    "grad(E, x)", "g = grad(E, x)\n2 * g", "expect norm(grad(E, x)) >= 0", "vjp(z, x, stop(0 * z + 1))",
    "jvp(z, x, stop(0 * x + 1))", "hessian(E, x)", "jacobian(z, x)", "table(grad(E, x))", "print(grad(E, x))",
    "graph(E)", "gradients(E)", "repeat 3 { g = grad(E, x) }",
  ]

  @Test func everyFormNamesEveryWrongRule() {
    #expect(Self.rules.count >= 48)
    for (function, rule, call) in Self.rules {
      let setup = "\(function)\nbackward \(rule)\nx = [0.7, -1.3, 2.1]; q = [1.2, 0.4, -0.8]\nz = \(call); E = sum(z)\n"
      for form in Self.forms { check(Lesson().run(setup + form).diagnostics.first?.message, setup + form) }
      let lesson = Lesson()
      _ = lesson.run(setup)
      if case .failure(let diagnostic) = lesson.inline("grad(E, x)") {
        check(diagnostic.message, setup + "inline")
      } else {
        Issue.record("a wrong gradient stands in the text:\n\(setup)")
      }
    }
  }

  private func check(_ message: String?, _ source: String) {
    #expect(message?.contains("the derivative written for `f` is wrong") == true, "\(source)\n\(message ?? "nothing")")
  }

  /// One entry of 10,000 that is off by a thousandth.
  @Test(arguments: [3, 2_718, 5_000, 9_999])
  func oneEntryOfTenThousandIsNamed(_ place: Int) {
    let lesson = Lesson()
    let setup =
      "seed(1)\nc = uniform(0.5, 2, size: 10000)\ne = one_hot(\(place), 10000)\nf(u) = sin(c * u)\n"
      + "backward f(u; y, dy) = dy * c * cos(c * u) * (1 + 1e-3 * e)\nx = uniform(-1, 1, size: 10000)\n"
    #expect(lesson.run(setup).diagnostics.isEmpty)
    let outcome = lesson.run("grad(sum(f(x)), x)")
    #expect(outcome.diagnostics.first?.id == .gradientCheckFailed)
    #expect(outcome.diagnostics.first?.message.contains("[\(place)]") == true)
  }
}
