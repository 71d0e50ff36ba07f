import Testing

@testable import NNRuntime

/// A gradient check that is shown and fails is a warning, unless its block claims that it fails.
struct ShownCheckTests {
  private static let setup = "w = 3\nE = w^2\n"

  @Test func aFailedCheckIsAWarning() {
    checkDiagnostics(
      Self.setup + "gradcheck(E, w: 5)",
      "3:1-19 NN-gradcheck-failed: the gradient check fails: ∂E/∂w is 5, and central differences give 6",
      hint: "if it is meant to fail, the block says so: `expect not gradcheck(E, w: 5).ok`")
    checkDiagnostics(
      Self.setup + "c = gradcheck(E, w: 5)\nc\n(c, 1)",
      "4:1-2 NN-gradcheck-failed: the gradient check fails: ∂E/∂w is 5, and central differences give 6",
      "5:1-7 NN-gradcheck-failed: the gradient check fails: ∂E/∂w is 5, and central differences give 6")
    checkDiagnostics(
      "f(u) = u^2\nbackward f(u; y, dy) = dy * u\nx = 3\ny = 2 * f(x)\nrepeat 3 { gradcheck(y) }",
      "5:12-24 NN-gradcheck-failed: the gradient check fails: the derivative written for `f` gives 3.354102 for `u`, and "
        + "central differences give 6.7082039")
  }

  @Test(arguments: [
    "gradcheck(E, w: 6)", "gradcheck(E, w: 5)\nexpect not gradcheck(E, w: 5).ok",
    "expect not gradcheck( E, w:5 ).ok\ngradcheck(E, w: 5)", "c = gradcheck(E, w: 5)\nexpect not c.ok\nc",
    "c = gradcheck(E, w: 5)\nexpect c.maxAbs > 0",
    "gradcheck(E, w: 5)\nexpect not gradcheck(E, w: 4).ok",
  ])
  func whatIsMeantIsNone(_ source: String) { checkDiagnostics(Self.setup + source) }

  /// A check of another function that fails says nothing of this one, nor does one that holds.
  @Test(arguments: ["F = 2 * E\nexpect not gradcheck(F, w: 5).ok", "expect gradcheck(E).ok", "c = 1 - gradcheck(E).ok"])
  func anotherCheckIsNoExcuse(_ source: String) {
    let outcome = Lesson().run(Self.setup + "gradcheck(E, w: 5)\n" + source)
    #expect(outcome.diagnostics.map(\.id) == [.gradcheckFailed])
  }
}
