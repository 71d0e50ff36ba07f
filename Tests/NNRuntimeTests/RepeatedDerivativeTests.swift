import Testing

@testable import NNRuntime

/// Derivatives at points to which a call takes them, and not the block's own inputs: they are compared there, too.
struct RepeatedDerivativeTests {
  /// Right at 1 alone.
  private static let rule = "f(u) = u^2\nbackward f(u; y, dy) = dy * (3 * u - 1)\nx = 1\ny = f(x)\n"

  private func faults(_ source: String) -> [String] {
    Lesson().run(source).diagnostics.map { "\($0.id.rawValue): \($0.message)" }
  }

  @Test(arguments: [
    "g = grad(y, x)\nforward(g, x: 3)", "g = 3 * grad(y, x) + x\nforward(g, x: 3)",
    "g = grad(y, x)\nforward(g, x: 1)\nforward(g, x: 3)",
  ])
  func refusesAWrongOne(_ source: String) {
    #expect(
      faults(Self.rule + source) == [
        "NN-gradient-check-failed: the derivative written for `f` is wrong: ∂y/∂x is 8, and central differences give 6"
      ])
  }

  @Test(arguments: [
    "g = grad(y, x)\nforward(g, x: 1)", "z = x^3\ng = grad(z, x)\nforward(g, x: 3)",
    "z = relu(x) + abs(x)\nforward(grad(z, x), x: 0.5)",
    "v = [1, 2]\nforward(grad(sum(exp(v)), v), v: [0, 3])", "forward(grad(grad(x^3, x), x), x: -2)",
  ])
  func leavesARightOne(_ source: String) { #expect(faults(Self.rule + source) == []) }

  /// Curves with kinks, jumps and poles, asked for all at once and point by point.
  @Test(arguments: [
    "plot(relu, -1, 1, derivative: true)", "plot(tan, -3, 3, derivative: true)", "plot(floor, -2, 2, derivative: true)",
    "q(u) = { if u > 1 { u^2 } else { abs(u) } }\nplot(q, -2, 3, derivative: true)",
    "q(u) = { if u > 0 { sqrt(u) } else { exp(u) } }\nplot(q, -2, 3, derivative: true)",
  ])
  func drawsARightSlope(_ source: String) { #expect(faults(source) == []) }

  /// A rule that is right in the first half of the curve, and wrong where a branch uses it.
  @Test func drawsNoWrongSlope() {
    let source = Self.rule + "q(u) = { if u > 1 { f(u) } else { u^2 } }\nplot(q, 0, 3, derivative: true)"
    #expect(Lesson().run(source).diagnostics.map(\.id) == [.gradientCheckFailed])
  }
}
