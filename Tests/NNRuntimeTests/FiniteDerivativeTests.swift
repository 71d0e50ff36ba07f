import Artifacts
import Testing

@testable import NNRuntime

/// NaN and infinity of a derivative are told where it is asked for.
struct FiniteDerivativeTests {
  private static let hint = "a point beside it, or another way to write `y`, keeps the derivative finite"

  @Test(arguments: [
    ("x = [0, 0]\ny = sqrt(sum(x^2))", "grad(y, x)", "1:"), ("x = 0\ny = sqrt(x)", "grad(y, x)", ""),
    ("x = [0, 1]\ny = sqrt(x)", "vjp(y, x, [1, 1])", ""), ("x = [0, 1]\ny = sqrt(x)", "jvp(y, x, [1, 1])", ""),
    ("x = [0, 1]\ny = sqrt(x)", "jacobian(y, x)", ""), ("x = 0\ny = x^1.5", "hessian(y, x)", ""),
    ("x = 0\ny = where(x < 1, x, sqrt(x))", "grad(y, x)", ""), ("x = 0\ny = sqrt(x)", "expect grad(y, x) > 0", ""),
    ("x = 0\ny = sqrt(x)", "x -= 0.1 * grad(y, x)", ""),
  ])
  func derivatives(_ setup: String, _ call: String, _: String) {
    let outcome = Lesson().run(setup + "\n" + call)
    #expect(outcome.diagnostics.map(\.id) == [.nonFinite], "\(call)")
    let message = outcome.diagnostics.first?.message ?? ""
    #expect(message.hasPrefix("in the derivative of `y`, "), "\(message)")
    #expect(outcome.diagnostics.first?.range.start.line == 3)
    #expect(outcome.diagnostics.first?.hint == Self.hint)
  }

  @Test func theOperationIsNamed() {
    checkDiagnostics(
      "x = 0\ny = sqrt(x)\ngrad(y, x)",
      "3:1-11 NN-non-finite: in the derivative of `y`, `/` of 1 and 0 gives infinity", hint: Self.hint)
  }

  /// An interpreted loop and a compiled one come to the same end.
  @Test func loopsEndAlike() {
    let source = "x = 30\nrepeat 100 { x -= grad(sqrt(x), x) * 0 + 1 }"
    var found: [String] = []
    for compiles in [true, false] {
      var lesson = Lesson()
      lesson.options.compilesLoops = compiles
      let outcome = lesson.run(source)
      found.append(contentsOf: outcome.diagnostics.map { "\(place($0)): \($0.message)" })
    }
    #expect(found.count == 2 && found[0] == found[1], "\(found)")
    #expect(found.first == "2:19-35 NN-non-finite: in the derivative of `sqrt(x)`, `/` of 1 and 0 gives infinity")
  }

  /// What has no derivative is undefined in a table, and fails where differences tell one.
  @Test func displays() {
    for (source, verdict) in [
      ("x = 0\ny = sqrt(x)", CheckVerdict.undefined), ("a = -2; n = 3\ny = a^n", .pass),
      ("x = [0, 0]\ny = sqrt(sum(x^2))", .undefined),
    ] {
      for call in ["gradients(y)", "graph(y)", "backward(y)"] {
        let outcome = Lesson().run(source + "\n" + call)
        #expect(outcome.diagnostics.isEmpty, "\(source)")
        #expect(outcome.checks.verdict == verdict, "\(source) \(call)")
      }
    }
    for source in ["x = 0\ny = where(x < 1, x, sqrt(x))", "a = 0; b = 0\ny = max(sqrt(a * a + b * b), 1e-10)"] {
      for call in ["gradients(y)", "graph(y)", "backward(y)"] {
        #expect(Lesson().run(source + "\n" + call).diagnostics.map(\.id) == [.gradientCheckFailed], "\(source)")
      }
      #expect(shown(Lesson().run(source + "\ngradcheck(y).ok")) == ["0"], "\(source)")
    }
    #expect(shown(Lesson().run("w = [1, 2]\nL = sum(w^2)\ngradcheck(L, w: [inf, 4]).ok")) == ["0"])
    #expect(
      Lesson().run("f(u) = u^2\nbackward f(u; y, dy) = dy * inf\nx = 3\ngrad(f(x), x)").diagnostics.map(\.id) == [
        .gradientCheckFailed
      ])
  }
}
