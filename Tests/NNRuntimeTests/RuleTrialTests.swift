import Testing

@testable import NNRuntime

/// A wrong `backward` rule is named by whatever differentiates through it first, also where the gradient that arrives
/// is 1.
struct RuleTrialTests {
  /// `dy` is forgotten, which nobody notices at 1.
  private static let square = "f(u) = u^2\nbackward f(u; y, dy) = 2 * u\n"

  /// The last statement of each stands on line 5, but for what a loop holds.
  @Test(arguments: [
    ("x = 3\ny = f(x)\ngrad(y, x)", "5:6-7"), ("x = 3\ny = f(x)\nvjp(y, x, 1)", "5:5-6"),
    ("x = 3\ny = f(x)\njvp(y, x, 1)", "5:5-6"), ("x = 3\ny = f(x)\nhessian(y, x)", "5:9-10"),
    ("x = 3\ny = f(x)\njacobian(y, x)", "5:10-11"), ("x = 3\ny = f(x)\ngradients(y)", "5:11-12"),
    ("x = 3\ny = f(x)\nbackward(y)", "5:10-11"), ("x = 3\ny = f(x)\ngraph(y)", "5:7-8"),
    ("x = 3\ny = f(x)\nminimize(y, x, steps: 2)", "5:10-11"), ("x = 3\ny = f(x)\nexpect grad(y, x) == 6", "5:13-14"),
    ("x = [1, 2]\ny = sum(f(x))\nflow(y, (x,))", "5:6-7"), ("x = 3\nt = 1\nplot(f, -1, 1, derivative: true)", "5:6-7"),
    ("x = 3\ny = f(x)\nrepeat 30 { x -= 0.1 * grad(f(x), x) }", "5:29-33"),
    ("x = 3\nslope(v) = grad(f(v), v)\nslope(x)", "4:17-21"),
    ("net = sequential(dense(1, 1), f)\nx = ones(2, 1)\ntrain(net, x, x, loss: mse)", "5:7-10"),
  ])
  func everyDerivativeTriesRules(_ source: String, _ place: String) {
    let outcome = Lesson().run(Self.square + source)
    #expect(
      outcome.diagnostics.map(NNRuntimeTests.place) == ["\(place) NN-gradient-check-failed"], "\(source)")
    #expect(outcome.diagnostics.first?.message.contains("the derivative written for `f` is wrong") == true)
  }

  @Test func whatIsWrongIsSaid() {
    checkDiagnostics(
      Self.square + "x = 3\ny = f(x)\ngrad(y, x)",
      "5:6-7 NN-gradient-check-failed: the derivative written for `f` is wrong: with the upstream gradient 1.118034 it "
        + "gives 6 for `u`, and central differences give 6.7082039",
      hint: "its `backward` rule (line 2) does not multiply by the upstream gradient `dy`")
    checkDiagnostics(
      "cube(x) = x^3\nbackward cube(x; y, dy) = dy * 2 * x^2\na = 2\nf = cube(a)\ng = grad(f, a)",
      "5:10-11 NN-gradient-check-failed: the derivative written for `cube` is wrong: with the upstream gradient 1.118034 "
        + "it gives 8.9442719 for `x`, and central differences give 13.416408",
      hint: "compare its `backward` rule (line 2) with the function, in `x`")
    checkDiagnostics(
      "m(a, b) = a * b\nbackward m(a, b; y, dy) = (dy * b, dy * b)\np = [1, 2]; q = [3, 4]\ngrad(sum(m(p, q)), p)",
      "4:6-18 NN-gradient-check-failed: the derivative written for `m` is wrong: with upstream gradients other than 1 it "
        + "gives 3.354102 for `b[0]`, and central differences give 1.118034")
  }

  /// Right where it is used first, and wrong where it is used last.
  @Test func theLastUseIsTriedToo() {
    checkDiagnostics(
      "f(u) = relu(u)\nbackward f(u; y, dy) = dy\nx = 1\nrepeat 3 { x -= grad(f(x), x) }",
      "4:22-26 NN-gradient-check-failed: the derivative written for `f` is wrong: with the upstream gradient 1.118034 it "
        + "gives 1.118034 for `u`, and central differences give 0")
  }

  @Test func aRightRuleIsLeftAlone() {
    for source in [
      "f(u) = u^2\nbackward f(u; y, dy) = 2 * u * dy\nx = 3\ngrad(f(x), x)",
      // It says nothing where the numeric derivative does not either.
      "f(u) = abs(u)\nbackward f(u; y, dy) = dy\nx = 0\ngrad(f(x), x)",
      // The function takes a derivative itself.
      "g(u) = grad(u^3, u)\nbackward g(u; y, dy) = dy * 6 * u\nw = 37\ngrad(g(w), w)\ngradients(g(w))\ngradcheck(g(w))",
      "f(u) = { expect u > 0; u^2 }\nbackward f(u; y, dy) = 2 * u * dy\nx = 3\ngrad(f(x), x)",
    ] {
      #expect(Lesson().run(source).diagnostics.isEmpty, "\(source)")
    }
  }

  /// A trial runs the function once more, and leaves nothing behind.
  @Test func aTrialLeavesNothingBehind() {
    let body = "x = 3\ny = f(x)\n"
    let tail = "\nrand()"
    let function = "f(u) = { expect u == 3; u^2 * rand() }\nbackward f(u; y, dy) = dy * 2 * y / u\n"
    let with = Lesson().run(function + body + "g = grad(y, x)" + tail)
    let without = Lesson().run(function + body + "g = 1" + tail)
    #expect(shown(with) == shown(without))
    #expect(with.claims.count == 1)
  }

  @Test func textTriesRulesToo() {
    let lesson = Lesson()
    #expect(lesson.run(Self.square + "x = 3").diagnostics.isEmpty)
    guard case .failure(let diagnostic) = lesson.inline("grad(f(x), x)") else {
      Issue.record("a wrong gradient stands in the text")
      return
    }
    #expect(diagnostic.id == .gradientCheckFailed)
  }
}
