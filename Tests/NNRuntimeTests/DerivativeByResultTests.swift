import SourceText
import Testing

@testable import NNRuntime

/// Derivatives of gradients by nodes on the way: `c = sigmoid(t); g = grad(c, t)`. σ′ is a function of `t`, so that moving
/// `c` does not move `g`, though the formula σ(1 − σ) speaks of the result.
struct DerivativeByResultTests {
  static let operations = [
    "sigmoid(t)", "tanh(t)", "exp(t)", "sqrt(t)", "elu(t)", "softplus(t)", "1 / t", "log(t)", "t^1.5",
    "softmax(t)[0]", "log_softmax(t)[1]", "inv([[t[0], 1], [1, 3]])[0, 0]", "solve([[t[0], 1], [1, 3]], t)[0]",
    "prod(t)", "norm(t)", "std(t)", "max(t)", "abs(t)",
  ]

  /// The gradient of an operation does not move with the operation's own result, whatever the formula.
  @Test(arguments: operations) func doesNotMoveWithTheResult(_ operation: String) {
    let isTensor = operation.contains("[") || ["prod", "norm", "std", "max"].contains { operation.hasPrefix($0) }
    let start = isTensor ? "t = [0.5, 0.75]" : "t = 0.5"
    // ∂(c³)/∂t = 3 c² c′ has the slope 6 c c′ by c.
    let outcome = Lesson().run(
      """
      \(start)
      c = \(operation)
      g = \(isTensor ? "grad(c^3, t)[0]" : "grad(c^3, t)")
      d = \(isTensor ? "grad(c, t)[0]" : "grad(c, t)")
      h = grad(g, c)
      expect abs(h - 6 * c * d) <= 1e-12 * abs(h)
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
  }

  @Test func bySeveralNamesOfOneOperation() {
    let outcome = Lesson().run(
      """
      t = 0.5
      c = exp(t)
      e = exp(t)
      g = grad(c * e, t)
      # g = c E + e C, where E and C are derivatives at t: 2 exp(t) in all by c and e.
      expect grad(g, c) == exp(0.5)
      expect grad(g, e) == exp(0.5)
      k = grad(g, t)
      # By t twice: 4 exp(2t); by c: E of c E′.
      expect abs(k - 4 * exp(1.0)) < 1e-14
      expect grad(k, c) == exp(0.5)
      m = grad(k, t)
      expect grad(m, c) == exp(0.5)
      expect abs(grad(m, t) - 16 * exp(1.0)) < 1e-13
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
  }

  @Test func highOrdersDoNotReuseNamedNodes() {
    let outcome = Lesson().run(
      """
      t = 0.5
      d = cos(t)
      f = sin(t) * d
      a = grad(f, t)
      b = grad(a, t)
      c = grad(b, t)
      # Each derivative is (…)(t) d + (…)(t): the factor of d in the third is −cos(t).
      expect abs(grad(c, d) + cos(0.5)) < 1e-15
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
  }

  /// A power of a length that is asked for is differentiated by way of the length: 2 r ∇r, where ∇r is held.
  @Test func byALength() {
    let outcome = Lesson().run(
      """
      x = [3, 4]
      r = norm(x)
      g = grad(r^2, x)
      expect grad(g[0], r) == 1.2
      expect jacobian(g, r) == [[1.2], [1.6]] within 1e-15
      expect vjp(g, r, [1, 1]) == 2.8 within 1e-15
      w = -3
      q = abs(w)
      expect grad(grad(q^2, w), q) == -2
      d = std(x)
      expect grad(grad(d^3, x)[1], d) == 1.5 within 1e-14
      expect grad(grad(q^3, w), w) == 18
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
  }

  /// Where the graph was built for another purpose it went past the length, which is told instead of answered with 0.
  @Test func byALengthThatWasGonePast() {
    let start = "x = [3, 4]\nr = norm(x)\ng = grad(r^2, x); h = grad(g[0], x)\n"
    for request in ["grad(g[0], r)", "jacobian(g, r)", "vjp(g, r, [1, 1])"] {
      let outcome = Lesson().run(start + request)
      #expect(outcome.diagnostics.map(\.id) == [.wrongArguments], "\(request)")
      #expect(outcome.diagnostics.first?.range.start.line == 4, "\(request)")
    }
    let fine = Lesson().run(
      start + "expect grad(r^2, r) == 10\nexpect hessian(r^2, x) == [[2, 0], [0, 2]]\nexpect grad(g[0], x) == [2, 0]")
    #expect(fine.diagnostics.map(\.message) == [])
  }
}
